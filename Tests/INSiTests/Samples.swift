import HTTPS
import HealthIdentity
import INSi
import Testing

@testable import SAML

/// Synthetic answers in the shapes of the service, and values to ask with.
enum Samples {
    static let envelope = (
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>", "</s:Body></s:Envelope>"
    )
    static let active =
        "<INSACTIF><IdIndividu><NumIdentifiant>1990199999888</NumIdentifiant></IdIndividu><OID>1.2</OID></INSACTIF>"
    static let traits = "<TIQ><NomNaissance>SYNTHE</NomNaissance><DateNaissance>1999-00-00</DateNaissance></TIQ>"

    /// A 200 with RESULTAT around these elements.
    static func answer(_ individual: String, code: String = "00") -> HTTPResponse {
        let report = "<CR><CodeCR>\(code)</CodeCR><LibelleCR>Words</LibelleCR></CR>"
        return response(
            "\(envelope.0)<RESULTAT xmlns=\"http://www.cnamts.fr/INSiResultat\">\(report)\(individual)</RESULTAT>\(envelope.1)"
        )
    }

    /// A response of that text.
    static func response(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "application/soap+xml", body: Array(text.utf8))
    }

    static func assertion(_ octets: [UInt8] = Array("<a:Assertion xmlns:a=\"urn:a\"/>".utf8)) throws -> SignedAssertion
    {
        SignedAssertion(id: "_1", issueInstant: "2026-01-15T09:30:00.123Z", octets: octets)
    }

    static func vitaleAssertion() throws -> VitaleAssertion {
        try VitaleAssertion(
            issuer: "899900000001", serial: "1", id: "_791e183f-6f66-4248-a312-5ed5cd4785d4",
            issueInstant: "2026-01-15T09:30:00.123Z")
    }

    static func sought(_ givenNames: [String] = ["Zoé"], birthPlace: String? = nil) throws -> SoughtTraits {
        try SoughtTraits(
            birthName: "D'Synthé", givenNames: givenNames, sex: "F", birthDate: "1999-12-31", birthPlace: birthPlace,
            today: "2026-01-15")
    }

    /// A search answer from its parts.
    static func answer(_ code: ReturnCode, label: String? = "Words", identity: INSIdentity? = nil, image: [UInt8])
        -> INSiAnswer
    {
        INSiAnswer(
            messageID: "uuid:sent", content: .init(returnCode: code, label: label, identity: identity), image: image)
    }

    static let context = CallContext(
        emitter: "899900000001",
        software: SoftwareIdentity(
            idam: "TESTSGIE0000", version: "1.2.3", instance: "791e183f-6f66-4248-a312-5ed5cd4785d4", name: "SOFT & CO")
    )

    static func search(individual: Matricule? = nil, birthName: String? = "D'Synthé") throws -> VitaleSearch {
        VitaleSearch(
            individual: individual, policyHolder: try #require(Matricule("2550599999777")),
            birthName: try birthName.map { try SubmittedName($0, as: .birthName) },
            birthDate: try #require(BirthDate("1999-00-31")), birthRank: try #require(BirthRank(2)))
    }
}
