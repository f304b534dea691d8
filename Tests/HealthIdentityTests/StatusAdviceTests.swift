import HealthIdentity
import Testing

/// Every status with every set of attributes and every event, against a table written by hand.
@Suite("Advice about a status")
struct StatusAdviceTests {
    typealias Status = LocalIdentity.Status
    typealias Attribute = LocalIdentity.Attribute

    static let attributeSets: [Set<Attribute>] = [
        [], [.homonym], [.doubtful], [.doubtful, .homonym], [.fictitious], [.fictitious, .homonym],
        [.fictitious, .doubtful], [.fictitious, .doubtful, .homonym],
    ]

    /// Expected status for provisoire, recuperee, validee, qualifiee without `douteux` nor `fictif`, then for `douteux`, then for
    /// `fictif`; `-` is forbidden.
    static let table: [StatusEvent: String] = [
        .callRequested: "P R V - - -",
        .insRetrieved: "R R Q - - -",
        .insNotFound: "P R V - - -",
        .insInvalidated: "P P V V P P",
        .insOfAnotherPerson: "P P V P P P",
        .documentChecked: "V Q V Q - -",
        .documentWithdrawn: "P R P R P P",
        .strictTraitChanged: "P P P P P P",
        .strictTraitCorrected: "V V V V P P",
        .doubtfulSet: "P P P P P -",
        .doubtfulCleared: "P R V Q P P",
        .fictitiousSet: "P P P P - P",
        .fictitiousCleared: "P R V Q P P",
        .homonymSet: "P R V Q P -",
        .homonymCleared: "P R V Q P P",
        .transmissionRequested: "- - - Q - -",
    ]
    static let letters: [Character: Status] = [
        "P": .provisional, "R": .retrieved, "V": .validated, "Q": .qualified,
    ]

    static let cases = Status.allCases.flatMap { status in
        attributeSets.flatMap { attributes in StatusEvent.allCases.map { (status, attributes, $0) } }
    }

    /// What the rules make of the attributes, said otherwise than the code says it.
    private func expectedAttributes(_ attributes: Set<Attribute>, _ event: StatusEvent) -> Set<Attribute> {
        switch event {
        case .doubtfulSet: attributes.union([.doubtful])
        case .doubtfulCleared: attributes.subtracting([.doubtful])
        case .fictitiousSet: attributes.union([.fictitious])
        case .fictitiousCleared: attributes.subtracting([.fictitious])
        case .homonymSet: attributes.union([.homonym])
        case .homonymCleared: attributes.subtracting([.homonym])
        default: attributes
        }
    }

    @Test("all 512 combinations are as in the table")
    func exhaustive() throws {
        #expect(Self.cases.count == 512)
        for (status, attributes, event) in Self.cases {
            let advice = LocalIdentity.advice(for: status, attributes, when: event)
            let told: Comment = "\(status) \(attributes) \(event): \(advice)"
            let isMixed = attributes.count > 1 && attributes != [.doubtful, .homonym]
            let isHeld = attributes.contains(.doubtful) || attributes.contains(.fictitious)
            if isMixed || (isHeld && status != .provisional) {
                #expect(advice.verdict == .incoherent, told)
                #expect(advice.status == status && advice.attributes == attributes, told)
                #expect(advice.rule == (isMixed ? .together : .heldProvisional), told)
                continue
            }
            let column =
                if attributes.contains(.doubtful) {
                    4
                } else if attributes.contains(.fictitious) {
                    5
                } else {
                    [.provisional, .retrieved, .validated, .qualified].firstIndex(of: status) ?? 0
                }
            let row = try #require(Self.table[event]).split(separator: " ")
            var cell = try #require(row[column].first)
            // `fictif` goes with nothing: it is not set beside `homonyme`.
            if event == .fictitiousSet, attributes == [.homonym] { cell = "-" }
            guard let expected = Self.letters[cell] else {
                #expect(advice.verdict == .forbidden, told)
                #expect(advice.status == status && advice.attributes == attributes, told)
                #expect(advice.duties.isEmpty && advice.propagated.isEmpty, told)
                continue
            }
            let next = expectedAttributes(attributes, event)
            #expect(advice.status == expected && advice.attributes == next, told)
            #expect(advice.verdict == (expected == status && next == attributes ? .unchanged : .allowed), told)
        }
    }

    @Test("an identity that kept the rules keeps them after any event")
    func closed() {
        for (status, attributes, event) in Self.cases {
            let advice = LocalIdentity.advice(for: status, attributes, when: event)
            guard advice.verdict != .incoherent else { continue }
            let after = LocalIdentity.advice(for: advice.status, advice.attributes, when: .insNotFound)
            #expect(after.verdict != .incoherent, "\(status) \(attributes) \(event)")
        }
    }

