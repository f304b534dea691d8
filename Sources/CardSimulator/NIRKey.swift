/// The control key of a matricule.
enum NIRKey {
    /// By vitale.md 8.1: 97 − (number mod 97), two digits, where Corsica's 2A counts as 19 and 2B as 18. Nil for what is no
    /// matricule.
    static func compute(_ matricule: String) -> String? {
        guard matricule.utf8.count == 13 else { return nil }
        let digits = replacing(replacing(matricule, "2A", by: "19"), "2B", by: "18")
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else { return nil }
        let key = 97 - number % 97
        return key < 10 ? "0\(key)" : "\(key)"
    }

    /// Exchanges the department, at the sixth place.
    private static func replacing(_ text: String, _ old: String, by new: String) -> String {
        let rest = text.dropFirst(5)
        return rest.hasPrefix(old) ? text.prefix(5) + new + rest.dropFirst(old.count) : text
    }
}
