import Foundation
import SpecDataKit
import Testing
import XML

@testable import INSiSimulator

/// Holds the table against the schemas that it was written from.
@Suite(.enabled(if: SpecData.isPresent, "\(SpecData.absence)")) struct SchemaAgreementTests {
    static let tables: [(file: String, rule: ElementRule)] = [
        ("CTX/ROOT_ctxbam_CTXBAM_V01_02.xsd", RequestTable.contexteBAM),
        ("CTX/ROOT_ctxlps_CTXLPS_V01_00.xsd", RequestTable.contexteLPS),
        ("ServiceIdentiteCertifiee/INSi_RECVITALE_INS.xsd", BodyTable.vitale),
        ("ServiceIdentiteCertifiee/INSi_RECSANS_INS.xsd", BodyTable.traits),
    ]

    /// The declared types of one schema.
    private struct Declarations {
        private let root: XMLElement

        init(_ file: String) throws {
            root = try XMLReader.parse(Array(try Data(contentsOf: URL(filePath: SpecData.schema(file)))))
        }

        /// The type of the root element.
        var rootType: String { named("element").first?[attribute: "type"] ?? "" }

        /// A complex type, nil for a simple one.
        func type(_ name: String) -> XMLElement? {
            let local = name.split(separator: ":").last.map(String.init)
            return named("complexType").first { $0[attribute: "name"] == local }
        }

        private func named(_ name: String) -> [XMLElement] { root.elements.filter { $0.name.local == name } }
    }

    @Test(arguments: tables)
    func `the table has the schema's elements, in its order and within its bounds`(
        file: String, rule: ElementRule
    ) throws {
        let declarations = try Declarations(file)
        try compare(rule, declarations.rootType, declarations)
    }

    private func compare(_ rule: ElementRule, _ typeName: String, _ declarations: Declarations) throws {
        let type = declarations.type(typeName)
        let parts = type.map { Judgement.all(in: $0) } ?? []
        let attributes = parts.filter { $0.name.local == "attribute" }
        #expect(Set(attributes.compactMap { $0[attribute: "name"] }) == Set(rule.attributes.map(\.name)))
        let elements = parts.filter { $0.name.local == "element" }
        guard case .sequence(let rules) = rule.content else {
            #expect(elements.isEmpty, "\(rule.name.local)")
            return
        }
        #expect(elements.compactMap { $0[attribute: "name"] } == rules.map(\.name.local), "\(rule.name.local)")
        for (element, rule) in zip(elements, rules) {
            let minimum = element[attribute: "minOccurs"].flatMap { Int($0) } ?? 1
            let maximum = element[attribute: "maxOccurs"].map { Int($0) ?? .max } ?? 1
            #expect(rule.minimum >= minimum && rule.maximum == maximum, "\(rule.name.local)")
            try compare(rule, element[attribute: "type"] ?? "", declarations)
        }
    }

    @Test func `what the table lets pass is valid`() throws {
        let cover = """
            <bam:GrandRegime>01</bam:GrandRegime><bam:ASSURE><bam:Id><bam:Num>297022A020778</bam:Num><bam:Cle>78</bam:Cle>\
            </bam:Id></bam:ASSURE><bam:BENEFICIAIRE><bam:Nir><bam:DateCertification>2020-02-29</bam:DateCertification>\
            </bam:Nir><bam:DateNai>1950-00-00</bam:DateNai><bam:Rang>1</bam:Rang><bam:Porteur>1</bam:Porteur>\
            </bam:BENEFICIAIRE>
            """
        let document = try XMLDocument(Array(Message(cover: cover).text.utf8))
        let header = try #require(document.root.first(.soap("Header")))
        for (file, rule) in Self.tables.prefix(2) {
            let block = try #require(header.first(rule.name))
            try SchemaCheck(part: "x").check(block, against: rule)
            let schema = try XMLSchema(file: SpecData.schema(file))
            #expect(try schema.validate(document.exclusiveCanonicalForm(of: block)).isEmpty)
        }
    }
}
