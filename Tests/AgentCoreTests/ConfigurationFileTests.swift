import INSi
import Testing

@testable import AgentCore

extension ConfigurationReading {
    /// One file that has no fault.
    static func read(_ text: String) throws -> Configuration {
        let reading = ConfigurationReading(text)
        if let fault = reading.faults.first { throw fault }
        return reading.configuration
    }

    /// One file, under the name that the tests expect in front of its faults.
    init(_ text: String, file: String = "f") {
        self.init()
        read(Array(text.utf8), from: file)
    }
}

@Suite struct ConfigurationFileTests {
    static let example = """
        # Exemple complet
        [agent]
        Environment=test
        Automatic = oui
        StateDirectory=/var/lib/autre
        ResultRetention=300
        AuditRetention=3650
        LogLevel=debug

        [endpoint]
        Port=0
        Socket=/run/autre/agent.sock
        SocketUsers=1000 1001
        [professional]
        PINIdle=0
        CardAuthorities=/etc/autorites.pem
        [vitale]
        ApiLec=/opt/api/libapi_lec.so
        ApiLecConfiguration=/opt/api/
        Mica=/opt/mica/libmica.so
        LibraryTimeout=5
        [insi]
        VitaleAssertion=required
        Authentication=softwareCertificate
        ClientCertificate=/etc/insi/client.p12
        ClientCertificatePassphrase=/run/credentials/phrase
        RevocationLists=/etc/insi/crl.pem
        Proxy=http://mandataire:3128
        ProxyUser=poste 1
        ProxyPassword=/run/credentials/mandataire
        Retries=0
        RetryPause=60
        AssertionAge=300
        ProvisionalCalls=non
        VerificationNamespace=urn:guide
        VerificationAction=urn:guide:verifier
        WorkListDaily=0
        WorkListPause=3600
          URL=https://127.0.0.1:8443/lps?a=b
        TrustAnchors=/etc/autre.pem
        ConnectTimeout=1
        TotalTimeout=300
        IDAM=IDAM É 1
        [billing]
        Default=991234567 01
        899700000001=ABC-1
        3499700000001007/CPET00001=ABC-2
        """

    @Test("An empty file gives the defaults", arguments: ["", "\n\n", "# rien\n   \t\n", "[agent]\n[agent]\n"])
    func empty(_ text: String) throws {
        #expect(try ConfigurationReading.read(text) == Configuration())
    }

    @Test("Every key is read", arguments: ["\n", "\r\n", "\r"])
    func example(_ lineEnd: String) throws {
        let text = Self.example.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
        let configuration = try ConfigurationReading.read(text)
        var expected = Configuration()
        expected.environment = .test
        expected.automatic = true
        expected.stateDirectory = "/var/lib/autre"
        expected.resultRetention = 300
        expected.auditRetention = 3650
        expected.logLevel = .debug
        expected.port = 0
        expected.socket = "/run/autre/agent.sock"
        expected.socketUsers = [1000, 1001]
        expected.pinIdle = 0
        expected.cardAuthorities = "/etc/autorites.pem"
        expected.apiLec = "/opt/api/libapi_lec.so"
        expected.apiLecConfiguration = "/opt/api/"
        expected.mica = "/opt/mica/libmica.so"
        expected.libraryTimeout = 5
        expected.vitaleAssertion = .required
        expected.authentication = .softwareCertificate
        expected.clientCertificate = "/etc/insi/client.p12"
        expected.clientCertificatePassphrase = "/run/credentials/phrase"
        expected.revocationLists = "/etc/insi/crl.pem"
        expected.proxy = "http://mandataire:3128"
        expected.proxyUser = "poste 1"
        expected.proxyPassword = "/run/credentials/mandataire"
        expected.retries = 0
        expected.retryPause = 60
        expected.assertionAge = 300
        expected.provisionalCalls = false
        expected.verificationNamespace = "urn:guide"
        expected.verificationAction = "urn:guide:verifier"
        expected.workListDaily = 0
        expected.workListPause = 3600
        expected.url = "https://127.0.0.1:8443/lps?a=b"
        expected.trustAnchors = "/etc/autre.pem"
        expected.connectTimeout = 1
        expected.totalTimeout = 300
        expected.idam = "IDAM É 1"
        expected.billingDefault = Billing(identifier: "991234567", speciality: "01")
        expected.billing = [
            "899700000001": Billing(identifier: "ABC-1"), "3499700000001007/CPET00001": Billing(identifier: "ABC-2"),
        ]
        #expect(configuration == expected)
    }

