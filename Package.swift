// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .strictMemorySafety(),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func testKit(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let http1: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOExtras", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
]
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// Cards of the sandbox, one JSON file each.
let personas = [
    "carte-a-l-envers", "carte-bancaire", "carte-inconnue", "cpa", "cpe", "cpe-non-nominative", "cpf",
    "cps-autre-autorite", "cps-bloquee", "cps-dernier-essai", "cps-expiree", "cps-pas-encore-valide", "cps-reelle",
    "cps-situations", "cps2ter", "cps3", "cps3-variante-b", "cps4", "cpx-sans-contact", "cpx-sans-contact-hopital",
    "leurre", "leurre-atr-vitale", "telephone", "vitale-1", "vitale-accents", "vitale-atr-inconnu",
    "vitale-ayant-droit-sans-nir", "vitale-cle-fausse", "vitale-corse", "vitale-dates-lunaires",
    "vitale-deux-lecteurs", "vitale-dix-neuf", "vitale-etiquettes-inconnues", "vitale-famille-sept",
    "vitale-fichier-unique", "vitale-fichier-unique-numeros", "vitale-lecteur-apdu", "vitale-lecteur-occupe",
    "vitale-meme-nir", "vitale-protegee", "vitale-remise-a-zero", "vitale-remplie", "vitale-retiree", "vitale-seule",
    "vitale-t0-stricte", "vitale-tronquee", "vitale-vide",
]

