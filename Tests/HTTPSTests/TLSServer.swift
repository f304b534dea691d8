import Foundation

/// A real TLS server, `openssl s_server`, that sends a prepared answer and keeps what it received.
final class TLSServer {
    let certificate: [UInt8]
    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let folder: URL?

    /// Starts the server on a free port of 127.0.0.1, with a certificate of its own for `name`.
    convenience init(name: String = "IP:127.0.0.1", options: [String] = []) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appendingPathComponent("key.pem").path
        let file = folder.appendingPathComponent("certificate.pem").path
        try TestPKI.openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, "-days", "1",
            "-subj", "/CN=test", "-addext", "subjectAltName=\(name)",
        ])
        try self.init(certificate: file, key: key, options: options, folder: folder)
    }

    /// Starts the server with what these PEM files hold; `folder` is removed with it.
    init(certificate file: String, key: String, options: [String] = [], folder: URL? = nil) throws {
        self.folder = folder
        certificate = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", file] + options
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let banner = TLSServer.read(output, until: "ACCEPT 127.0.0.1:[0-9]+\n")
        port = Int(banner.split(separator: ":").last?.dropLast() ?? "") ?? 0
    }

    deinit {
        stop()
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }

    /// What the first client will be sent.
    func answer(_ text: String) {
        input.fileHandleForWriting.write(Data(text.utf8))
    }

    /// Everything printed until `pattern` is met: the request is in it. Not on a thread of the tests, which are few.
    func received(until pattern: String) async -> String {
        let output = output
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: TLSServer.read(output, until: pattern)) }
        }
    }

    /// Ends the process, and its connections with it. A child of a dispatch thread inherits a mask that blocks SIGTERM.
    func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// What was printed until `pattern` is met, the end comes, or nothing comes for five minutes: the task that sends a request
    /// waits for its turn among those of all the other tests.
    private static func read(_ pipe: Pipe, until pattern: String) -> String {
        var text = ""
        while text.range(of: pattern, options: .regularExpression) == nil {
            var descriptor = pollfd(fd: pipe.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&descriptor, 1, 300_000) > 0 else { break }
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return text
    }
}
