/// The keys of the agent itself, its endpoint, the cards and the billing.
extension ConfigurationKey {
    static let agent: [ConfigurationKey] = [
        .value(
            "agent", "Environment", \.environment, .word("sandbox, test ou production"),
            """
            Plateforme appelée : sandbox est le simulateur de ce poste, test la plateforme de certification, production le \
            service national. Elle n'est jamais devinée d'après une carte : en production les cartes de test sont refusées, \
            ailleurs ce sont les vraies.
            """),
        .value(
            "agent", "Automatic", \.automatic, .answer,
            "Appeler sans clic quand un seul bénéficiaire est possible et que le professionnel est prêt."),
        .value(
            "agent", "StateDirectory", \.stateDirectory, .path,
            """
            Dossier de l'agent, à lui seul : clients autorisés, identifiant de l'instance, rôles des lecteurs, indicateurs, \
            traces des appels et listes de travail scellées. La clé qui les scelle, seal.key, y est faite au premier \
            démarrage, sauf si le gestionnaire de services en donne une (identifiant seal.key).
            """),
        .value(
            "agent", "ResultRetention", \.resultRetention, .number(0...300),
            "Secondes pendant lesquelles le résultat d'une carte retirée reste en mémoire ; 0 : aucune."),
        .value(
            "agent", "AuditRetention", \.auditRetention, .number(31...3650),
            "Jours pendant lesquels un fichier terminé des traces d'appels est gardé."),
        .value(
            "agent", "LogLevel", \.logLevel, .word("debug, info, notice, warning ou error"),
            """
            Événements écrits au journal, à partir de ce niveau. La mémoire de l'agent garde les derniers à partir de debug \
            (insi-agent log).
            """),
    ]

    static let endpoint: [ConfigurationKey] = [
        .value(
            "endpoint", "Port", \.port, .number(0...65535),
            "Port TCP sur la boucle locale, que les pages et les programmes du poste appellent ; 0 : un port libre."),
        .value(
            "endpoint", "Socket", \.socket, .socket,
            "Chemin de la prise locale, que les commandes insi-agent et les programmes du poste appellent."),
        .value(
            "endpoint", "SocketUsers", \.socketUsers, .users,
            """
            Numéros (id -u NOM) des utilisateurs qui ont tous les droits sur la prise locale et y saisissent le code de la \
            carte, en plus de root et de l'utilisateur de l'agent. Personne d'autre par défaut.
            """),
    ]

    static let professional: [ConfigurationKey] = [
        .value(
            "professional", "PINIdle", \.pinIdle, .number(0...1440),
            "Minutes sans usage au guichet après lesquelles le code de la carte est redemandé ; 0 : jamais."),
        .optional(
            "professional", "CardAuthorities", \.cardAuthorities, .path,
            example: "/etc/insi-agent/card-authorities.pem",
            """
            Fichier PEM des autorités de l'IGC-Santé qui émettent les cartes de professionnel. Sans lui la chaîne de la \
            carte n'est pas vérifiée.
            """),
    ]

    static let vitale: [ConfigurationKey] = [
        .optional(
            "vitale", "ApiLec", \.apiLec, .path, example: "/opt/santesocial/apilec/libapi_lec.so",
            """
            Bibliothèque officielle API de lecture Vitale, si elle est installée : elle donne le rang de naissance et le nom \
            de naissance. Va avec ApiLecConfiguration.
            """),
        .optional(
            "vitale", "ApiLecConfiguration", \.apiLecConfiguration, .path, example: "/opt/santesocial/apilec/",
            "Ce que cette bibliothèque reçoit à son ouverture (Hn_Init) : l'emplacement d'api_lec.ini."),
        .optional(
            "vitale", "Mica", \.mica, .path, example: "/opt/santesocial/mica/libmica.so",
            "Bibliothèque officielle MICA, si elle est installée : elle donne le numéro de série de la carte Vitale."),
        .value(
            "vitale", "LibraryTimeout", \.libraryTimeout, .number(1...300),
            "Secondes au bout desquelles une bibliothèque officielle doit avoir répondu ; ensuite l'agent s'en passe."),
    ]

    static let billing: [ConfigurationKey] = [
        .optional(
            "billing", "Default", \.billingDefault, .billing, example: "991130972 01",
            """
            Identifiant de facturation de l'établissement (FINESS géographique, sinon SIRET), pour les professionnels qui n'ont \
            pas de ligne à eux ; le code de spécialité ne vaut que pour les médecins. Sans identifiant aucun appel par carte \
            n'est possible.
            """)
    ]
}
