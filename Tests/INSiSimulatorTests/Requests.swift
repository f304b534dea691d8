import HealthIdentity
import SAML
import Testing

@testable import INSi

/// Requests as the real client writes them.
enum Requests {
    static let software = SoftwareIdentity(
        idam: "TESTSGIE0000", version: "1.2.3", instance: "791e183f-6f66-4248-a312-5ed5cd4785d4", name: "INSI-AGENT")
    static let context = CallContext(emitter: TestPKI.emitter, software: software)
    static let contentType = "application/soap+xml; charset=utf-8; action=\"\(Action.searchByVitaleCard)\""

    static func search(
        _ policyHolder: String, _ birthDate: String, individual: String? = nil, rank: Int = 1
    ) throws -> VitaleSearch {
        VitaleSearch(
            individual: try individual.map { try #require(Matricule($0)) },
            policyHolder: try #require(Matricule(policyHolder)), birthName: try SubmittedName("X", as: .birthName),
            birthDate: try #require(BirthDate(birthDate)),
            birthRank: try #require(BirthRank(rank)))
    }

    /// The search of ADRDEUX LAURENT.
    static func adrdeux() throws -> VitaleSearch {
        try search("1810163220751", "1981-01-01", individual: "1810163220751")
    }

    /// A message for ADRDEUX LAURENT.
    static func envelope(_ assertion: SignedAssertion) throws -> String {
        let envelope = Envelope(
            stamp: MessageStamp(messageID: MessageID.new()), content: try adrdeux(),
            authentication: .cpx(assertion, vitale: nil), context: context)
        return String(decoding: try envelope.bytes(), as: UTF8.self)
    }
}
