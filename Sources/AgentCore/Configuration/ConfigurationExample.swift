/// The commented file: every key with its meaning, what it takes and its default, each commented out.
public enum ConfigurationExample {
    /// Its text; read as it is it changes nothing.
    public static let text = ([header] + ConfigurationKey.sections.map(section)).joined(separator: "\n")

    private static let header = [
        "Configuration de insi-agent, lue à son démarrage.",
        """
        Un commentaire tient sur sa propre ligne, après « # ». Chaque clé est donnée ici avec son défaut : retirez le « # » \
        qui la précède et changez la valeur. Une valeur vide (« Clé= ») rend son défaut à la clé.
        """,
        """
        Mieux : laissez ce fichier tel quel et mettez vos réglages dans des compléments, /etc/insi-agent/insi-agent.conf.d/*.conf. \
        Ils sont lus après lui dans l'ordre de leurs noms ; une clé y remplace celle d'un fichier précédent.
        """,
        """
        « insi-agent config check » dit toutes les fautes, « insi-agent config show » les valeurs en vigueur et leur origine. \
        Une faute empêche le démarrage.
        """,
        """
        Aucun secret n'est écrit ici, seulement le chemin de son fichier, qui appartient à root ou à l'utilisateur de l'agent \
        et que personne d'autre ne lit (chown root:insi-agent, chmod 640). Les identifiants de systemd (LoadCredential=) \
        client-certificate.p12, client-certificate.passphrase, proxy.password et seal.key servent où la clé n'est pas donnée.
        """,
    ].map { comment([$0]) }.joined(separator: "#\n")

    private static func section(_ name: String) -> String {
        let keys = ConfigurationKey.all.filter { $0.section == name } + (name == "billing" ? [.holder] : [])
        return "[\(name)]\n\n" + keys.map(lines).joined(separator: "\n")
    }

    private static func lines(_ key: ConfigurationKey) -> String {
        let standard = key.defaultText.map { "Défaut : \($0)." } ?? "Sans défaut."
        let example = key.example.map { " Exemple : \($0)" } ?? ""
        let about = comment([key.meaning, "Valeur : \(key.expected). \(standard)\(example)"])
        return about + (key.isFixed ? "#\(key.name)=\(key.defaultText ?? "")\n" : "")
    }

    private static func comment(_ paragraphs: [String]) -> String {
        paragraphs.flatMap(wrapped).map { "# \($0)\n" }.joined()
    }

    /// Lines of at most 100 characters.
    private static func wrapped(_ paragraph: String) -> [String] {
        var lines: [String] = []
        for word in paragraph.split(separator: " ").map(String.init) {
            if let last = lines.indices.last, lines[last].count + word.count < 100 {
                lines[last] += " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }
}
