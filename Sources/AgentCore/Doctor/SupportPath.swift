/// A path as a support archive tells it: whole where packages put things, else only what kind of file it is, since folders and
/// files elsewhere are named after people.
public enum SupportPath {
    private static let own = ["/etc/insi-agent", "/var/lib/insi-agent"]
    private static let vendors = ["/run/insi-agent/", "/opt/santesocial/", "/usr/lib/"]
    private static let known: Set<String> = [
        "insi-agent.conf", "insi-agent.conf.d", "trust-anchors.pem", "card-authorities.pem", "crl.pem", "insi-auto.p12",
        "insi-auto.pass", "proxy.pass", "seal.key", "clients.json", "instance", "readers.json", "indicators.json",
        "worklists.sealed", "audit", "head.json", "lock", "reserve",
    ]

    /// Endings that tell what a file is; another may be a name.
    private static let kinds: Set<String> = [
        "cer", "conf", "crl", "crt", "der", "ini", "json", "jsonl", "key", "p12", "p7b", "pass", "pem", "pfx", "sealed",
        "so",
        "sock", "txt",
    ]

    /// `/etc/insi-agent/crl.pem`, `/etc/insi-agent/….p12`, `….p12`.
    public static func told(_ path: String) -> String {
        if vendors.contains(where: path.hasPrefix), !path.contains("..") { return path }
        guard let root = own.first(where: { path == $0 || path.hasPrefix($0 + "/") }) else { return name(path) }
        let names = path.dropFirst(root.count).split(separator: "/").map { name(String($0)) }
        return ([root] + names).joined(separator: "/")
    }

    private static func name(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let isOfTrail = name.hasSuffix(".jsonl") && name.prefix { $0 != "." }.allSatisfy(\.isNumber)
        guard !known.contains(name), !isOfTrail else { return name }
        guard let kind = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last,
            kinds.contains(kind.lowercased())
        else { return "…" }
        return "….\(kind)"
    }
}
