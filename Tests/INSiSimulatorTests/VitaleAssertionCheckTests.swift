import Cryptography
import SAML
import Testing

@testable import INSi
@testable import INSiSimulator

@Suite struct VitaleAssertionCheckTests {
    private let pki: TestPKI

    init() throws {
        pki = try TestPKI.shared.get()
    }

    private func vitale(
        issuer: String = TestPKI.emitter, serial: String = "1234567", at time: String? = nil
    ) throws -> VitaleAssertion {
        try VitaleAssertion(
            issuer: issuer, serial: serial, id: "_3f0b2f55-0000-4000-8000-000000000001",
            issueInstant: time ?? MessageStamp(messageID: "").time)
    }

    private func code(
        _ vitale: VitaleAssertion?, isRequired: Bool = false, changing: (String) -> String = { $0 }
    ) throws -> String {
        let desk = ServiceDesk(
            authorisations: ["TESTSGIE0000"],
            assertions: AssertionCheck(trust: TrustStore(anchors: [pki.authority])),
            vitaleAssertions: VitaleAssertionCheck(isRequired: isRequired))
        let envelope = Envelope(
            stamp: MessageStamp(messageID: MessageID.new()), content: try Requests.adrdeux(),
            authentication: .cpx(try pki.card.assertion(), vitale: vitale), context: Requests.context)
        let text = changing(String(decoding: try envelope.bytes(), as: UTF8.self))
        return try desk.code(of: text)
    }

    @Test("A call with the Vitale assertion is answered, also where it is required")
    func present() throws {
        #expect(try code(vitale(), isRequired: false) == "00")
        #expect(try code(vitale(), isRequired: true) == "00")
        #expect(try code(nil, isRequired: false) == "00")
    }

    @Test("A call without it is refused where it is required")
    func absent() throws {
        #expect(try code(nil, isRequired: true) == "sim_assertion_vitale")
    }

    @Test("An assertion of another professional, or older than 20 minutes, is refused")
    func stale() throws {
        #expect(try code(vitale(issuer: "899700000002")) == "sim_assertion_vitale_issuer")
        #expect(try code(vitale(at: "2026-01-15T09:30:00.123Z")) == "sim_assertion_vitale_too_old")
    }

    @Test("A serial number that is none, a Format and an assertion in the first place are refused")
    func malformed() throws {
        #expect(
            try code(vitale()) { $0.replacing("000001234567", with: "00000123456X") } == "sim_assertion_vitale_serial")
        #expect(
            try code(vitale()) { $0.replacing("<Issuer>", with: "<Issuer Format=\"x\">") }
                == "sim_assertion_vitale_issuer")
        #expect(try code(vitale(), changing: Self.swapped) == "sim_security")
    }

    /// The envelope with the two assertions in the other order.
    private static func swapped(_ text: String) -> String {
        let ends = text.ranges(of: "</Assertion>")
        let begins = text.ranges(of: "<Assertion")
        guard ends.count == 2, begins.count == 2 else { return text }
        let first = text[begins[0].lowerBound..<ends[0].upperBound]
        let second = text[begins[1].lowerBound..<ends[1].upperBound]
        return String(text[..<begins[0].lowerBound]) + second + first + text[ends[1].upperBound...]
    }
}
