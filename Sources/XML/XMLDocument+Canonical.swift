import CXML2

extension XMLDocument {
    /// The exclusive canonical form without comments (xml-exc-c14n, insi.md 3.4) of one element of this document, with
    /// the namespaces it needs from around it. `omitted`, an element inside, is left out with its content: that is the
    /// enveloped-signature transform. Throws `XMLError.missing` for an element of another document and
    /// `XMLError.libxml2` where no canonical form exists, as with a relative namespace URI.
    public func exclusiveCanonicalForm(
        of element: XMLElement, omitting omitted: XMLElement? = nil
    ) throws(XMLError) -> [UInt8] {
        LibXML2.prepare()
        let apex = try unsafe node(of: element)
        let hole: xmlNodePtr? = if let omitted { try unsafe node(of: omitted) } else { nil }
        var scope = unsafe CanonicalScope(apex: apex, hole: hole)
        return try unsafe LibXML2.collect { (buffer) throws(XMLError) in
            guard let output = unsafe xmlOutputBufferCreateBuffer(buffer, nil) else {
                throw .libxml2(function: "xmlOutputBufferCreateBuffer", code: 0)
            }
            let result = unsafe xmlC14NExecute(
                pointer, { unsafe CanonicalScope.contains($0, $1, $2) }, &scope,
                Int32(XML_C14N_EXCLUSIVE_1_0.rawValue), nil, 0, output)
            guard unsafe xmlOutputBufferClose(output) >= 0, result >= 0 else {
                throw .libxml2(function: "xmlC14NExecute", code: result)
            }
        }
    }

    private func node(of element: XMLElement) throws(XMLError) -> xmlNodePtr {
        guard let node = unsafe TreeBuilder.node(at: element.position, in: pointer),
            unsafe LibXML2.string(node.pointee.name) == element.name.local
        else { throw .missing(path: element.name.local) }
        return unsafe node
    }
}

/// What libxml2 asks about while it canonicalises: one element and its content, with at most one hole.
@unsafe private struct CanonicalScope {
    let apex: xmlNodePtr
    let hole: xmlNodePtr?

    /// `xmlC14NIsVisibleCallback`: 1 for what belongs to the scope. A namespace has no way up and an attribute belongs
    /// to its element: for these two the parent decides.
    static func contains(
        _ scope: UnsafeMutableRawPointer?, _ node: xmlNodePtr?, _ parent: xmlNodePtr?
    ) -> Int32 {
        guard let scope = unsafe scope?.assumingMemoryBound(to: CanonicalScope.self), let node = unsafe node else {
            return 0
        }
        let type = unsafe node.pointee.type
        var current = unsafe type == XML_NAMESPACE_DECL || type == XML_ATTRIBUTE_NODE ? parent : node
        while let node = unsafe current {
            if unsafe node == scope.pointee.hole { return 0 }
            if unsafe node == scope.pointee.apex { return 1 }
            unsafe current = node.pointee.parent
        }
        return 0
    }
}
