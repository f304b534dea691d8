import HealthIdentity
import Testing

/// A local identity against INSi's, on the published test identities (insi.md 7) and on generated ones.
@Suite("Comparison of identities")
struct IdentityComparisonTests {
    typealias Outcome = TraitComparison.Outcome
    typealias Reason = TraitComparison.Reason

    private func identity(
        _ birthName: String?, first: String? = nil, given: String? = nil, _ sex: String? = nil, _ date: String? = nil,
        _ place: String? = nil, _ number: String? = nil
    ) -> ComparedIdentity {
        var identity = ComparedIdentity()
        identity.birthName = birthName
        identity.firstGivenName = first
        identity.givenNames = given
        identity.sex = sex
        identity.birthDate = date.flatMap(BirthDate.init(_:))
        identity.birthPlace = place
        identity.matricule = number.flatMap(Matricule.init(_:))
        return identity
    }

    private func trait(_ trait: IdentityTrait, _ comparison: IdentityComparison) throws -> TraitComparison {
        try #require(comparison.traits.first { $0.trait == trait })
    }

    private func names(_ local: String, _ ins: String) throws -> (Outcome, Reason?) {
        let found = try trait(.birthName, IdentityComparison(local: identity(local), ins: identity(ins)))
        return (found.outcome, found.reason)
    }

    @Test(
        "birth names",
        arguments: [
            ("ADRUN", "ADRUN", Outcome.equal, Reason?.none),
            ("adrun", "ADRUN", .equivalent, .spelling),
            ("D’Artagnan de l'Hérault", "D'ARTAGNAN DE L'HERAULT", .equivalent, .spelling),
            ("D ARTAGNAN DE L HERAULT", "D'ARTAGNAN DE L'HERAULT", .equivalent, .spelling),
            ("D’ÆION CŒUR", "D'AEION COEUR", .equivalent, .spelling),
            ("PATB QUATRE", "PATB-QUATRE", .equivalent, .spelling),
            ("De\u{301}sir", "DESIR", .equivalent, .spelling),
            ("DEVINCI", "DE VINCI", .different, .joined),
            ("VINCI DE", "DE VINCI", .different, .order),
            ("VINCI", "DE VINCI", .different, .part),
            ("DE VINCI DUPONT", "DE VINCI", .different, .part),
            ("HERMAN", "HERMANN", .different, .nearly),
            ("HERMNA", "HERMAN", .different, .nearly),
            ("HERMEN", "HERMAN", .different, .nearly),
            ("NESSI", "TCHITCHI", .different, .other),
            ("AB", "CD", .different, .other),
            ("A", "B", .different, .other),
            ("ADRUN2", "ADRUN", .different, .incomparable),
            ("Søren", "SOREN", .different, .incomparable), ("ADRUN\u{321}", "ADRUN", .different, .incomparable),
        ])
    func birthNames(_ local: String, _ ins: String, _ outcome: Outcome, _ reason: Reason?) throws {
        let found = try names(local, ins)
        #expect(found.0 == outcome && found.1 == reason, "\(found)")
        let turned = try names(ins, local)
        #expect(turned.0 == outcome && turned.1 == reason, "the sides exchanged: \(turned)")
    }

    @Test(
        "first given name and INSi's list",
        arguments: [
            ("DOMINIQUE", "DOMINIQUE", Outcome.equal, Reason?.none),
            ("PIERRE-ALAIN", "PIERRE-ALAIN GUNTHER", .equivalent, .startOfList),
            ("CATARINA", "CATARINA BELLA", .equivalent, .startOfList),
            ("Pierre Alain", "PIERRE-ALAIN GUNTHER", .equivalent, .startSpelledOtherwise),
            ("Dominique", "DOMINIQUE", .equivalent, .spelling),
            ("PIERRE", "PIERRE-ALAIN GUNTHER", .equivalent, .insideCompound),
            ("PIERRE", "PIERRE - ALAIN GUNTHER", .equivalent, .insideCompound),
            ("JEAN PIERRE", "JEAN PIERRE MARIE", .equivalent, .startOfList),
            ("BELLA", "CATARINA BELLA", .different, .laterInList),
            ("OLA", "CATARINA BELLA", .different, .other),
            ("CATARINNA", "CATARINA BELLA", .different, .nearly),
            ("CATARINA BELLA OLA", "CATARINA BELLA", .different, .part),
            ("PIERRE-ALAI", "PIERRE-ALAIN GUNTHER", .different, .nearly),
            ("CATA", "CATARINA BELLA", .different, .other),
        ])
    func firstGivenNames(_ local: String, _ list: String, _ outcome: Outcome, _ reason: Reason?) throws {
        let found = try trait(
            .firstGivenName, IdentityComparison(local: identity("X", first: local), ins: identity("X", given: list)))
        #expect(found.outcome == outcome && found.reason == reason, "\(found)")
    }

