import HealthIdentity
import Testing

@Suite struct INSIdentityTests {
    @Test(
        "The authority says whether a number lasts",
        arguments: [
            ("1.2.250.1.213.1.4.8", INSKind.nir), ("1.2.250.1.213.1.4.10", .nir), ("1.2.250.1.213.1.4.11", .nir),
            ("1.2.250.1.213.1.4.9", .nia), ("1.2.250.1.213.1.4.12", nil),
        ])
    func kind(_ oid: String, _ kind: INSKind?) {
        #expect(INSKind(oid: oid) == kind)
    }

    @Test("A key received is kept, wrong or not; one that is missing is computed")
    func key() throws {
        let matricule = try #require(Matricule("1810163220751"))
        #expect(INSNumber(matricule: matricule, key: nil, oid: "").key == "40")
        let wrong = INSNumber(matricule: matricule, key: "41", oid: "1.2.250.1.213.1.4.8")
        #expect(wrong.key == "41")
        #expect(!wrong.hasCoherentKey)
        #expect(wrong.kind == .nir)
    }
}
