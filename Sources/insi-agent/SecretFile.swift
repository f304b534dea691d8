import FoundationEssentials
import Glibc

/// A file that holds one secret: a passphrase, a password. Nobody but its owner may read it.
enum SecretFile {
    /// The bytes without the line end; the caller wipes them. A file that others may read stops the start.
    static func read(_ path: String) throws(ConfigurationFault) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ConfigurationFault("\(path) : ce secret ne peut pas être lu.") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & foreign(path) == 0 else {
            throw ConfigurationFault(
                "\(path) : d'autres utilisateurs peuvent lire ce secret ; « chmod 600 » est nécessaire.")
        }
        var bytes = [UInt8](repeating: 0, count: 1025)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0, count <= 1024 else {
            wipe(&bytes)
            throw ConfigurationFault("\(path) : un secret de 1024 octets au plus est attendu.")
        }
        let secret = Array(bytes[..<count].reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
        wipe(&bytes)
        return secret
    }

    /// The permissions that nobody may have: what the service manager hands over may be readable by a group of its own (an
    /// access list shows as the group's rights).
    private static func foreign(_ path: String) -> mode_t {
        let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
        return folder.map { path.hasPrefix($0 + "/") } == true ? 0o007 : 0o077
    }

    /// Overwrites a secret that is needed no more.
    static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { bytes in
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
    }
}
