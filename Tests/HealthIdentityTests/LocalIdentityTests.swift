import HealthIdentity
import Testing

@Suite struct LocalIdentityTests {
    @Test("Every status with every set of attributes: what forbids the call, first things first")
    func exhaustive() {
        let attributes = LocalIdentity.Attribute.allCases
        for status in [nil] + LocalIdentity.Status.allCases.map(Optional.some) {
            for bits in 0..<(1 << attributes.count) {
                let set = Set(attributes.indices.filter { bits >> $0 & 1 == 1 }.map { attributes[$0] })
                for allowed in [true, false] {
                    let refusal = LocalIdentity(status: status, attributes: set).refusal(
                        provisionalMayBeCalled: allowed)
                    let expected: LocalIdentity.Refusal? =
                        if set.contains(.fictitious) {
                            .fictitious
                        } else if set.contains(.doubtful) {
                            .doubtful
                        } else if status == .qualified {
                            .qualified
                        } else {
                            status == .provisional && !allowed ? .provisional : nil
                        }
                    #expect(refusal == expected)
                }
            }
        }
    }

    @Test("A qualified identity with a temporary number is asked for again, unless an attribute forbids it")
    func temporaryNumber() {
        func refusal(_ kind: INSKind, _ attributes: Set<LocalIdentity.Attribute> = []) -> LocalIdentity.Refusal? {
            LocalIdentity(status: .qualified, attributes: attributes, kind: kind)
                .refusal(provisionalMayBeCalled: true)
        }
        #expect(refusal(.nia) == nil)
        #expect(refusal(.nir) == .qualified)
        #expect(refusal(.nia, [.fictitious]) == .fictitious)
    }

    @Test("The wire words are the French ones, and each refusal names a rule")
    func words() {
        #expect(LocalIdentity.Status.allCases.map(\.rawValue) == ["provisoire", "recuperee", "validee", "qualifiee"])
        #expect(LocalIdentity.Attribute.allCases.map(\.rawValue) == ["fictif", "douteux", "homonyme"])
        #expect(LocalIdentity.Refusal.allCases.allSatisfy { !$0.rule.isEmpty })
    }
}
