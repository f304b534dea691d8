import Foundation
import Testing
import ToolKit

@testable import AgentCore

/// Several files, one after the other.
@Suite struct ConfigurationReadingTests {
    private let folder: ScratchFolder
    private let file: String

    init() throws {
        folder = try ScratchFolder()
        file = try folder.write("[agent]\nEnvironment=test\n[endpoint]\nPort=1\n".utf8, to: "a.conf")
        try FileManager.default.createDirectory(atPath: file + ".d", withIntermediateDirectories: false)
    }

    private func dropIn(_ name: String, _ text: String) throws {
        _ = try folder.write(text.utf8, to: "a.conf.d/" + name)
    }

    @Test("Without a folder of drop-ins the file stands alone")
    func alone() throws {
        try FileManager.default.removeItem(atPath: file + ".d")
        let reading = ConfigurationReading(file: file)
        #expect(reading.faults == [])
        #expect(reading.files == [file])
        #expect(reading.configuration.port == 1)
    }

    @Test("Drop-ins follow in the order of the bytes of their names, and the last word counts")
    func order() throws {
        try dropIn("9.conf", "[endpoint]\nPort=9\n")
        try dropIn("10.conf", "[endpoint]\nPort=10\n[agent]\nAutomatic=oui\n")
        try dropIn("é.conf", "[agent]\nResultRetention=1\n")
        try dropIn("Z.conf", "[agent]\nResultRetention=2\n")
        for name in [".hidden.conf", "9.conf~", "readme", "x.conf.bak"] { try dropIn(name, "[nonsense") }
        try FileManager.default.createDirectory(atPath: file + ".d/folder", withIntermediateDirectories: false)
        try dropIn("folder/z.conf", "[endpoint]\nPort=99\n")
        let reading = ConfigurationReading(file: file)
        #expect(reading.faults == [])
        #expect(reading.files == [file] + ["10", "9", "Z", "é"].map { "\(file).d/\($0).conf" })
        #expect(reading.configuration.port == 9)
        #expect(reading.configuration.resultRetention == 1)
        #expect(reading.configuration.environment == .test && reading.configuration.automatic)
        #expect(reading.place(section: "endpoint", key: "Port")?.text == "\(file).d/9.conf, ligne 2, colonne 1")
        #expect(reading.place(section: "agent", key: "Environment")?.file == file)
        #expect(reading.place(section: "agent", key: "AuditRetention") == nil)
    }

    @Test("Professionals of several files add up, and an empty value takes one away")
    func billing() throws {
        try dropIn("1.conf", "[billing]\nDefault=A\n899700000001=B 01\n899700000002=C\n")
        try dropIn("2.conf", "[billing]\n899700000003=D\n899700000002=\nDefault=\n")
        let reading = ConfigurationReading(file: file)
        #expect(reading.faults == [])
        #expect(reading.configuration.billing.keys.sorted() == ["899700000001", "899700000003"])
        #expect(reading.configuration.billingDefault == nil)
    }

    @Test("An empty value gives every key its default back", arguments: ConfigurationKey.all.map(\.name))
    func reset(_ name: String) throws {
        let key = try #require(ConfigurationKey.all.first { $0.name == name })
        var reading = ConfigurationReading(ConfigurationFileTests.example)
        #expect(key.text(name, reading.configuration) != key.text(name, Configuration()))
        reading.read(Array("[\(key.section)]\n\(name) =  \n".utf8), from: "g")
        #expect(reading.faults == [])
        #expect(key.text(name, reading.configuration) == key.text(name, Configuration()))
        #expect(reading.place(section: key.section, key: name) == nil)
    }

