import Testing
import XML

@Suite struct XMLElementTests {
    private let name = XMLName(namespace: "urn:a", local: "b")

    private func parse(_ text: String) throws -> XMLElement {
        try XMLReader.parse(Array(text.utf8))
    }

    @Test func `children are found by name`() throws {
        let root = try parse("<a xmlns='urn:a'><b>1</b><c/><b>2</b><b xmlns='urn:other'>3</b></a>")
        #expect(root.first(name)?.text == "1")
        #expect(root.all(name).map(\.text) == ["1", "2"])
        #expect(try root.required(name).text == "1")
    }

    @Test func `a required child that is missing is named`() throws {
        let root = try parse("<a/>")
        #expect(throws: XMLError.missing(path: "a/b")) { try root.required(name) }
    }

    @Test(arguments: [
        ("soap:Sender", "Sender"), (" soap:Sender\n", "Sender"), ("Sender", "Sender"), ("", ""), (":", ""),
        ("a:b:c", "c"),
    ])
    func `the local part of a name in content is what follows its prefix`(text: String, local: String) throws {
        #expect(try parse("<a>\(text)</a>").localPart == local)
    }

    @Test func `elements are equal wherever they stand`() throws {
        let left = try parse("<a><b x='1'>t</b></a>")
        let right = try parse("\n\n<a\n><b x=\"1\">t</b></a>")
        #expect(left == right)
        #expect(try left != parse("<a><b x='2'>t</b></a>"))
        #expect(try left != parse("<a><b x='1'>u</b></a>"))
    }
}
