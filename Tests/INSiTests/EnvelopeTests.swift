import Foundation
import HealthIdentity
import SAML
import SpecDataKit
import Testing
import XML

@testable import INSi

struct EnvelopeTests {
    private func envelope(
        individual: Bool = true, birthName: String? = "D'Synthé", octets: [UInt8]? = nil,
        vitaleAssertion: VitaleAssertion? = nil, context: CallContext = Samples.context
    ) throws -> Envelope {
        let number = individual ? Matricule("1990199999888") : nil
        let assertion = try octets.map { try Samples.assertion($0) } ?? Samples.assertion()
        return Envelope(
            stamp: MessageStamp(messageID: MessageID.new()),
            content: try Samples.search(individual: number, birthName: birthName),
            authentication: .cpx(assertion, vitale: vitaleAssertion), context: context)
    }

    private func header(_ name: XMLName, in root: XMLElement) throws -> XMLElement {
        try root.required(.soap("Header")).required(name)
    }

    @Test func `the message is the one of the specification, element by element`() throws {
        let envelope = try envelope()
        let stamp = envelope.stamp
        let number = "1990199999888"
        let bam = "urn:siram:bam:ctxbam"
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Header>\
            <wsa:MessageID xmlns:wsa="http://www.w3.org/2005/08/addressing">\(stamp.messageID)</wsa:MessageID>\
            <wsa:Action xmlns:wsa="http://www.w3.org/2005/08/addressing">urn:ServiceIdentiteCertifiee:1.0.0:\
            rechercherInsAvecCarteVitale</wsa:Action>\
            <wsse:Security xmlns:wsse="\(Namespace.security)"><a:Assertion xmlns:a="urn:a"/></wsse:Security>\
            <ctxbam:ContexteBAM xmlns:ctxbam="\(bam)" Version="01_02"><ctxbam:Id>\(stamp.bamID)</ctxbam:Id>\
            <ctxbam:Temps>\(stamp.time)</ctxbam:Temps><ctxbam:Emetteur>899900000001</ctxbam:Emetteur>\
            <ctxbam:COUVERTURE><ctxbam:ASSURE><ctxbam:Id><ctxbam:Num>2550599999777</ctxbam:Num></ctxbam:Id>\
            </ctxbam:ASSURE><ctxbam:BENEFICIAIRE><ctxbam:Nir><ctxbam:Num>\(number)</ctxbam:Num></ctxbam:Nir>\
            <ctxbam:DateNai>1999-00-31</ctxbam:DateNai><ctxbam:Rang>2</ctxbam:Rang></ctxbam:BENEFICIAIRE>\
            </ctxbam:COUVERTURE></ctxbam:ContexteBAM>\
            <ctxlps:ContexteLPS xmlns:ctxlps="urn:siram:lps:ctxlps" Version="01_00"><ctxlps:Id>\(stamp.lpsID)</ctxlps:Id>\
            <ctxlps:Temps>\(stamp.time)</ctxlps:Temps><ctxlps:Emetteur>899900000001</ctxlps:Emetteur><ctxlps:LPS>\
            <ctxlps:IDAM R="4">TESTSGIE0000</ctxlps:IDAM><ctxlps:Version>1.2.3</ctxlps:Version>\
            <ctxlps:Instance>791e183f-6f66-4248-a312-5ed5cd4785d4</ctxlps:Instance>\
            <ctxlps:Nom>urn:lps:SOFT &amp; CO:1.2.3</ctxlps:Nom></ctxlps:LPS></ctxlps:ContexteLPS></soap:Header>\
            <soap:Body><ins:RECVITALE xmlns:ins="http://www.cnamts.fr/INSiRecVit">\
            <ins:MatriculeIndividu><ins:NumIdentifiant>\(number)</ins:NumIdentifiant></ins:MatriculeIndividu>\
            <ins:MatriculeOD><ins:NumIdentifiant>2550599999777</ins:NumIdentifiant></ins:MatriculeOD>\
            <ins:NomNaissance>D'SYNTHE</ins:NomNaissance><ins:DateNaissance>1999-00-31</ins:DateNaissance>\
            <ins:RangNaissance>2</ins:RangNaissance></ins:RECVITALE></soap:Body></soap:Envelope>
            """
        #expect(String(decoding: try envelope.bytes(), as: UTF8.self) == expected)
    }

    @Test func `what the card does not hold is left out`() throws {
        let text = String(decoding: try envelope(individual: false, birthName: nil).bytes(), as: UTF8.self)
        #expect(!text.contains("MatriculeIndividu"))
        #expect(!text.contains("Nir"))
        #expect(!text.contains("NomNaissance"))
        #expect(text.contains("MatriculeOD"))
    }

    @Test func `the card's assertion follows the professional's, both byte for byte`() throws {
        let card = try Samples.vitaleAssertion()
        let text = String(decoding: try envelope(vitaleAssertion: card).bytes(), as: UTF8.self)
        let octets = String(decoding: card.octets, as: UTF8.self)
        #expect(text.contains("<a:Assertion xmlns:a=\"urn:a\"/>\(octets)</wsse:Security>"))
        #expect(text.replacing(octets, with: "").contains("<a:Assertion xmlns:a=\"urn:a\"/></wsse:Security>"))
    }

    @Test func `a text that XML cannot hold is refused`() throws {
        let software = SoftwareIdentity(idam: "A\u{1}", version: "1", instance: "i", name: "n")
        let context = CallContext(emitter: "899900000001", software: software)
        #expect(throws: XMLError.unwritable(scalar: 1)) { try envelope(context: context).bytes() }
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `body, contexts and assertion are valid against the official schemas`() throws {
        let octets = try SpecData.message("genuine_PS_assertion_2022.xml")
        let names = [
            ("ServiceIdentiteCertifiee/INSi_RECVITALE_INS.xsd", "<ins:RECVITALE", "</ins:RECVITALE>"),
            ("CTX/ROOT_ctxbam_CTXBAM_V01_02.xsd", "<ctxbam:ContexteBAM", "</ctxbam:ContexteBAM>"),
            ("CTX/ROOT_ctxlps_CTXLPS_V01_00.xsd", "<ctxlps:ContexteLPS", "</ctxlps:ContexteLPS>"),
            ("WSSE/Security.xsd", "<wsse:Security", "</wsse:Security>"),
        ]
        let cases = [(true, nil), (false, nil), (true, try Samples.vitaleAssertion())]
        for (individual, card) in cases {
            let envelope = try envelope(individual: individual, octets: octets, vitaleAssertion: card)
            let text = String(decoding: try envelope.bytes(), as: UTF8.self)
            #expect(text.contains(String(decoding: octets, as: UTF8.self)))
            #expect(text.contains("NameQualifier=\"VITALE\"") == (card != nil))
            for (file, start, end) in names {
                let from = try #require(text.range(of: start)).lowerBound
                let to = try #require(text.range(of: end)).upperBound
                let schema = try XMLSchema(file: SpecData.schema(file))
                #expect(try schema.validate(Array(text[from..<to].utf8)) == [], "\(file)")
            }
        }
    }
}