    @Test(
        "a local list may end where INSi's goes on, and never the other way round",
        arguments: [
            ("PIERRE-ALAIN", "PIERRE-ALAIN MURIEL FLORIANT", Outcome.equivalent, Reason?.some(.startOfList)),
            ("PIERRE-ALAIN MURIEL FLORIANT", "PIERRE-ALAIN", .different, .part),
            ("MURIEL", "PIERRE-ALAIN MURIEL", .different, .part),
            ("MURIEL PIERRE-ALAIN", "PIERRE-ALAIN MURIEL", .different, .order),
            ("Léonardo Piero", "LEONARDO PIERO", .equivalent, .spelling),
        ])
    func lists(_ local: String, _ list: String, _ outcome: Outcome, _ reason: Reason?) throws {
        let comparison = IdentityComparison(local: identity("X", given: local), ins: identity("X", given: list))
        let found = try trait(.givenNames, comparison)
        #expect(found.outcome == outcome && found.reason == reason, "\(found)")
        #expect(found.weight == 20)
    }

    @Test(
        "birth dates",
        arguments: [
            ("1981-01-01", "1981-01-01", Outcome.equal, Reason?.none),
            ("1981-03-04", "1981-04-03", .different, .dayMonth),
            ("1981-03-04", "1982-03-04", .different, .nearly),
            ("1981-03-04", "1981-03-40", .different, .nearly),
            ("1981-00-00", "1981-12-31", .different, .incomplete),
            ("1981-03-00", "1981-03-17", .different, .incomplete),
            ("1981-03-04", "1936-06-21", .different, .other),
            ("0000-00-00", "1936-06-21", .different, .incomplete),
        ])
    func dates(_ local: String, _ ins: String, _ outcome: Outcome, _ reason: Reason?) throws {
        for (left, right) in [(local, ins), (ins, local)] {
            let found = try trait(
                .birthDate, IdentityComparison(local: identity("X", nil, left), ins: identity("X", nil, right)))
            #expect(found.outcome == outcome && found.reason == reason, "\(found)")
        }
    }

    @Test(
        "sexes and places",
        arguments: [
            (IdentityTrait.sex, "M", "M", Outcome.equal, Reason?.none), (.sex, "M", "F", .different, .other),
            (.sex, "f", "F", .equivalent, .spelling), (.sex, "I", "F", .different, .indeterminate),
            (.sex, " ", "F", .missing, .notLocal),
            (.birthPlace, "63220", "63220", .equal, nil), (.birthPlace, "2a020", "2A020", .equivalent, .spelling),
            (.birthPlace, "20020", "2A020", .different, .corsica),
            (.birthPlace, "2B020", "2A020", .different, .nearly),
            (.birthPlace, "63221", "63220", .different, .nearly), (.birthPlace, "99109", "63220", .different, .other),
            (.birthPlace, "99999", "63220", .missing, .unknownPlace),
            (.birthPlace, "Clermont", "63220", .different, .incomparable),
        ])
    func others(_ which: IdentityTrait, _ local: String, _ ins: String, _ outcome: Outcome, _ reason: Reason?) throws {
        func side(_ text: String) -> ComparedIdentity {
            which == .sex ? identity("X", text) : identity("X", nil, nil, text)
        }
        let found = try trait(which, IdentityComparison(local: side(local), ins: side(ins)))
        #expect(found.outcome == outcome && found.reason == reason, "\(found)")
        let turned = try trait(which, IdentityComparison(local: side(ins), ins: side(local)))
        #expect(turned.outcome == outcome)
    }

    private func numbered(_ number: String?, _ oid: String? = nil, former: [String] = []) -> ComparedIdentity {
        var identity = identity("X")
        identity.matricule = number.flatMap(Matricule.init(_:))
        identity.oid = oid
        identity.formerMatricules = former
        return identity
    }

