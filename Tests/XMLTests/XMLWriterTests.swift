import Testing
import XML

@Suite struct XMLWriterTests {
    private func write(_ body: (inout XMLWriter) throws -> Void) throws -> String {
        var writer = try XMLWriter()
        try body(&writer)
        return String(decoding: try writer.finish(), as: UTF8.self)
    }

    @Test func `namespaces are declared where they are first needed`() throws {
        let text = try write { writer in
            try writer.start(XMLName(namespace: "urn:s", local: "Envelope"), prefix: "s")
            try writer.declare("urn:x", prefix: "x")
            try writer.start(XMLName(namespace: "urn:s", local: "Body"), prefix: "s")
            try writer.element(XMLName(namespace: "urn:d", local: "a"), text: "1")
            try writer.element(XMLName(namespace: "urn:d", local: "b"), text: "2")
            try writer.start(XMLName(namespace: "", local: "c"))
            try writer.end()
            try writer.end()
            try writer.end()
        }
        #expect(
            text
                == "<s:Envelope xmlns:s=\"urn:s\" xmlns:x=\"urn:x\"><s:Body><a xmlns=\"urn:d\">1</a><b xmlns=\"urn:d\">2</b>"
                + "<c/></s:Body></s:Envelope>")
    }

    @Test func `a child in no namespace undoes the default`() throws {
        let text = try write { writer in
            try writer.start(XMLName(namespace: "urn:d", local: "a"))
            try writer.element(XMLName(namespace: "urn:d", local: "b"), text: "")
            try writer.element(XMLName(namespace: "", local: "c"), text: "")
            try writer.end()
        }
        let root = try XMLReader.parse(Array(text.utf8))
        #expect(root.elements.map(\.name.namespace) == ["urn:d", ""])
    }

    @Test func `attributes follow the declarations`() throws {
        let text = try write { writer in
            try writer.start(XMLName(namespace: "urn:a", local: "a"))
            try writer.attribute("x", "1")
            try writer.attribute(XMLName(namespace: "urn:p", local: "y"), prefix: "p", "2")
            try writer.attribute(
                XMLName(namespace: "http://www.w3.org/XML/1998/namespace", local: "lang"), prefix: "xml", "fr")
            try writer.end()
        }
        #expect(text == "<a xmlns=\"urn:a\" x=\"1\" xmlns:p=\"urn:p\" p:y=\"2\" xml:lang=\"fr\"/>")
    }

    @Test func `any text that XML can hold comes back unchanged`() throws {
        let value = "<&>\"' \t\r\n]]> é \u{1F600} \u{E000}\u{85}"
        let text = try write { writer in
            try writer.start(XMLName(namespace: "", local: "a"))
            try writer.attribute("b", value)
            try writer.text(value)
            try writer.end()
        }
        let root = try XMLReader.parse(Array(text.utf8))
        #expect(root.text == value)
        #expect(root[attribute: "b"] == value)
    }

    @Test(arguments: [0x00, 0x01, 0x0B, 0x1F, 0xFFFE, 0xFFFF] as [UInt32])
    func `a character that XML cannot hold is refused`(value: UInt32) throws {
        let text = "a" + String(try #require(Unicode.Scalar(value)))
        #expect(throws: XMLError.unwritable(scalar: value)) {
            try write { writer in
                try writer.start(XMLName(namespace: "", local: "a"))
                try writer.text(text)
            }
        }
        #expect(throws: XMLError.unwritable(scalar: value)) {
            try write { writer in
                try writer.start(XMLName(namespace: "", local: "a"))
                try writer.attribute("b", text)
            }
        }
    }

    @Test func `a fragment goes in byte for byte`() throws {
        let fragment = "<x  a='1'  ><!-- kept --></x>"
        let text = try write { writer in
            try writer.start(XMLName(namespace: "urn:d", local: "a"))
            try writer.verbatim(Array(fragment.utf8))
            try writer.text("&")
            try writer.end()
        }
        #expect(text == "<a xmlns=\"urn:d\">\(fragment)&amp;</a>")
    }
}
