import Cryptography
import Foundation

/// A folder with a short path, removed when the object goes.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/cards-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }
}

/// Where a command-line tool is, nil when it is not installed.
func toolPath(_ name: String) -> String? {
    ["/usr/bin/", "/usr/sbin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// Runs a tool, kills it after 20 seconds, and gives its exit status with all it printed.
func run(_ tool: String, _ arguments: [String], environment: [String: String] = [:]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: toolPath(tool) ?? tool)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/sbin:/usr/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let pid = process.processIdentifier
    // Not SIGTERM: a child inherits the signal mask of a Dispatch thread, which blocks it.
    let watchdog = DispatchWorkItem { kill(pid, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: watchdog)
    defer { watchdog.cancel() }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

/// RSAES-PKCS1-v1_5 by the openssl command: a second opinion on DECIPHER.
func encrypt(_ message: [UInt8], for key: RSAPublicKey) throws -> [UInt8] {
    let folder = try ScratchFolder()
    let keyFile = try folder.write(key.subjectPublicKeyInfo, to: "key.der")
    let input = try folder.write(message, to: "plain")
    _ = try run(
        "openssl",
        [
            "pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", keyFile, "-in", input, "-out",
            folder.path + "/out",
        ])
    return try folder.read("out")
}