/// The architecture: one line per target, floors from the ground up. `BoundaryTests` holds the imports to it.
let package = Package(
    name: "insi-agent",
    products: [
        .executable(name: "insi-agent", targets: ["insi-agent"]),
        .executable(name: "insi-agent-library", targets: ["insi-agent-library"]),
        .executable(name: "insi-sandbox", targets: ["insi-sandbox"]),
        .executable(name: "card-rival", targets: ["card-rival"]),
        .library(name: "VirtualReader", type: .dynamic, targets: ["VirtualReader"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        system("CPCSC", "libpcsclite", "libpcsclite-dev"),
        system("CUSB", "libusb-1.0", "libusb-1.0-0-dev"),
        system("CXML2", "libxml-2.0", "libxml2-dev"),
        system("COpenSSL", "libssl libcrypto", "libssl-dev"),
        system("CCurl", "libcurl", "libcurl4-openssl-dev"),
        system("CDmtx", "libdmtx", "libdmtx-dev"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CReadingLibraries"),

        library("SmartCard", []),
        library("HealthIdentity", []),
        library("LibraryMessages", []),

        library("PCSC", ["CPCSC", "SmartCard"]),
        library("ReaderUSB", ["CUSB", "SmartCard"]),
        library("XML", ["CXML2"]),
        library("Cryptography", ["COpenSSL"]),
        library("Journal", [log]),
        library("HTTPS", ["CCurl"]),
        library("DataMatrix", ["CDmtx"]),

        library("HealthCards", ["SmartCard", "HealthIdentity", "Cryptography"]),
        library("ReadingLibraries", ["HealthCards", "HealthIdentity", "SmartCard", "XML", "LibraryMessages"]),
        library("SAML", ["XML", "Cryptography"]),
        library("INSi", ["XML", "SAML", "HTTPS", "HealthIdentity"]),

        library(
            "AgentCore",
            [
                "SmartCard", "HealthIdentity", "HealthCards", "SAML", "INSi", "Cryptography", "HTTPS", "Journal", log,
            ]),
        library(
            "AgentHTTP", ["AgentCore", "HealthIdentity", "DataMatrix", "Journal", hummingbird, log, lifecycle] + http1,
            resources: [
                .embedInCode("Page/index.html"), .embedInCode("Page/agent.css"), .embedInCode("Page/agent.js"),
                .embedInCode("Page/openapi.json"), .embedInCode("Page/icon.svg"),
                .embedInCode("Page/patient.html"), .embedInCode("Page/patient.css"), .embedInCode("Page/patient.js"),
                .embedInCode("Page/insi-agent.js"), .embedInCode("Page/clients.js"), .embedInCode("Page/doctor.js"),
            ]),
        executable(
            "insi-agent",
            [
                "AgentCore", "AgentHTTP", "HTTPS", "INSi", "PCSC", "ReaderUSB", "HealthCards", "SmartCard",
                "Cryptography",
                "ReadingLibraries", "CLinux", "Journal", log, lifecycle, signals, arguments,
            ]),
        executable("insi-agent-library", ["CReadingLibraries", "LibraryMessages"]),

        .target(name: "VirtualReader", cSettings: [.define("_GNU_SOURCE"), .headerSearchPath("bare")]),
        .executableTarget(name: "card-rival", dependencies: ["CPCSC"]),
        library("CardSimulator", ["Cryptography"]),
        library(
            "INSiSimulator",
            ["XML", "SAML", "Cryptography", "HealthIdentity", hummingbird, hummingbirdTLS, log, lifecycle] + http1
                + [.product(name: "NIOSSL", package: "swift-nio-ssl")]),
        library(
            "SandboxKit", ["CardSimulator", "INSiSimulator", "Cryptography", "HTTPS", log, lifecycle],
            resources: personas.map { .embedInCode("Personas/\($0).json") }),
        executable("insi-sandbox", ["SandboxKit", "CardSimulator", arguments, signals]),

        testKit(
            "AgentTestKit",
            [
                "AgentCore", "SmartCard", "SmartCardTestKit", "CardSimulator", "Cryptography", "HealthCards",
                "HealthIdentity",
                "HTTPS", "INSi", "SAML", log,
            ]),
        tests(
            "AgentCoreTests",
            [
                "AgentCore", "AgentTestKit", "SmartCard", "SmartCardTestKit", "CardSimulator", "Cryptography",
                "HealthCards",
                "HealthIdentity", "INSi", "SAML", "XML", "HTTPS", "SpecDataKit", "ToolKit", log,
            ]),
        tests("BoundaryTests", []),
        tests(
            "LoopTests",
            ["SandboxKit", "CardSimulator", "INSiSimulator", "Cryptography", "XML", "SpecDataKit", "ToolKit"]),
        tests(
            "AgentHTTPTests",
            [
                "AgentHTTP", "AgentCore", "AgentTestKit", log,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests(
            "ForeignTests",
            [
                "SpecDataKit", "ToolKit", "SandboxKit", "CardSimulator", "Cryptography", "DataMatrix", "HealthIdentity",
            ]),
        testKit("SpecDataKit", []),
        testKit("ToolKit", []),
        testKit("SmartCardTestKit", ["SmartCard"]),
        tests("SmartCardTests", ["SmartCard", "SmartCardTestKit"]),
        tests("HealthIdentityTests", ["HealthIdentity"]),
        tests("PCSCTests", ["PCSC", "CPCSC", "SmartCard", "SandboxKit", "VirtualReader", "CardSimulator"]),
        tests("ReaderUSBTests", ["ReaderUSB", "SmartCard", "ToolKit"]),
        tests("XMLTests", ["SpecDataKit", "XML"]),
        tests("CryptographyTests", ["SpecDataKit", "Cryptography"]),
        tests("HTTPSTests", ["HTTPS"]),
        tests("JournalTests", ["Journal", "ToolKit", log]),
        tests("DataMatrixTests", ["DataMatrix", "XML"]),
        tests(
            "HealthCardsTests",
            ["HealthCards", "CardSimulator", "SmartCard", "SmartCardTestKit", "HealthIdentity", "Cryptography"]),
        tests(
            "ReadingLibrariesTests",
            [
                "ReadingLibraries", "LibraryMessages", "HealthCards", "HealthIdentity", "SmartCard", "ToolKit",
                "insi-agent-library",
            ]),
        tests("SAMLTests", ["SpecDataKit", "SAML", "XML", "Cryptography"]),
        tests("INSiTests", ["SpecDataKit", "INSi", "XML", "SAML", "HTTPS", "HealthIdentity"]),
        tests("CardSimulatorTests", ["CardSimulator", "Cryptography", "SandboxKit", "ToolKit"]),
        tests(
            "INSiSimulatorTests",
            [
                "SpecDataKit", "ToolKit", "INSiSimulator", "SandboxKit", "CardSimulator", "INSi", "HTTPS", "XML",
                "SAML",
                "Cryptography", "HealthIdentity", log, lifecycle,
            ]),
    ]
)