    @Test("whoever loses the INS is told so, and nobody is told to use it but of a qualified identity")
    func propagation() {
        for (status, attributes, event) in Self.cases {
            let advice = LocalIdentity.advice(for: status, attributes, when: event)
            guard advice.verdict == .allowed || advice.verdict == .unchanged else { continue }
            let told: Comment = "\(status) \(attributes) \(event): \(advice)"
            let hadINS = status == .retrieved || status == .qualified
            let hasINS = advice.status == .retrieved || advice.status == .qualified
            if hadINS, !hasINS {
                #expect(advice.duties.contains(.invalidateINS), told)
                #expect(advice.propagated.contains(.insInvalidation), told)
            }
            if status == .qualified, advice.status != .qualified {
                #expect(advice.propagated.contains(.insInvalidation), told)
            }
            #expect(!advice.propagated.contains(.ins) || advice.status == .qualified, told)
            #expect(advice.propagated.contains(.status) == (advice.status != status), told)
            #expect(advice.propagated.contains(.attributes) == (advice.attributes != attributes), told)
            let changesTraits =
                [.strictTraitChanged, .strictTraitCorrected, .insRetrieved].contains(event)
                || event == .insOfAnotherPerson && hadINS
            #expect(advice.propagated.contains(.strictTraits) == changesTraits, told)
        }
    }

    @Test("a changed strict trait of a qualified identity ends its INS, whatever the document")
    func strictTrait() {
        let word = LocalIdentity.advice(for: .qualified, [], when: .strictTraitChanged)
        #expect(word.duties == [.invalidateINS, .checkAgain])
        #expect(word.propagated == [.strictTraits, .status, .insInvalidation])
        #expect(word.rule.isInferred)
        let document = LocalIdentity.advice(for: .qualified, [], when: .strictTraitCorrected)
        #expect(document.status == .validated && document.duties.contains(.invalidateINS))
    }

    @Test("a call is allowed exactly where the gate of the calls allows it", arguments: [nil, INSKind.nir, .nia])
    func sameAsGate(_ kind: INSKind?) {
        for (status, attributes, _) in Self.cases {
            let advice = LocalIdentity.advice(for: status, attributes, kind: kind, when: .callRequested)
            let refusal = LocalIdentity(status: status, attributes: attributes, kind: kind)
                .refusal(provisionalMayBeCalled: true)
            guard advice.verdict != .incoherent else { continue }
            #expect((advice.verdict == .forbidden) == (refusal != nil), "\(status) \(attributes)")
        }
    }

    @Test("the kind of the number changes nothing but for a qualified identity whose number is temporary")
    func kinds() {
        for (status, attributes, event) in Self.cases {
            let plain = LocalIdentity.advice(for: status, attributes, when: event)
            #expect(LocalIdentity.advice(for: status, attributes, kind: .nir, when: event) == plain)
            let temporary = LocalIdentity.advice(for: status, attributes, kind: .nia, when: event)
            let isAsked = [.callRequested, .insRetrieved, .insNotFound].contains(event)
            guard status.isRetrieved, isAsked, plain.verdict != .incoherent else {
                #expect(temporary == plain)
                continue
            }
            #expect(temporary.verdict == .unchanged && temporary.status == status)
            #expect(temporary.propagated.contains(.insInvalidation) == (event == .insRetrieved))
        }
    }

    @Test("no duty asks for what the same rules forbid, and an identity that breaks a rule is told how to mend it")
    func duties() {
        for (status, attributes, event) in Self.cases {
            let advice = LocalIdentity.advice(for: status, attributes, when: event)
            if !advice.attributes.isDisjoint(with: [.doubtful, .fictitious]) {
                #expect(!advice.duties.contains(.checkAgain), "\(status) \(attributes) \(event)")
            }
            guard advice.verdict == .incoherent else { continue }
            #expect(!advice.duties.isEmpty, "\(status) \(attributes)")
            let isAbove = status != .provisional && !attributes.isDisjoint(with: [.doubtful, .fictitious])
            #expect(advice.duties.contains(.returnToProvisional) == isAbove)
            #expect(advice.duties.contains(.invalidateINS) == isAbove)
        }
        #expect(
            LocalIdentity.advice(for: .qualified, [], when: .doubtfulSet).duties == [.invalidateINS, .resolveDoubt])
        #expect(LocalIdentity.advice(for: .validated, [], when: .fictitiousSet).duties.isEmpty)
    }

    @Test("every rule names its source")
    func sources() {
        for rule in StatusRule.allCases { #expect(rule.source.contains { $0.isLetter }) }
    }
}
