public import Cryptography

extension CheckFinding {
    /// From so many days before its end on, a list that is renewed every day has missed several renewals.
    private static let listDays: Int64 = 1

    /// The lists by which the service's certificate is found revoked: their file and its content, nil when it cannot be read;
    /// at a time in seconds since 1970 UTC.
    public static func revocationLists(_ path: String?, _ lists: [RevocationList]?, at now: Int64) -> CheckFinding {
        guard let path else {
            return CheckFinding(
                .revocationLists, .warning, "non vérifiée",
                action: "Renseignez la clé RevocationLists de [insi] avec les listes de toutes les autorités.",
                code: "revocationLists.missing")
        }
        guard let lists, let end = lists.map({ $0.nextUpdate ?? .max }).min() else {
            return CheckFinding(
                .revocationLists, .error, "\(path) : aucune liste de révocation PEM n'y est lisible",
                action: "Corrigez la clé RevocationLists de [insi], ou rendez le fichier lisible.",
                code: "revocationLists.unreadable")
        }
        let told = "\(lists.count) liste(s) dans \(path)"
        guard end != .max else { return CheckFinding(.revocationLists, .ok, told) }
        let validity = RemainingValidity(end: end, now: now)
        let isEarly = lists.contains { $0.thisUpdate > now }
        let text = told + (isEarly ? ", pas encore valable(s)" : ", la première \(validity.text)")
        guard isEarly || now > end || validity.daysLeft < listDays else {
            return CheckFinding(.revocationLists, .ok, text)
        }
        return CheckFinding(
            .revocationLists, isEarly || now > end ? .error : .warning, text,
            action:
                "Renouvelez les listes : leur renouvellement automatique ne se fait plus. Vérifiez aussi l'horloge.",
            code: "revocationLists.dates")
    }
}