    @Test("numbers: another, a former one, a temporary one, another authority")
    func numbers() throws {
        let nir = "1.2.250.1.213.1.4.8"
        let nia = "1.2.250.1.213.1.4.9"
        let ins = numbered("1090763220834", nir, former: ["2090763220834"])
        func reason(_ local: ComparedIdentity) throws -> Reason? {
            try trait(.matricule, IdentityComparison(local: local, ins: ins)).reason
        }
        #expect(try reason(numbered("1090763220834", nir)) == nil)
        #expect(try reason(numbered("1090763220834")) == nil)
        #expect(try reason(numbered("2090763220834", nir)) == .former)
        #expect(try reason(numbered("1090763220888", nia)) == .temporary)
        #expect(try reason(numbered("1810163220751", nir)) == .other)
        #expect(try reason(numbered("1090763220834", nia)) == .authority)
        #expect(try reason(numbered(nil)) == .notLocal)
        var wrongKey = ins
        wrongKey.key = "11"
        #expect(
            try trait(.matricule, IdentityComparison(local: numbered("1090763220834", nir), ins: wrongKey)).reason
                == .key)
        let other = IdentityComparison(local: numbered("1810163220751", nir), ins: ins)
        #expect(other.score == 0 && other.differs && other.look.first == .matricule)
    }

    @Test("used name instead of birth name, and names in each other's place, are recognised and still differ")
    func explained() throws {
        var local = identity("MARTIN", first: "ZOE", "F", "1975-12-31", "63220")
        local.usedName = "Adrun"
        let ins = identity("ADRUN", given: "ZOE", "F", "1975-12-31", "63220")
        let used = IdentityComparison(local: local, ins: ins)
        #expect(try trait(.birthName, used).reason == .usedName)
        #expect(used.verdict == .different && used.look == [.birthName] && used.score == 70)
        var lea = identity("ADRUN", first: "LEA", "F", "1975-12-31", "63220")
        lea.usedGivenName = "Zoé"
        #expect(try trait(.firstGivenName, IdentityComparison(local: lea, ins: ins)).reason == .usedGivenName)
        let turned = IdentityComparison(local: identity("ZOE", first: "ADRUN"), ins: ins)
        #expect(try trait(.birthName, turned).reason == .exchanged)
        #expect(turned.differs)
    }

    @Test("what is equal, what is spelled otherwise, what is missing: verdict, order and score")
    func verdicts() throws {
        let ins = identity("DE VINCI", given: "LEONARDO PIERO", "M", "2014-02-01", "63220")
        let same = IdentityComparison(
            local: identity("DE VINCI", given: "LEONARDO PIERO", "M", "2014-02-01", "63220"), ins: ins)
        #expect(same.verdict == .identical && !same.differs && same.look.isEmpty && same.score == 100)
        let first = IdentityComparison(
            local: identity("DE VINCI", first: "LEONARDO", "M", "2014-02-01", "63220"), ins: ins)
        #expect(first.verdict == .equivalent && !first.differs && first.score == 98)
        let spelled = IdentityComparison(
            local: identity("De Vinci", first: "Léonardo", "M", "2014-02-01", "63220"), ins: ins)
        #expect(spelled.verdict == .equivalent && spelled.differs && spelled.look == [.birthName, .firstGivenName])
        let short = IdentityComparison(local: identity("DE VINCI", first: "LEONARDO"), ins: ins)
        #expect(short.verdict == .incomplete && short.look == [.birthDate, .sex, .birthPlace, .firstGivenName])
        #expect(short.score == 48)
        let other = IdentityComparison(
            local: identity("De Vinci", first: "LEONARDO", "F", "2014-01-02", nil), ins: ins)
        #expect(other.look == [.birthDate, .sex, .birthPlace, .birthName, .firstGivenName])
        let both = IdentityComparison(
            local: identity("DE VINCI", first: "LEONARDO", given: "LEONARDO PAUL", "M", "2014-02-01", "63220"), ins: ins
        )
        #expect(both.verdict == .different && both.look == [.givenNames, .firstGivenName] && both.score == 93)
        let silent = IdentityComparison(
            local: identity("DE VINCI", given: "LEONARDO PIERO", "M", "2014-02-01", "63220"),
            ins: identity("DE VINCI", given: "LEONARDO PIERO", nil, "2014-02-01", "63220"))
        #expect(silent.verdict == .incomplete && silent.differs, "INSi saying nothing is unusual")
        let nothing = IdentityComparison(local: ComparedIdentity(), ins: ComparedIdentity())
        #expect(nothing.verdict == .incomplete && nothing.score == 0 && !nothing.differs)
    }

    @Test("the first given name is spelled as INSi's list spells it, or not at all")
    func consistency() {
        #expect(
            GivenNameConsistency(of: "pierre alain", with: "PIERRE-ALAIN GUNTHER")
                == .consistent(spelling: "PIERRE-ALAIN", isInsideCompound: false))
        #expect(
            GivenNameConsistency(of: "Pierre", with: "PIERRE-ALAIN GUNTHER")
                == .consistent(spelling: "PIERRE", isInsideCompound: true))
        #expect(GivenNameConsistency(of: "GUNTHER", with: "PIERRE-ALAIN GUNTHER") == .inconsistent)
        #expect(GivenNameConsistency(of: "PIER", with: "PIERRE-ALAIN") == .inconsistent)
        #expect(GivenNameConsistency(of: nil, with: "PIERRE") == .unknown)
        #expect(GivenNameConsistency(of: "PIERRE", with: " ") == .unknown)
        #expect(GivenNameConsistency(of: "-", with: "PIERRE") == .unknown)
    }

    /// Small pseudo-random texts, the same in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64 = 42
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func any(_ generator: inout Generator) -> ComparedIdentity {
        let words = [
            "LE", "Le", "D'", "d’", "ARC", "Arç", "MARIE", "ANNE-MARIE", "Œ", "OE", "-", " ", "É", "2", "N", "ß",
        ]
        func text(_ generator: inout Generator) -> String? {
            let count = Int.random(in: 0...4, using: &generator)
            return count == 0 ? nil : (0..<count).compactMap { _ in words.randomElement(using: &generator) }.joined()
        }
        let dates = ["1981-01-01", "1981-01-02", "1981-02-01", "1981-00-00", "1918-01-01", nil]
        return identity(
            text(&generator), first: text(&generator), given: text(&generator),
            ["M", "F", "I", nil].randomElement(using: &generator) ?? nil, dates.randomElement(using: &generator) ?? nil,
            ["63220", "2A020", "20020", "2a020", "99999", "x", nil].randomElement(using: &generator) ?? nil,
            ["1810163220751", "1090763220834", nil].randomElement(using: &generator) ?? nil)
    }

    @Test(
        "on 5,000 generated pairs: symmetric where it must be, the same each time, equal to itself, no point without a reason"
    )
    func generated() throws {
        var generator = Generator()
        let symmetric: Set<IdentityTrait> = [.birthDate, .sex, .birthPlace, .matricule]
        for _ in 0..<5_000 {
            let (left, right) = (any(&generator), any(&generator))
            let one = IdentityComparison(local: left, ins: right)
            let other = IdentityComparison(local: right, ins: left)
            #expect(one == IdentityComparison(local: left, ins: right))
            for (a, b) in zip(one.traits, other.traits) where symmetric.contains(a.trait) || a.trait == .birthName {
                #expect(a.outcome == b.outcome, "\(a) \(b)")
            }
            for found in one.traits {
                #expect((found.outcome == .equal) == (found.reason == nil), "\(found)")
                #expect(found.outcome != .missing || found.points == 0)
            }
            #expect((0...100).contains(one.score) && one.traits.reduce(0) { $0 + $1.weight } == 100)
            #expect(one.verdict != .identical || !one.differs)
            #expect((one.score == 100) == (one.verdict == .identical), "\(one)")
            #expect(!one.differs || one.score < 100)
            #expect(one.look.isEmpty == (one.verdict == .identical))
            let own = IdentityComparison(local: left, ins: left)
            #expect(own.traits.allSatisfy { $0.trait == .firstGivenName || [.equal, .missing].contains($0.outcome) })
        }
    }

    @Test("every prefix and every changed letter of a published identity is equal, or says why it is not")
    func mutations() throws {
        let name = "D'ARTAGNAN DE L'HERAULT"
        for end in name.indices.dropFirst() {
            let found = try names(String(name[..<end]), name)
            #expect(found.0 == .different || found.0 == .missing, "\(name[..<end])")
        }
        for index in name.indices {
            for letter in ["Z", "a", "é", "-", " ", "7", "\u{0}", "😀"] {
                var changed = name
                changed.replaceSubrange(index...index, with: letter)
                let found = try names(changed, name)
                #expect((found.0 == .equal) == (changed == name))
                #expect(found.0 != .equivalent || found.1 == .spelling)
            }
        }
    }
}