    @Test("A file that cannot be read is a fault of its own, and the others are still read")
    func unreadable() throws {
        try dropIn("5.conf", "[endpoint]\nPort=5\n")
        let path = file + ".d/"
        try FileManager.default.createDirectory(atPath: path + "1.conf", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: path + "2.conf", withDestinationPath: "/nowhere")
        unsafe mkfifo(path + "3.conf", 0o600)
        try FileManager.default.createSymbolicLink(atPath: path + "4.conf", withDestinationPath: "/dev/zero")
        _ = try folder.write([UInt8](repeating: 0x23, count: 1 << 20 + 1), to: "a.conf.d/6.conf")
        let reading = ConfigurationReading(file: file)
        let failed = "ce complément ne peut pas être lu"
        let kind = "ce n'est pas un fichier ordinaire"
        #expect(
            reading.faults.map(\.description) == [
                "\(path)1.conf : \(failed) (\(kind)).", "\(path)2.conf : \(failed) (il n'existe pas).",
                "\(path)3.conf : \(failed) (\(kind)).", "\(path)4.conf : \(failed) (\(kind)).",
                "\(path)6.conf : \(failed) (il dépasse 1048576 octets).",
            ])
        #expect(reading.configuration.port == 5)
    }

    @Test("A file in the place of the folder of drop-ins, or a link that leads nowhere, is a fault")
    func noFolder() throws {
        try FileManager.default.removeItem(atPath: file + ".d")
        _ = try folder.write([UInt8](), to: "a.conf.d")
        let fault = "\(file).d : ce dossier de compléments ne peut pas être lu."
        #expect(ConfigurationReading(file: file).faults.map(\.description) == [fault])
        try FileManager.default.removeItem(atPath: file + ".d")
        try FileManager.default.createSymbolicLink(atPath: file + ".d", withDestinationPath: "/nowhere")
        #expect(ConfigurationReading(file: file).faults.map(\.description) == [fault])
    }

    @Test(
        "What is no text in UTF-8 is told with its place",
        arguments: [
            ([0xFF, 0xFE, 0x5B, 0x00], "f : ce fichier est en UTF-16 ; enregistrez-le en UTF-8"),
            (Array("# a\n# \u{0}".utf8), "f, ligne 2, colonne 3 : un octet nul n'a pas sa place ici"),
            (
                Array("# a\r\n# caf".utf8) + [0xE9, 0x0A],
                "f, ligne 2, colonne 6 : ce fichier n'est pas en UTF-8 ; enregistrez-le en UTF-8"
            ),
        ])
    func encoding(_ bytes: [UInt8], _ description: String) {
        var reading = ConfigurationReading()
        reading.read(bytes, from: "f")
        #expect(reading.faults.map(\.description) == [description])
    }

    @Test("A byte order mark is no part of the first line")
    func mark() {
        var reading = ConfigurationReading()
        reading.read([0xEF, 0xBB, 0xBF] + Array("[endpoint]\r\nPort=7\r\n".utf8), from: "f")
        #expect(reading.faults == [])
        #expect(reading.configuration.port == 7)
    }

    @Test("Every fault of every line is told, and keys of an unknown section are one fault")
    func everyFault() {
        let reading = ConfigurationReading(
            """
            Port=1
            Socket=/a
            [endpoint]
            Port=x
            Prot=1
            [agnet]
            Environment=test
            [insi]
            URL=http://a
            IDAM=X
            IDAM=Y
            """)
        #expect(reading.faults.map { $0.place?.line } == [1, 4, 5, 6, 9, 11])
        #expect(reading.faults.map(\.key) == [nil, "Port", "Prot", nil, "URL", "IDAM"])
        #expect(reading.configuration.idam == "X")
    }

    @Test("A flood of faults ends, and an endless word is cut")
    func flood() {
        let many = ConfigurationReading(String(repeating: "x\n", count: 500_000))
        #expect(many.faults.count == 101)
        #expect(many.faults.last?.description == "f, ligne 101 : 100 fautes ; la suite n'est pas lue")
        let long = ConfigurationReading("[agent]\n" + String(repeating: "é", count: 100_000) + "=1\n")
        #expect(long.faults.count == 1 && long.faults.allSatisfy { $0.message.count < 200 })
        let bell = ConfigurationReading("[agent]\n\u{1B}[31mPort=1\n")
        #expect(bell.faults.first?.description.contains("\u{1B}") == false)
    }

    @Test("A fault for a script has all its members")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let fault = ConfigurationFault("m", key: "k", at: .init(file: "f", line: 1, column: 2))
        #expect(
            String(decoding: try encoder.encode([fault, ConfigurationFault("n")]), as: UTF8.self)
                == #"[{"column":2,"file":"f","key":"k","line":1,"message":"m"},"#
                + #"{"column":null,"file":null,"key":null,"line":null,"message":"n"}]"#)
    }

    @Test(
        "Keys that go together are missed at the line of the other",
        arguments: [
            ("", ["f : la clé IDAM de [insi] est nécessaire."]),
            (
                "[agent]\nEnvironment=sandbox\n[insi]\nIDAM=X",
                ["f, ligne 2, colonne 1 : la clé URL de [insi] est nécessaire dans l'environnement sandbox."]
            ),
            (
                "[vitale]\nApiLec=/a\n[insi]\nIDAM=X\nProxyUser=a\nVerificationAction=b",
                [
                    "f, ligne 2, colonne 1 : la clé ApiLecConfiguration de [vitale] va avec ApiLec.",
                    "f, ligne 5, colonne 1 : les clés ProxyUser et ProxyPassword de [insi] vont ensemble (ou l'identifiant "
                        + "proxy.password du gestionnaire de services, visible dans le service seulement).",
                    "f, ligne 6, colonne 1 : les clés VerificationNamespace et VerificationAction de [insi] vont ensemble.",
                ]
            ),
            // A key that is missing may stand in the line with the fault.
            ("[insi]\nIDAN=X", []),
        ])
    func together(_ text: String, _ missing: [String]) {
        let reading = ConfigurationReading(text)
        #expect(reading.missing(in: reading.configuration).map(\.description) == missing)
    }

    @Test("A software certificate is missed unless the service manager hands it over; a key goes before a credential")
    func credentials() throws {
        let reading = ConfigurationReading(
            "[insi]\nIDAM=X\nAuthentication=softwareCertificate\nProxy=http://a\nProxyUser=b")
        #expect(reading.missing(in: reading.configuration).map(\.key) == ["ClientCertificate", "ProxyPassword"])
        let credentials = Credentials(folder: folder.path)
        #expect(credentials.used(by: reading.configuration) == [])
        for name in Credentials.Name.allCases { _ = try folder.write([0x61], to: name.rawValue) }
        let whole = credentials.completing(reading.configuration)
        #expect(whole.clientCertificate == folder.path + "/client-certificate.p12")
        #expect(whole.clientCertificatePassphrase == folder.path + "/client-certificate.passphrase")
        #expect(whole.proxyPassword == folder.path + "/proxy.password")
        #expect(reading.missing(in: whole) == [])
        #expect(credentials.used(by: reading.configuration) == Credentials.Name.allCases)
        var own = reading.configuration
        own.clientCertificate = "/own.p12"
        own.proxy = nil
        #expect(credentials.completing(own).clientCertificate == "/own.p12")
        #expect(credentials.completing(own).proxyPassword == nil)
        #expect(credentials.used(by: own) == [.sealKey, .clientCertificatePassphrase])
        #expect(credentials.completing(Configuration()) == Configuration())
    }
}
