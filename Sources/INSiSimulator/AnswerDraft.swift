import HealthIdentity

/// What an answer is going to say about a person, open to quirks: plain texts, nothing checked.
struct AnswerDraft {
    /// An INS number.
    struct Number {
        var number: String
        var key: String?
        var type: String?
        var oid: String
        var from: String?
        var until: String?
        var hasDatesFirst = false
    }

    var active: Number
    var history: [Number]
    var birthName: String?
    var givenName: String?
    var givenNames: String?
    var sex: String?
    var birthDate: String?
    var birthPlace: String?

    /// An identity as it is.
    init(_ identity: INSIdentity) {
        active = Number(identity.active)
        history = identity.history.map(Number.init)
        birthName = identity.traits.birthName
        givenNames = identity.traits.givenNames
        sex = identity.traits.sex
        birthDate = identity.traits.birthDate?.text
        birthPlace = identity.traits.birthPlace
    }
}

extension AnswerDraft.Number {
    init(_ number: INSNumber) {
        self.init(number: number.matricule.number, key: number.key, type: number.type, oid: number.oid)
    }

    init(_ number: FormerINS) {
        self.init(
            number: number.matricule ?? "", key: number.key, type: number.type, oid: number.oid ?? "",
            from: number.from, until: number.until)
    }
}
