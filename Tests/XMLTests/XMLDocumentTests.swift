import Foundation
import SpecDataKit
import Testing
import XML

@Suite struct XMLDocumentTests {
    private func canonical(
        _ text: String, _ path: [Int] = [], omitting hole: Int? = nil
    ) throws -> String {
        let document = try XMLDocument(Array(text.utf8))
        let element = path.reduce(document.root) { $0.elements[$1] }
        let omitted = hole.map { element.elements[$0] }
        return String(decoding: try document.exclusiveCanonicalForm(of: element, omitting: omitted), as: UTF8.self)
    }

    @Test func `a whole document becomes canonical`() throws {
        let text = "<?xml version='1.0'?><!--x--><a  z='1' b = \"2\"\t>\r\n<b/><!--x-->&gt;&#xD;<![CDATA[<]]></a >\n"
        #expect(try canonical(text) == "<a b=\"2\" z=\"1\">\n<b></b>&gt;&#xD;&lt;</a>")
    }

    @Test func `an element takes along the namespaces it uses and no other`() throws {
        let text =
            "<s:e xmlns:s='urn:s' xmlns:u='urn:u' xmlns='urn:d'><i><p:x xmlns:p='urn:p' p:k='1'/><s:y/></i></s:e>"
        #expect(
            try canonical(text, [0])
                == "<i xmlns=\"urn:d\"><p:x xmlns:p=\"urn:p\" p:k=\"1\"></p:x><s:y xmlns:s=\"urn:s\"></s:y></i>")
        #expect(try canonical(text, [0, 1]) == "<s:y xmlns:s=\"urn:s\"></s:y>")
    }

    @Test func `a part alone and the same part inside a larger document have one canonical form`() throws {
        let part = "<p:a xmlns:p='urn:p' k='1'><b xmlns='urn:b'>t</b></p:a>"
        let inside = "<s:e xmlns:s='urn:s' xmlns='urn:d' xmlns:p='urn:other'> <s:h>\(part)</s:h></s:e>"
        #expect(try canonical(inside, [0, 0]) == canonical(part))
    }

    @Test func `an omitted child leaves no trace`() throws {
        let text = "<a xmlns='urn:a'><i/><S xmlns='urn:s'><deep><deeper/></deep></S><j/></a>"
        #expect(try canonical(text, omitting: 1) == "<a xmlns=\"urn:a\"><i></i><j></j></a>")
        #expect(try canonical("<e>\(text)</e>", [0], omitting: 1) == "<a xmlns=\"urn:a\"><i></i><j></j></a>")
    }

    @Test func `an element of another document is missing`() throws {
        let other = try XMLReader.parse(Array("<a><b/><c/></a>".utf8))
        let document = try XMLDocument(Array("<a/>".utf8))
        #expect(throws: XMLError.missing(path: "c")) { try document.exclusiveCanonicalForm(of: other.elements[1]) }
    }

    @Test func `a relative namespace has no canonical form`() throws {
        #expect(throws: XMLError.self) { try canonical("<a xmlns='relative'/>") }
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the genuine assertion without signature has the length of what was digested`() throws {
        let bytes = try SpecData.message("genuine_PS_assertion_2022.xml")
        let document = try XMLDocument(bytes)
        let signature = document.root.elements[1]
        let signedInfo = try document.exclusiveCanonicalForm(of: signature.elements[0])
        #expect(signedInfo.count == 675)
        let source = String(decoding: bytes, as: UTF8.self)
        let start = try #require(source.range(of: "<Signature ")), end = try #require(source.range(of: "</Signature>"))
        let expected = source[..<start.lowerBound] + source[end.upperBound...]
        let form = try document.exclusiveCanonicalForm(of: document.root, omitting: signature)
        #expect(String(decoding: form, as: UTF8.self) == expected)
    }
}
