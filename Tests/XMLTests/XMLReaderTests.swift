import Testing
import XML

@Suite struct XMLReaderTests {
    private static let sample = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <a:root xmlns:a="urn:a" xmlns="urn:d" id="1" a:id="2">one<!-- note -->two
          <child>é&amp;&#xE9;</child><?pi?><a:child/><![CDATA[<raw>]]></a:root>
        """.utf8)

    @Test func `names, attributes, texts and lines are read whatever the prefixes`() throws {
        let root = try XMLReader.parse(Self.sample)
        #expect(root.name == XMLName(namespace: "urn:a", local: "root"))
        #expect(root[attribute: "id"] == "1")
        #expect(root[attribute: XMLName(namespace: "urn:a", local: "id")] == "2")
        #expect(root[attribute: "other"] == nil)
        #expect(root.elements.map(\.name.namespace) == ["urn:d", "urn:a"])
        #expect(root.first(XMLName(namespace: "urn:d", local: "child"))?.text == "é&é")
        #expect(root.text == "onetwo\n  <raw>")
        #expect(root.elements.first?.line == 3)
        #expect(root.attributes.count == 2)
    }

    @Test func `the encoding is the declared one`() throws {
        let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try XMLReader.parse(bytes).text == "é")
    }

    @Test(arguments: [
        "", " ", "<", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>", "<a b='1' b='2'/>", "<p:a/>", "<a p:b='1'/>",
        "<a>&unknown;</a>", "<a>&#0;</a>", "<a>&#xFFFE;</a>", "text", "<?xml version='1.0'?>", "{}",
    ])
    func `what is not well-formed is refused`(text: String) {
        #expect(throws: XMLError.malformed(line: 1)) { try XMLReader.parse(Array(text.utf8)) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: XMLError.malformed(line: 1)) {
            try XMLReader.parse(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8))
        }
    }

    @Test func `the line of the fault is told`() {
        #expect(throws: XMLError.malformed(line: 3)) { try XMLReader.parse(Array("<a>\n<b>\n</a>".utf8)) }
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f '&e;&e;'>]><a>&f;</a>", "<!DOCTYPE a [",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]><a/>",
    ])
    func `a DTD is refused`(text: String) {
        #expect(throws: XMLError.refused(feature: "DTD")) { try XMLReader.parse(Array(text.utf8)) }
    }

    @Test func `a document longer than the limit is refused`() throws {
        let bytes = Array("<a>123</a>".utf8)
        #expect(try XMLReader.parse(bytes, limit: bytes.count).text == "123")
        #expect(throws: XMLError.refused(feature: "size")) { try XMLReader.parse(bytes, limit: bytes.count - 1) }
    }

    @Test(arguments: [101, 256, 257, 258, 1000, 100_000])
    func `too deep a document is refused`(depth: Int) {
        let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(throws: XMLError.refused(feature: "depth")) { try XMLReader.parse(Array(text.utf8)) }
    }

    @Test func `a document of the greatest depth is read`() throws {
        let depth = XMLReader.depthLimit
        let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(try XMLReader.parse(Array(text.utf8)).elements.count == 1)
    }

    @Test func `no prefix of a document is a document`() {
        for count in Self.sample.indices {
            #expect(throws: XMLError.self) { try XMLReader.parse(Array(Self.sample.prefix(count))) }
        }
    }

    @Test func `a document with any byte changed is read or refused`() {
        for index in Self.sample.indices {
            for value in [0x00, 0x20, 0x22, 0x26, 0x3C, 0x3E, 0x41, 0x80, 0xFF] as [UInt8] {
                var changed = Self.sample
                changed[index] = value
                let root = try? XMLReader.parse(changed)
                #expect(root?.name.local.isEmpty != true)
            }
        }
    }

    @Test func `many documents are read at once`() async throws {
        let expected = try XMLReader.parse(Self.sample)
        try await withThrowingTaskGroup(of: XMLElement.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    _ = try? XMLReader.parse(Array("<broken".utf8))
                    return try XMLReader.parse(Self.sample)
                }
            }
            for try await root in group { #expect(root == expected) }
        }
    }

    @Test func `nothing is printed on stderr`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            _ = try? XMLReader.parse(Array("<a><b></a>".utf8))
            let relative = try XMLDocument(Array("<a xmlns='relative'/>".utf8))
            _ = try? relative.exclusiveCanonicalForm(of: relative.root)
            _ = try? XMLSchema(file: "/nowhere.xsd")
            await Task.detached { _ = try? XMLReader.parse(Array("<a xmlns='relative'><b></a>".utf8)) }.value
        }
        #expect(result?.standardErrorContent.isEmpty == true)
    }
}
