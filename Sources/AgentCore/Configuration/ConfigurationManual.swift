/// insi-agent.conf(5), in roff: the same table as the commented file, for `man`.
public enum ConfigurationManual {
    /// The whole page.
    public static func text(version: String) -> String {
        let pieces = [
            #".\" Made by insi-agent config example --man."#,
            #".TH INSI\-AGENT.CONF 5 "" "insi\-agent \#(escape(version))" "insi\-agent""#, ".nh", ".ad l",
            head, ".SH CLÉS",
        ]
        return (pieces + ConfigurationKey.sections.map(section) + [tail]).joined(separator: "\n") + "\n"
    }

    private static let head = #"""
        .SH NOM
        insi\-agent.conf \- configuration de l'agent insi\-agent
        .SH SYNOPSIS
        .nf
        /etc/insi\-agent/insi\-agent.conf
        /etc/insi\-agent/insi\-agent.conf.d/*.conf
        .fi
        .SH DESCRIPTION
        L'agent lit ce fichier à son démarrage, puis ses compléments : les fichiers du dossier
        .I insi\-agent.conf.d
        dont le nom finit par
        .IR .conf ,
        dans l'ordre des octets de leurs noms, sans les fichiers cachés ; un dossier de ce nom est une faute.
        Une clé y remplace celle d'un fichier précédent ; les professionnels de
        .B [billing]
        s'ajoutent.
        Une clé donnée deux fois dans un même fichier est une faute.
        .PP
        Les fichiers sont en UTF\-8 : des sections entre crochets, des lignes
        .IR Clé = Valeur ,
        des commentaires sur leurs propres lignes, après
        .BR # .
        Une valeur vide rend son défaut à la clé.
        .PP
        Une seule faute empêche le démarrage (code 78), avant que rien ne soit ouvert ni créé.
        .B insi\-agent config check
        les dit toutes,
        .B insi\-agent config show
        montre les valeurs en vigueur et leur origine,
        .B insi\-agent config example
        affiche le fichier commenté.
        """#

    private static let tail = #"""
        .SH SECRETS
        Aucune clé ne contient de secret, seulement le chemin d'un fichier.
        Un tel fichier, comme le fichier PKCS#12 et
        .IR seal.key ,
        est un fichier ordinaire qui appartient à root ou à l'utilisateur de l'agent et que personne d'autre ne lit ; le
        groupe de l'agent peut lire ceux de root
        .RB ( "chown root:insi\-agent" ,
        .BR "chmod 640" ).
        .PP
        Les identifiants que systemd donne au service
        .RB ( LoadCredential= ,
        .BR LoadCredentialEncrypted= )
        servent où la clé n'est pas donnée ; la clé l'emporte :
        .TP
        .B client\-certificate.p12
        pour ClientCertificate
        .TP
        .B client\-certificate.passphrase
        pour ClientCertificatePassphrase
        .TP
        .B proxy.password
        pour ProxyPassword
        .TP
        .B seal.key
        au lieu de seal.key dans StateDirectory, 32 octets
        .SH VOIR AUSSI
        .BR insi\-agent (1),
        .BR insi\-agent (8),
        .BR systemd.exec (5)
        """#

    private static func section(_ name: String) -> String {
        let keys = ConfigurationKey.all.filter { $0.section == name } + (name == "billing" ? [.holder] : [])
        return ([".SS [\(name)]"] + keys.map(entry)).joined(separator: "\n")
    }

    private static func entry(_ key: ConfigurationKey) -> String {
        let standard = key.defaultText.map { "Défaut : \($0)." } ?? "Sans défaut."
        let example = key.example.map { " Exemple : \($0)" } ?? ""
        return [
            ".TP", ".BR \(escape(key.name)) =", line(key.meaning), ".br",
            line("Valeur : \(key.expected). \(standard)\(example)"),
        ].joined(separator: "\n")
    }

    /// A line of text that is no request.
    private static func line(_ text: String) -> String {
        let escaped = escape(text)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? #"\&"# + escaped : escaped
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += #"\e"#
            case "-": escaped += #"\-"#
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
