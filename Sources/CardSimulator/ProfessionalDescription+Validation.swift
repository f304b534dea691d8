/// Lengths and alphabets that the card's files and the certificates demand.
extension ProfessionalDescription {
    func validate() throws(CardDescriptionError) {
        try validateHolder()
        try validateCard()
        try validateCodes()
        try validateSituations()
    }

    private func validateHolder() throws(CardDescriptionError) {
        try Self.require(Self.isPrintable(nationalId, 1...40), "nationalId", "1 to 40 ASCII characters")
        try Self.require(
            nominative || nationalId.contains("/"), "nationalId", "a structure and a number with a slash between them")
        try Self.require((1...64).contains(givenName.utf8.count), "givenName", "1 to 64 bytes long")
        try Self.require((1...64).contains(surname.utf8.count), "surname", "1 to 64 bytes long")
        try Self.require((1...64).contains(title.utf8.count), "title", "1 to 64 bytes long")
        try Self.require(speciality.map { Self.isPrintable($0, 4...4) } ?? true, "speciality", "4 ASCII characters")
        try Self.require(sector.map { Self.isPrintable($0, 4...4) } ?? true, "sector", "4 ASCII characters")
    }

    private func validateCard() throws(CardDescriptionError) {
        try Self.require(Self.isNumber(cardNumber, 10...10), "cardNumber", "10 digits")
        try Self.require(Self.isNumber(chipSerial, 8...8), "chipSerial", "8 digits")
        try Self.require(!(expired && notYetValid), "notYetValid", "false for an expired card")
        let reset = atr.map { Hex.decode($0) ?? [] }
        try Self.require(
            reset.map { (2...33).contains($0.count) } ?? true, "atr", "2 to 33 bytes in hexadecimal")
    }

    private func validateCodes() throws(CardDescriptionError) {
        try Self.require((4...8).contains(pinMinimum), "pinMinimum", "4 to 8")
        try Self.require((4...8).contains(pinMaximum) && pinMinimum <= pinMaximum, "pinMaximum", "pinMinimum to 8")
        let digits = pinMinimum == pinMaximum ? "\(pinMinimum) digits" : "\(pinMinimum) to \(pinMaximum) digits"
        try Self.require(Self.isNumber(pin, pinMinimum...pinMaximum), "pin", digits)
        try Self.require(!(0x30...0x39).contains(padding), "padding", "a byte that is no digit")
        try Self.require(Self.isNumber(puk, 8...8), "puk", "8 digits")
        try Self.require((0...3).contains(triesLeft), "triesLeft", "0 to 3")
        try Self.require((0...10).contains(pukTriesLeft), "pukTriesLeft", "0 to 10")
    }

    private func validateSituations() throws(CardDescriptionError) {
        guard let situations else { return }
        let indexes = situations.enumerated().map { $1.index ?? $0 + 1 }
        try Self.require(
            indexes.allSatisfy { (1...16).contains($0) } && Set(indexes).count == indexes.count, "situations",
            "at most 16 situations with different indexes from 1 to 16")
        for situation in situations {
            try Self.require(
                situation.name.map { (1...64).contains($0.utf8.count) } ?? true, "situations.name", "1 to 64 bytes long"
            )
            try Self.require(
                situation.structure.map { Self.isPrintable($0, 1...40) } ?? true, "situations.structure",
                "1 to 40 ASCII characters")
            try Self.require(
                situation.sector.map { Self.isPrintable($0, 4...4) } ?? true, "situations.sector", "4 ASCII characters")
        }
    }

    private static func require(_ holds: Bool, _ key: String, _ expected: String) throws(CardDescriptionError) {
        guard holds else { throw .wrongValue(key: key, expected: expected) }
    }

    private static func isNumber(_ text: String, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isPrintable(_ text: String, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
