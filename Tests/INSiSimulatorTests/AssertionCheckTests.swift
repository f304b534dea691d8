import Cryptography
import SAML
import Testing

@testable import INSiSimulator

struct AssertionCheckTests {
    private static let physician: UInt8 = 10

    private func code(
        profession: UInt8? = nil, speciality: String? = nil, billing: String = "991130972", age: Double = 0,
        lifetime: Int64 = 3600, isStrict: Bool = true
    ) throws -> String {
        let pki = try TestPKI.shared.get()
        let card = try TestPKI.card(by: pki.authority, pki.authorityKey, key: pki.card.key, profession: profession)
        let attributes =
            [AssertionContent.Attribute(name: "identifiantFacturation", value: billing)]
            + (speciality.map { [.init(name: "codeSpecialiteAMO", value: $0)] } ?? [])
        let desk = ServiceDesk(
            authorisations: ["TESTSGIE0000"],
            assertions: AssertionCheck(
                trust: TrustStore(anchors: [pki.authority]), lifetime: lifetime, requiresSpeciality: isStrict),
            vitaleAssertions: VitaleAssertionCheck(isRequired: false))
        return try desk.code(of: Requests.envelope(card.assertion(age: age, attributes: attributes)))
    }

    @Test func `a physician tells the speciality, others may`() throws {
        #expect(try code(profession: Self.physician, speciality: "01") == "00")
        #expect(try code(profession: Self.physician) == "sim_assertion_speciality")
        #expect(try code(profession: Self.physician, isStrict: false) == "00")
        #expect(try code(profession: 60) == "00")
        #expect(try code(profession: 60, speciality: "24") == "00")
    }

    @Test(arguments: ["", "1", "001", "SM", "SM26", "0A", "٠١"])
    func `a speciality that has not two digits is refused`(speciality: String) throws {
        #expect(try code(profession: 60, speciality: speciality, isStrict: false) == "sim_assertion_speciality")
    }

    @Test func `a billing identifier of spaces is none`() throws {
        #expect(try code(billing: " ") == "sim_assertion_billing")
    }

    @Test func `the age limit can be as short as 20 seconds`() throws {
        #expect(try code(age: 15, lifetime: 20) == "00")
        #expect(try code(age: 40, lifetime: 20) == "sim_assertion_too_old")
    }
}
