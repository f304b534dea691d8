/// One file of browser policies, as far as it concerns pages that call programs of this machine.
public struct SeenPolicy: Equatable, Sendable {
    /// Which browser reads it.
    public let browser: String
    /// Its path.
    public let path: String
    /// What it admits; nil when it cannot be understood.
    public let admitted: [String]?

    /// A file from its parts.
    public init(browser: String, path: String, admitted: [String]?) {
        (self.browser, self.path, self.admitted) = (browser, path, admitted)
    }

    /// Whether it lets pages of this origin in: a whole origin, a host, `[*.]host` or `*` in Chromium's, a host or `*.host` in
    /// Firefox's.
    func admits(_ origin: String) -> Bool {
        let host = origin.split(separator: "/").last.map { $0.prefix { $0 != ":" } } ?? ""
        return admitted?.contains { entry in
            if entry == "*" || entry == origin || entry == host { return true }
            let rest = ["https://[*.]", "[*.]", "*."].first { entry.hasPrefix($0) }.map { entry.dropFirst($0.count) }
            return rest.map { host == $0 || host.hasSuffix("." + $0) } ?? false
        } ?? false
    }
}

extension CheckFinding {
    /// The policies that answer for the person when a browser asks whether a page may call the agent; `origins` are the paired
    /// pages. Without policies the browser asks: no fault.
    public static func policies(_ policies: [SeenPolicy], origins: [String]) -> CheckFinding {
        if let broken = policies.first(where: { $0.admitted == nil }) {
            return CheckFinding(
                .policies, .warning, "\(broken.path) n'est pas du JSON lisible : \(broken.browser) l'ignore",
                action: "Corrigez ce fichier ; le modèle est dans systemd/browser-policies.", code: "policies.invalid")
        }
        let concerned = policies.filter { $0.admitted?.isEmpty == false }
        guard !concerned.isEmpty else {
            return CheckFinding(.policies, .ok, "aucune règle : le navigateur demandera à la personne")
        }
        let browsers = Dictionary(grouping: concerned, by: \.browser).sorted { $0.key < $1.key }
        for (browser, files) in browsers {
            if let missing = origins.first(where: { origin in !files.contains { $0.admits(origin) } }) {
                return CheckFinding(
                    .policies, .warning, "\(browser) : \(files[0].path) n'admet pas \(missing), qui est autorisée ici",
                    action: "Ajoutez cette origine à la liste du fichier, puis relancez le navigateur.",
                    code: "policies.incomplete")
            }
        }
        return CheckFinding(.policies, .ok, browsers.map { "\($0.key) : \($0.value[0].path)" }.joined(separator: ", "))
    }
}
