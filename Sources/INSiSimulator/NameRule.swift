/// How names and given names must be written when they are sent (insi.md 6.1).
enum NameRule: Sendable {
    case birthName
    case givenName

    /// What is wrong with a text, in French; nil when nothing is.
    func violation(in text: String) -> String? {
        guard let first = text.first, let last = text.last else { return "vide" }
        guard text.wholeMatch(of: /[A-Z '\-]+/) != nil else { return "caractère hors de A-Z, espace, ' et -" }
        if first == " " || first == "-" { return "premier caractère interdit" }
        if last == " " { return "espace à la fin" }
        let doubled = ["  ", "''", " '", "' ", "---"] + (self == .givenName ? ["--"] : [])
        if doubled.contains(where: { text.contains($0) }) { return "caractères doublés" }
        if self == .givenName, last == "-" || last == "'" { return "dernier caractère interdit" }
        return nil
    }
}
