/// The form of a text in a request, from the schemas or stricter (insi.md 2.3, 2.4, 2.7, 2.8).
enum TextPattern: String, Sendable {
    case any = "texte"
    case filled = "texte non vide"
    case uuid = "UUID"
    case messageID = "UUID, nu ou précédé de « uuid: »"
    case dateTime = "xsd:dateTime"
    case calendarDate = "date du calendrier AAAA-MM-JJ"
    /// Impossible days pass, as on the Vitale card (insi.md 6.2).
    case lunarDate = "date AAAA-MM-JJ"
    case matricule = "13 caractères d'un matricule"
    case key = "clé de deux chiffres"
    case integer = "nombre entier"
    case digit = "un chiffre"
    case birthRank = "rang de 1 à 9"
    case versionBAM = "01_02"
    case versionLPS = "01_00"
    case natureBAM = "CTXBAM"
    case natureLPS = "CTXLPS"
    /// The reference table of the authorisation number (insi.md 2.4).
    case authorisationTable = "4"

    /// Whether a text has this form.
    func matches(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .filled: text.contains { !$0.isWhitespace }
        case .uuid: Self.isUUID(text)
        case .messageID: Self.isUUID(text.hasPrefix("uuid:") ? String(text.dropFirst(5)) : text)
        case .dateTime: DateTime.seconds(text) != nil
        case .calendarDate: DateTime.isCalendarDate(text)
        case .lunarDate: text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
        case .matricule: text.wholeMatch(of: /[0-9]{6}[AB0-9][0-9]{6}/) != nil
        case .key: text.wholeMatch(of: /[0-9]{2}/) != nil
        case .integer: text.wholeMatch(of: /[+-]?[0-9]+/) != nil
        case .digit: text.wholeMatch(of: /[0-9]/) != nil
        case .birthRank: text.wholeMatch(of: /[1-9]/) != nil
        case .versionBAM, .versionLPS, .natureBAM, .natureLPS, .authorisationTable: text == rawValue
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let form = /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/
        return text.wholeMatch(of: form) != nil
    }
}
