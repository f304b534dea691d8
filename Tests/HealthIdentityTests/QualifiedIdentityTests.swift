import HealthIdentity
import Testing

@Suite struct QualifiedIdentityTests {
    private func expect(_ fault: QualifiedIdentity.Fault, _ sample: QualifiedSample) {
        #expect(throws: fault) { try sample.identity() }
    }

    @Test("Only a qualified identity is taken", arguments: [nil] + LocalIdentity.Status.allCases)
    func status(_ status: LocalIdentity.Status?) throws {
        guard status != .qualified else {
            #expect(try QualifiedSample(status: status).identity().kind == .nir)
            return
        }
        expect(.notQualified, QualifiedSample(status: status))
    }

    @Test("A fictitious or doubtful one is none, whatever its status; a namesake is nobody's fault")
    func attributes() throws {
        for status in [nil] + LocalIdentity.Status.allCases {
            expect(.attribute(.fictitious), QualifiedSample(status: status, attributes: [.fictitious, .homonym]))
            expect(.attribute(.doubtful), QualifiedSample(status: status, attributes: [.doubtful]))
        }
        #expect(try QualifiedSample(attributes: [.homonym]).identity().birthName.text == "DARK")
        let rules = [QualifiedIdentity.Fault.notQualified, .attribute(.doubtful)].map { $0.rule ?? "" }
        #expect(rules.allSatisfy { $0.contains("29") } && rules[1].contains("EXI ID 26"))
    }

    @Test("The key fits the number and was sent")
    func key() throws {
        expect(.matricule, QualifiedSample(key: "81"))
        expect(.matricule, QualifiedSample(key: ""))
        expect(.matricule, QualifiedSample(key: nil))
        expect(.matricule, QualifiedSample(matricule: "297022A020778", key: "79"))
        #expect(try QualifiedSample(matricule: "297022A020778", key: "78").identity().number.key == "78")
    }

    @Test("The OID is one of the four that are known, and one of tests is none in production")
    func oid() throws {
        for (oid, kind, isTest) in [
            ("1.2.250.1.213.1.4.8", INSKind.nir, false), ("1.2.250.1.213.1.4.9", .nia, false),
            ("1.2.250.1.213.1.4.10", .nir, true), ("1.2.250.1.213.1.4.11", .nir, true),
        ] {
            #expect(try QualifiedSample(oid: oid).identity().kind == kind)
            guard isTest else {
                #expect(try QualifiedSample(oid: oid, acceptsTestNumbers: false).identity().kind == kind)
                continue
            }
            expect(.testNumber, QualifiedSample(oid: oid, acceptsTestNumbers: false))
        }
        for oid in [
            "", "1.2.250.1.213.1.4.2", "1.2.250.1.213.1.4.80", " 1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.8\u{1D}",
        ] {
            expect(.oid, QualifiedSample(oid: oid))
        }
    }

    @Test("Every trait is there and of its form")
    func traits() {
        expect(.birthName(.length), QualifiedSample(birthName: nil))
        expect(.givenNames(.length), QualifiedSample(givenNames: ""))
        expect(.givenNames(.character(position: 4)), QualifiedSample(givenNames: "ZOEÉ"))
        expect(.sex, QualifiedSample(sex: nil))
        expect(.sex, QualifiedSample(sex: "I"))
        expect(.birthDate, QualifiedSample(birthDate: nil))
        expect(.birthDate, QualifiedSample(birthDate: "25-05-1969"))
        expect(.birthPlace, QualifiedSample(birthPlace: nil))
        expect(.birthPlace, QualifiedSample(birthPlace: "9508"))
    }

    @Test("A patient's address is the number and its key")
    func address() throws {
        let corsican = QualifiedSample(matricule: "297022A020778", key: "78")
        #expect(PatientMailAddress(try corsican.identity()).text == "297022A02077878@patient.mssante.fr")
    }
}
