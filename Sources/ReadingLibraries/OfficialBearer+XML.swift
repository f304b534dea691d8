import HealthCards
import HealthIdentity
import XML

extension OfficialBearer {
    /// One person of the document (vitale.md 5.4). Throws `unreadable` with the name of an element that is there and
    /// cannot be understood.
    init(_ person: XMLElement) throws(OfficialReadingError) {
        let quality = try person.quality()
        let policyHolder = try person.number("nir")
        let certified = try person.number("nirCertifie")
        self.init(
            usedName: person.value("nomUsuel"), birthName: person.value("nomPatronymique"),
            givenName: person.value("prenomUsuel"), birthDate: try person.birthDate(),
            birthRank: try person.birthRank(), policyHolder: policyHolder,
            // The last line of vitale.md 5.4: `nir` is the person's own only for the policy holder.
            own: certified ?? (quality == 0 ? policyHolder : nil), quality: quality)
    }

    /// The same person, no own matricule known.
    var withoutOwn: OfficialBearer {
        OfficialBearer(
            usedName: usedName, birthName: birthName, givenName: givenName, birthDate: birthDate, birthRank: birthRank,
            policyHolder: policyHolder, own: nil, quality: quality)
    }
}

extension XMLElement {
    /// `qualBenef`: a digit, perhaps followed by its label.
    fileprivate func quality() throws(OfficialReadingError) -> Int? {
        guard let text = descendant("qualBenef")?.firstText else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count <= 2, let quality = Int(digits), quality <= 9 else { throw .unreadable("qualBenef") }
        return quality
    }

    /// 13 characters, then perhaps a space and two digits of key. Nothing but zeros is no number.
    fileprivate func number(
        _ local: String
    ) throws(OfficialReadingError) -> (matricule: Matricule, key: String?)? {
        guard let text = value(local), text.contains(where: { $0 != "0" && !$0.isWhitespace }) else { return nil }
        let key = text.dropFirst(13).drop { $0.isWhitespace }
        guard let matricule = Matricule(String(text.prefix(13))),
            key.isEmpty || (key.utf8.count == 2 && key.utf8.allSatisfy { (0x30...0x39).contains($0) })
        else { throw .unreadable(local) }
        return (matricule, key.isEmpty ? nil : String(key))
    }

    /// `dateEnCarte` of eight digits is the date as on the card, which has to travel as it is (vitale.md 8.2); with six
    /// it has no century, and `date` or `dateNaissance` (JJMMAAAA) stands in when it is there.
    fileprivate func birthDate() throws(OfficialReadingError) -> BirthDate? {
        if let stored = value("dateEnCarte") {
            guard [6, 8].contains(stored.utf8.count), stored.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .unreadable("dateEnCarte")
            }
            if let date = BirthDate(digits: stored) { return date }
        }
        guard let text = value("dateNaissance") ?? descendant("naissance")?.value("date") else { return nil }
        let yearFirst = String(text.suffix(4) + text.dropFirst(2).prefix(2) + text.prefix(2))
        guard text.utf8.count == 8, let date = BirthDate(digits: yearFirst) else { throw .unreadable("date") }
        return date
    }

    /// `rangDeNaissance`, 1 to 9.
    fileprivate func birthRank() throws(OfficialReadingError) -> BirthRank? {
        guard let text = value("rangDeNaissance") else { return nil }
        guard let rank = Int(text).flatMap({ BirthRank($0) }) else { throw .unreadable("rangDeNaissance") }
        return rank
    }
}
