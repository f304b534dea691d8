import Foundation

/// The command line of OpenSSL, with a folder for what it reads and writes.
final class OpenSSLTool: Sendable {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String {
        folder.appendingPathComponent(name).path
    }

    /// Path of a new file with these bytes.
    func file(_ bytes: [UInt8]) throws -> String {
        let path = path(UUID().uuidString)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func file(_ text: String) throws -> String {
        try file(Array(text.utf8))
    }

    func contents(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// What a successful command prints; any other throws.
    @discardableResult func run(_ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: text) }
        return text
    }

    struct Failure: Error {
        let text: String
    }
}
