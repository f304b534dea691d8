import Foundation
import Synchronization

/// An authority made with `openssl ca`, and what it issued and revoked. All its certificates have one and the same key.
final class TestPKI: Sendable {
    static let shared = Result { try TestPKI(name: "TEST AC") }
    static let foreign = Result { try TestPKI(name: "FOREIGN AC") }

    /// Path of the key of every certificate.
    let key: String
    private let folder: String
    /// `openssl ca` is for one process at a time.
    private let turn = Mutex(())

    init(name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        key = folder + "/leaf.key"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(
            """
            [ca]
            default_ca = authority
            [authority]
            database = \(folder)/index
            serial = \(folder)/serial
            crlnumber = \(folder)/serial
            new_certs_dir = \(folder)
            default_md = sha256
            policy = policy
            unique_subject = no
            copy_extensions = copy
            [policy]
            commonName = supplied
            """.utf8
        ).write(to: URL(fileURLWithPath: folder + "/ca.cnf"))
        try Data().write(to: URL(fileURLWithPath: folder + "/index"))
        try Data("01\n".utf8).write(to: URL(fileURLWithPath: folder + "/serial"))
        try Self.openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder + "/ca.key", "-out", authority,
            "-days", "10", "-subj", "/CN=\(name)",
        ])
        try Self.openssl(["genrsa", "-out", key, "2048"])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Path of the root certificate.
    var authority: String { folder + "/ca.pem" }

    /// Path of a new certificate; times in days from now.
    func issue(name: String = "IP:127.0.0.1", from start: Double = -1, to end: Double = 5) throws -> String {
        let path = folder + "/" + UUID().uuidString
        try Self.openssl([
            "req", "-new", "-key", key, "-out", path + ".csr", "-subj", "/CN=leaf",
            "-addext", "subjectAltName=\(name)",
        ])
        try authorise([
            "-batch", "-notext", "-in", path + ".csr", "-out", path, "-startdate", Self.time(start),
            "-enddate", Self.time(end),
        ])
        return path
    }

    /// Path of a new certificate and, behind it, that of the authority that issued it, itself issued by the root.
    func issueThroughIntermediate() throws -> String {
        let path = folder + "/" + UUID().uuidString
        try sign(
            "MIDDLE", "basicConstraints=critical,CA:TRUE", by: (authority, folder + "/ca.key"), to: path + ".middle")
        try sign("leaf", "subjectAltName=IP:127.0.0.1", by: (path + ".middle", key), to: path)
        try Data(try contents(path) + contents(path + ".middle")).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Puts a certificate on the lists made from now on.
    func revoke(_ certificate: String) throws {
        try authorise(["-revoke", certificate])
    }

    /// Path of a new revocation list; times in days from now.
    func revocationList(from start: Double = -1, to end: Double = 5) throws -> String {
        let path = folder + "/" + UUID().uuidString
        try authorise([
            "-gencrl", "-out", path, "-crl_lastupdate", Self.time(start), "-crl_nextupdate", Self.time(end),
        ])
        return path
    }

    static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(command: arguments.first ?? "") }
    }

    private func sign(
        _ name: String, _ detail: String, by issuer: (certificate: String, key: String), to path: String
    ) throws {
        try Self.openssl(["req", "-new", "-key", key, "-out", path + ".csr", "-subj", "/CN=\(name)", "-addext", detail])
        try Self.openssl([
            "x509", "-req", "-in", path + ".csr", "-out", path, "-CA", issuer.certificate, "-CAkey", issuer.key,
            "-copy_extensions", "copy", "-days", "5", "-CAserial", path + ".serial", "-CAcreateserial",
        ])
    }

    private func authorise(_ arguments: [String]) throws {
        try turn.withLock { _ in
            try Self.openssl(
                ["ca", "-config", folder + "/ca.cnf", "-cert", authority, "-keyfile", folder + "/ca.key"] + arguments)
        }
    }

    private static func time(_ days: Double) -> String {
        let date = Date(timeIntervalSinceNow: days * 86_400)
        return date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted)).replacing("T", with: "")
    }

    struct Failure: Error {
        let command: String
    }
}

/// The bytes of a file.
func contents(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}
