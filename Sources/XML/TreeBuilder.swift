import CXML2

/// Turns libxml2's tree into values and numbers the elements.
struct TreeBuilder {
    private var count = 0

    static func root(of document: xmlDocPtr) throws(XMLError) -> XMLElement {
        guard let root = unsafe xmlDocGetRootElement(document) else { throw .malformed(line: 1) }
        var builder = TreeBuilder()
        return try unsafe builder.element(root, depth: 1)
    }

    /// The element that has that number, or nil: the same count as above.
    static func node(at position: Int, in document: xmlDocPtr) -> xmlNodePtr? {
        var node = unsafe xmlDocGetRootElement(document)
        var count = 0
        while let current = unsafe node {
            if count == position { return unsafe current }
            unsafe node = next(after: current)
            count += 1
        }
        return nil
    }

    /// The next element in document order.
    private static func next(after node: xmlNodePtr) -> xmlNodePtr? {
        if let child = unsafe xmlFirstElementChild(node) { return unsafe child }
        var current: xmlNodePtr? = unsafe node
        while let node = unsafe current, unsafe node.pointee.type == XML_ELEMENT_NODE {
            if let sibling = unsafe xmlNextElementSibling(node) { return unsafe sibling }
            unsafe current = node.pointee.parent
        }
        return nil
    }

    private mutating func element(_ node: xmlNodePtr, depth: Int) throws(XMLError) -> XMLElement {
        guard depth <= XMLReader.depthLimit else { throw .refused(feature: "depth") }
        let position = count
        count += 1
        var children: [XMLNode] = []
        var text = ""
        var child = unsafe node.pointee.children
        while let current = unsafe child {
            switch unsafe current.pointee.type {
            case XML_ELEMENT_NODE:
                Self.flush(&text, to: &children)
                children.append(.element(try unsafe element(current, depth: depth + 1)))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                text += unsafe LibXML2.string(current.pointee.content)
            default: break
            }
            unsafe child = current.pointee.next
        }
        Self.flush(&text, to: &children)
        return unsafe XMLElement(
            name: Self.name(node.pointee.name, node.pointee.ns), attributes: Self.attributes(of: node),
            children: children, line: Int(xmlGetLineNo(node)), position: position)
    }

    private static func flush(_ text: inout String, to children: inout [XMLNode]) {
        guard !text.isEmpty else { return }
        children.append(.text(text))
        text = ""
    }

    private static func attributes(of node: xmlNodePtr) -> [XMLAttribute] {
        var attributes: [XMLAttribute] = []
        var next = unsafe node.pointee.properties
        while let current = unsafe next {
            let value = unsafe xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1)
            defer { unsafe shim_xml_free(value) }
            attributes.append(
                XMLAttribute(
                    name: unsafe name(current.pointee.name, current.pointee.ns), value: unsafe LibXML2.string(value)))
            unsafe next = current.pointee.next
        }
        return attributes
    }

    private static func name(_ local: UnsafePointer<xmlChar>?, _ namespace: xmlNsPtr?) -> XMLName {
        unsafe XMLName(namespace: LibXML2.string(namespace?.pointee.href), local: LibXML2.string(local))
    }
}