    @Test("The example names every known key, so that none escapes these tests")
    func completeness() {
        for key in ConfigurationKey.all {
            #expect(Self.example.contains(key.name))
            #expect(!key.meaning.isEmpty)
        }
        #expect(Set(ConfigurationKey.all.map(\.section)) == Set(ConfigurationKey.sections))
    }

    @Test(
        "A mistake is told with its line, its column, and what was meant",
        arguments: [
            (
                "[agent]\n Automatique=oui",
                "ligne 2, colonne 2 : clé inconnue « Automatique » dans [agent] ; vouliez-vous dire « Automatic » ?"
            ),
            (
                "[insi]\nurl=https://a",
                "ligne 2, colonne 1 : clé inconnue « url » dans [insi] ; vouliez-vous dire « URL » ?"
            ),
            ("[insi]\nXylophone=1", "ligne 2, colonne 1 : clé inconnue « Xylophone » dans [insi]"),
            (
                "[agent]\nPort=1",
                "ligne 2, colonne 1 : clé inconnue « Port » dans [agent] ; elle est de [endpoint]"
            ),
            (
                "[billing]\nDefaut=1",
                "ligne 2, colonne 1 : clé inconnue « Defaut » dans [billing] ; vouliez-vous dire « Default » ?"
            ),
            ("[agnet]", "ligne 1, colonne 1 : section inconnue « agnet » ; vouliez-vous dire « agent » ?"),
            ("[]", "ligne 1, colonne 1 : section inconnue «  »"),
            ("\n  [agent", "ligne 2, colonne 3 : « ] » attendu en fin de ligne"),
            ("[agent] # ici", "ligne 1, colonne 1 : « ] » attendu en fin de ligne"),
            ("Port=1", "ligne 1, colonne 1 : une section, par exemple [agent], doit précéder « Port »"),
            ("[agent]\nAutomatic", "ligne 2, colonne 1 : « Clé=Valeur » attendu"),
            ("[agent]\n=oui", "ligne 2, colonne 1 : une clé est attendue avant « = »"),
            ("[agent]\nAutomatic=oui\n\nAutomatic=non", "ligne 4, colonne 1 : « Automatic » est déjà donné plus haut"),
            (
                "[agent]\nAutomatic=oui\n[agent]\nAutomatic=oui",
                "ligne 4, colonne 1 : « Automatic » est déjà donné plus haut"
            ),
        ])
    func mistakes(_ text: String, _ description: String) {
        let fault = #expect(throws: ConfigurationFault.self) { try ConfigurationReading.read(text) }
        #expect(fault?.description == "f, " + description)
    }

