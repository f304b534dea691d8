import Foundation
import HealthIdentity
import SAML
import SpecDataKit
import Testing
import XML

@testable import INSi

struct TraitsEnvelopeTests {
    private func text(
        _ search: TraitsSearch, by authentication: CallAuthentication = .softwareCertificate
    ) throws -> String {
        let envelope = Envelope(
            stamp: MessageStamp(messageID: MessageID.new()), content: search, authentication: authentication,
            context: Samples.context)
        return String(decoding: try envelope.bytes(), as: UTF8.self)
    }

    @Test func `the body is the one of the specification, the cover is empty`() throws {
        let traits = try Samples.sought(birthPlace: "2A020")
        let text = try text(TraitsSearch(traits, givenName: traits.givenNames[0], birthPlace: traits.birthPlace))
        let body = """
            <soap:Body><ins:RECSANSVITALE xmlns:ins="http://www.cnamts.fr/INSiRecSans">\
            <ins:NomNaissance>D'SYNTHE</ins:NomNaissance><ins:Prenom>ZOE</ins:Prenom><ins:Sexe>F</ins:Sexe>\
            <ins:DateNaissance>1999-12-31</ins:DateNaissance><ins:LieuNaissance>2A020</ins:LieuNaissance>\
            </ins:RECSANSVITALE></soap:Body>
            """
        #expect(text.contains(body))
        #expect(text.contains("<ctxbam:COUVERTURE/>"))
        #expect(text.contains("rechercherInsAvecTraitsIdentite</wsa:Action>"))
    }

    @Test func `with a certificate there is no Security header, with a card the assertion alone is in it`() throws {
        let traits = try Samples.sought()
        let search = TraitsSearch(traits, givenName: traits.givenNames[0])
        #expect(try !text(search).contains("Security"))
        #expect(try text(search, by: .cpx(Samples.assertion(), vitale: nil)).contains("urn:a\"/></wsse:Security>"))
        let psc = try ProSanteConnectAssertion(
            id: "_1", issueInstant: "2026-01-15T09:30:00.123Z", issuer: "CN=x", nationalId: "899700000001",
            attributes: [.init(name: "codeSpecialiteAMO", value: "01")])
        let octets = String(decoding: psc.octets, as: UTF8.self)
        #expect(octets.contains("<NameID NameQualifier=\"PSC\">899700000001</NameID>") && !octets.contains("Signature"))
        #expect(try text(search, by: .proSanteConnect(psc)).contains(octets))
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"), arguments: [nil, "63220"])
    func `body and contexts are valid against the official schemas`(place: String?) throws {
        let traits = try Samples.sought(["Zoé", "Anne"], birthPlace: place)
        let search = TraitsSearch(
            traits, givenName: try #require(SubmittedName(joining: traits.givenNames)), birthPlace: traits.birthPlace)
        let text = try text(search)
        for (file, start, end) in [
            ("ServiceIdentiteCertifiee/INSi_RECSANS_INS.xsd", "<ins:RECSANSVITALE", "</ins:RECSANSVITALE>"),
            ("CTX/ROOT_ctxbam_CTXBAM_V01_02.xsd", "<ctxbam:ContexteBAM", "</ctxbam:ContexteBAM>"),
            ("CTX/ROOT_ctxlps_CTXLPS_V01_00.xsd", "<ctxlps:ContexteLPS", "</ctxlps:ContexteLPS>"),
        ] {
            let from = try #require(text.range(of: start)).lowerBound
            let to = try #require(text.range(of: end)).upperBound
            #expect(try XMLSchema(file: SpecData.schema(file)).validate(Array(text[from..<to].utf8)) == [], "\(file)")
        }
    }

    @Test func `a verification is written in the format that is given, and its answer is believed by CR only`() throws {
        let number = INSNumber(
            matricule: try #require(Matricule("1810163220751")), key: nil, oid: "1.2.250.1.213.1.4.8")
        let verification = INSVerification(
            number: number, traits: try Samples.sought(), givenNameList: nil,
            format: .init(namespace: "urn:guide", action: "urn:guide:verifier"))
        var writer = try XMLWriter()
        try verification.writeBody(to: &writer)
        let expected = """
            <ins:RequeteUnitaire xmlns:ins="urn:guide"><ins:IndividuVerifie><ins:INSFourni><ins:IdIndividu>\
            <ins:NumIdentifiant>1810163220751</ins:NumIdentifiant><ins:Cle>40</ins:Cle></ins:IdIndividu>\
            <ins:OID>1.2.250.1.213.1.4.8</ins:OID></ins:INSFourni><ins:TraitsIdentiteIndividu>\
            <ins:NomNaissance>D'SYNTHE</ins:NomNaissance><ins:Prenom>ZOE</ins:Prenom><ins:Sexe>F</ins:Sexe>\
            <ins:DateNaissance>1999-12-31</ins:DateNaissance></ins:TraitsIdentiteIndividu></ins:IndividuVerifie>\
            </ins:RequeteUnitaire>
            """
        #expect(String(decoding: try writer.finish(), as: UTF8.self) == expected)
        #expect(verification.action == "urn:guide:verifier")
        let answer = Samples.response(
            "\(Samples.envelope.0)<r:Resultat xmlns:r=\"http://www.cnamts.fr/INSiLot2/REPUnitaire\"><r:CR>"
                + "<r:CodeCR>00</r:CodeCR></r:CR></r:Resultat>\(Samples.envelope.1)")
        let read = try AnswerReader(messageID: "uuid:sent", operation: verification).read(answer)
        #expect(read.returnCode == .found && read.identity == nil)
        #expect(throws: INSiError.self) {
            try AnswerReader(messageID: "m", operation: verification).read(Samples.answer("", code: "00"))
        }
    }
}
