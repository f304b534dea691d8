import Foundation
import HealthCards
import ReadingLibraries
import SmartCard
import ToolKit

/// Stub libraries in a folder of their own, compiled from `StubSource`, and the real helper process in front of them.
final class StubLibraries {
    /// What a test configures.
    enum Part {
        case api
        case mica
    }

    static let reader = Reader(name: "Test Reader 00 01")

    let folder: ScratchFolder
    let reading: ProcessReading

    /// Stubs that follow the scenario; no part means no library configured.
    init(
        _ parts: Set<Part> = [.api, .mica], _ scenario: String = "", document: String = Documents.complete,
        flags: [String] = [], timeout: Duration = .seconds(20), replacing: (Part, [UInt8])? = nil
    ) throws {
        folder = try ScratchFolder()
        let names: [Part: (String, String)] = [
            .api: ("libapi_lec.so", StubSource.api), .mica: ("libmica.so", StubSource.mica),
        ]
        for part in parts {
            guard let (name, source) = names[part] else { continue }
            try Self.compile(source, flags, as: name, in: folder)
        }
        if let (part, bytes) = replacing, let name = names[part]?.0 { _ = try folder.write(bytes, to: name) }
        _ = try folder.write(Documents.latin1(document), to: "document.xml")
        let path = folder.path
        reading = ProcessReading(
            OfficialLibraries(
                apiLec: parts.contains(.api) ? "\(path)/libapi_lec.so" : nil, apiLecConfiguration: "\(path)/",
                mica: parts.contains(.mica) ? "\(path)/libmica.so" : nil, helper: Self.helper, timeout: timeout))
        try play(scenario)
    }

    /// Changes what the stubs do from now on; a serial number is always part of it.
    func play(_ scenario: String) throws {
        let serial = scenario.contains("serial=") ? "" : " serial=000000000001 "
        _ = try folder.write(Array((scenario + serial).utf8), to: "scenario")
    }

    /// What the stubs were asked, one line per call.
    var calls: [String] {
        guard let bytes = try? folder.read("calls") else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func read() async throws(OfficialReadingError) -> OfficialContent {
        defer { withExtendedLifetime(folder) {} }
        return try await reading.read(in: Self.reader)
    }

    func confirm(_ serial: String) async throws(OfficialReadingError) {
        defer { withExtendedLifetime(folder) {} }
        try await reading.confirm(serial: serial, in: Self.reader)
    }

    /// What the stub says of its process in place of a version: its id, then the rest.
    func process() async throws -> (pid: Substring, report: Substring) {
        defer { withExtendedLifetime(folder) {} }
        let words = try await reading.version().map { $0.split(separator: " ", maxSplits: 1) } ?? []
        return (words.first ?? "", words.last ?? "")
    }

    /// The program that ships, where the tests were built.
    static var helper: String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: "insi-agent-library").path
    }

    private static func compile(_ source: String, _ flags: [String], as name: String, in folder: ScratchFolder) throws {
        let file = try folder.write(Array(source.utf8), to: name + ".c")
        let headers = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/CReadingLibraries").path
        let outcome = try Tool.run(
            "cc",
            ["-shared", "-fPIC", "-w", "-fno-delete-null-pointer-checks", "-I", headers] + flags
                + ["-o", "\(folder.path)/\(name)", file])
        guard outcome.status == 0 else { throw CompilationError(output: outcome.output) }
    }
}

/// What the compiler said.
struct CompilationError: Error {
    let output: String
}