    @Test(
        "A bad value is told where it begins, with what is expected",
        arguments: [
            ("agent", "Environment", ["Test", "prod"], "sandbox, test ou production"),
            ("agent", "Automatic", ["peut-être", "1"], "oui ou non"),
            ("agent", "StateDirectory", ["relatif/chemin", "~"], "un chemin absolu"),
            (
                "agent", "ResultRetention", ["R", "-1", "301", "1.5", "99999999999999999999"],
                "un nombre de 0 à 300"
            ),
            ("endpoint", "Port", ["o", "-1", "65536", "0x1"], "un nombre de 0 à 65535"),
            (
                "endpoint", "Socket", ["agent.sock", "/" + String(repeating: "a", count: 107)],
                "un chemin absolu de 107 octets au plus"
            ),
            (
                "endpoint", "SocketUsers", ["root", "1000,1001", "-1", "4294967296"],
                "des numéros séparés par des espaces"
            ),
            (
                "insi", "URL", ["http://a", "https://", "https://u:p@a", "https://a # b", "L"],
                "une adresse https:// sans identifiants ni espace"
            ),
            ("insi", "TrustAnchors", ["a.pem"], "un chemin absolu"),
            ("insi", "ConnectTimeout", ["0", "301"], "un nombre de 1 à 300"),
            ("insi", "TotalTimeout", ["0", "301"], "un nombre de 1 à 300"),
            (
                "insi", "IDAM", [String(repeating: "a", count: 60), "1 # 2"],
                "1 à 59 caractères, sans commentaire à la suite"
            ),
            (
                "insi", "Authentication", ["CPX", "psc", "proSanteConnect"],
                "cpx ou softwareCertificate (Pro Santé Connect n'est pas encore utilisable : son transport n'est pas public)"
            ),
            (
                "insi", "Proxy",
                ["mandataire:3128", "socks5://a", "https://a", "http://", "http://nom:secret@mandataire"],
                "une adresse http:// sans identifiants ni espace"
            ),
            ("insi", "Retries", ["-1", "6"], "un nombre de 0 à 5"),
            ("insi", "AssertionAge", ["301"], "un nombre de 0 à 300"),
            ("billing", "Default", ["a b", "a 1", "a 012", "a 01 02", String(repeating: "a", count: 34)], billing),
            ("billing", "899700000001", ["a b"], billing),
        ])
    func badValues(_ section: String, _ key: String, _ values: [String], _ expected: String) {
        for value in values {
            let fault = #expect(throws: ConfigurationFault.self) {
                try ConfigurationReading.read("[\(section)]\n\(key) = \(value)")
            }
            let column = key.count + 4
            #expect(fault?.description == "f, ligne 2, colonne \(column) : « \(key) » : \(expected) attendu")
            #expect(fault?.key == key)
        }
    }

    @Test(
        "Words for yes and no",
        arguments: [
            ("oui", true), ("Yes", true), ("TRUE", true), ("on", true), ("non", false), ("off", false), ("no", false),
            ("False", false),
        ])
    func words(_ word: String, _ value: Bool) throws {
        #expect(try ConfigurationReading.read("[agent]\nAutomatic=\(word)").automatic == value)
    }

    @Test("Every beginning of the example is read or refused with a line of the text")
    func prefixes() {
        for count in 0...Self.example.utf8.count {
            check(Array(Self.example.utf8.prefix(count)))
        }
    }

    @Test("The example with any byte changed is read or refused with a line of the text")
    func changes() {
        let bytes = Array(Self.example.utf8)
        for index in bytes.indices {
            let others: [UInt8] = [0x0A, 0x5B, 0x3D, 0x00, 0xFF]
            for value in [bytes[index] ^ 0xFE, others[index % others.count]] {
                var changed = bytes
                changed[index] = value
                check(changed)
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        var reading = ConfigurationReading()
        reading.read(bytes, from: "f")
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for fault in reading.faults {
            let (line, column) = (fault.place?.line ?? 1, fault.place?.column ?? 1)
            #expect((1...lines.count).contains(line))
            #expect((1...max(1, lines[line - 1].count)).contains(column))
            #expect(!fault.message.isEmpty && fault.place?.file == "f")
        }
    }

    private static let billing =
        "1 à 33 caractères sans espace, puis au besoin un espace et le code de spécialité AMO à deux chiffres"

    @Test("Where the service is called follows from the environment unless an address is given")
    func endpoint() {
        var configuration = Configuration()
        #expect(configuration.endpoint == .production)
        configuration.environment = .test
        #expect(configuration.endpoint == .test)
        configuration.authentication = .softwareCertificate
        #expect(configuration.endpoint == .testWithCertificate)
        configuration.environment = .production
        #expect(configuration.endpoint == .productionWithCertificate)
        configuration.environment = .sandbox
        #expect(configuration.endpoint == nil)
        configuration.url = "https://127.0.0.1:1"
        #expect(configuration.endpoint == ServiceEndpoint(url: "https://127.0.0.1:1"))
    }

    @Test("The edit distance counts insertions, deletions and exchanges")
    func distance() {
        for (left, right, count) in [
            ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("é", "e", 1),
        ] {
            #expect(ConfigurationFile.Words.distance(left, right) == count)
        }
    }
}
