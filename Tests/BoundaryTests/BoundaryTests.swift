import Foundation
import Testing

/// Holds the imports of every target to the floors of the house: who may know whom.
@Suite("The walls between targets")
struct BoundaryTests {
    /// What each target of `Sources` may import of ours and of the libraries; the standard library, Glibc, Dispatch,
    /// Synchronization and FoundationEssentials are free.
    static let walls: [String: Set<String>] = [
        "SmartCard": [],
        "HealthIdentity": [],
        "PCSC": ["CPCSC", "SmartCard"],
        "ReaderUSB": ["CUSB", "SmartCard"],
        "XML": ["CXML2"],
        "Cryptography": ["COpenSSL"],
        "HTTPS": ["CCurl"],
        "DataMatrix": ["CDmtx"],
        "Journal": ["Logging"],
        "LibraryMessages": [],
        "HealthCards": ["SmartCard", "HealthIdentity", "Cryptography"],
        "SAML": ["XML", "Cryptography"],
        "ReadingLibraries": ["HealthCards", "HealthIdentity", "SmartCard", "XML", "LibraryMessages"],
        "INSi": ["XML", "SAML", "HTTPS", "HealthIdentity"],
        "AgentCore": [
            "SmartCard", "HealthIdentity", "HealthCards", "SAML", "INSi", "Cryptography", "HTTPS", "Journal",
            "Logging",
        ],
        "AgentHTTP": httpServer.union([
            "AgentCore", "HealthIdentity", "DataMatrix", "Journal", "Logging", "ServiceLifecycle",
        ]),
        "insi-agent": [
            "AgentCore", "AgentHTTP", "HTTPS", "INSi", "PCSC", "ReaderUSB", "HealthCards", "SmartCard", "Cryptography",
            "ReadingLibraries", "CLinux", "Journal", "Logging", "ServiceLifecycle", "UnixSignals", "ArgumentParser",
        ],
        "insi-agent-library": ["CReadingLibraries", "LibraryMessages"],
        "CardSimulator": ["Cryptography"],
        "INSiSimulator": httpServer.union([
            "XML", "SAML", "Cryptography", "HealthIdentity", "Logging", "ServiceLifecycle", "HummingbirdTLS", "NIOSSL",
        ]),
        "SandboxKit": ["CardSimulator", "INSiSimulator", "Cryptography", "HTTPS", "ServiceLifecycle", "Logging"],
        "insi-sandbox": ["SandboxKit", "CardSimulator", "ArgumentParser", "UnixSignals"],
    ]

    static let httpServer: Set<String> = [
        "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix", "NIOExtras", "NIOHTTP1", "NIOHTTPTypes",
        "NIOHTTPTypesHTTP1",
    ]
    static let free: Set<String> = ["Glibc", "Dispatch", "Synchronization", "FoundationEssentials", "_Builtin_float"]
    /// Targets without Swift: C libraries and the IFD handler.
    static let withoutSwift: Set<String> = [
        "CPCSC", "CUSB", "CXML2", "COpenSSL", "CCurl", "CDmtx", "CLinux", "CReadingLibraries", "VirtualReader",
        "card-rival",
    ]

    static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test("every folder of Sources has its walls")
    func everyTargetIsKnown() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Self.walls.keys).union(Self.withoutSwift))
    }

    @Test("a target imports only what its floor allows", arguments: walls.keys.sorted())
    func importsStayInside(target: String) throws {
        let allowed = try #require(Self.walls[target]).union(Self.free)
        let files = try Self.swiftFiles(of: target)
        #expect(!files.isEmpty)
        for file in files {
            let foreign = try Self.imports(of: file).subtracting(allowed)
            #expect(foreign.isEmpty, "\(target)/\(file.lastPathComponent) imports \(foreign.sorted())")
        }
    }

    @Test("a C module is imported by one target only")
    func oneImporterPerCModule() throws {
        for module in ["CPCSC", "CUSB", "CXML2", "COpenSSL", "CCurl", "CDmtx", "CLinux", "CReadingLibraries"] {
            let importers = try Self.walls.keys.filter { target in
                try Self.swiftFiles(of: target).contains { try Self.imports(of: $0).contains(module) }
            }
            #expect(importers.count == 1, "\(module): \(importers)")
        }
    }

    @Test("what is logged is told as an event with typed fields", arguments: ["AgentCore", "AgentHTTP", "insi-agent"])
    func nothingIsLoggedAsFreeText(target: String) throws {
        let free = /\b(log|logger)\s*\.(trace|debug|info|notice|warning|error|critical|log)\(/
        for file in try Self.swiftFiles(of: target) {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.firstMatch(of: free) == nil, "\(target)/\(file.lastPathComponent)")
        }
    }

    @Test("the import reader sees every way to write an import")
    func readsImports() {
        let text = "public import A\n@preconcurrency import B\nimport struct C.D\n// import E\n  import F"
        #expect(Self.imports(in: text) == ["A", "B", "C", "F"])
    }

    static func swiftFiles(of target: String) throws -> [URL] {
        let folder = sources.appending(path: target)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            .map { folder.appending(path: $0) }
    }

    static func imports(of file: URL) throws -> Set<String> {
        imports(in: try String(contentsOf: file, encoding: .utf8))
    }

    static func imports(in text: String) -> Set<String> {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let modules = text.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard let position = words.firstIndex(of: "import"), position <= 2, words.first?.hasPrefix("//") == false
            else {
                return nil
            }
            let rest = words[(position + 1)...].drop { kinds.contains($0) }
            return rest.first.map { String($0.prefix { $0 != "." }) }
        }
        return Set(modules)
    }
}
