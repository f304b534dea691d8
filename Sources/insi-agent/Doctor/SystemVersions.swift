import FoundationEssentials
import Glibc

/// Which versions run together on this machine.
enum SystemVersions {
    /// The packages whose behaviour the agent depends on.
    private static let packages = [
        "insi-agent", "pcscd", "libpcsclite1", "libccid", "libcurl4", "libssl3", "libxml2", "libdmtx0b", "libusb-1.0-0",
        "polkitd", "systemd",
    ]

    /// One line each: the agent, the kernel, the distribution, the packages.
    static var lines: [String] {
        ["insi-agent \(Version.current)", kernel, distribution] + installed
    }

    private static var kernel: String {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return "noyau inconnu" }
        func text<T>(_ field: T) -> String {
            unsafe withUnsafeBytes(of: field) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return "\(text(name.sysname)) \(text(name.release)) \(text(name.machine))"
    }

    private static var distribution: String {
        let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } } ?? "distribution inconnue"
    }

    /// As dpkg knows them; nothing where the system has no dpkg.
    private static var installed: [String] {
        let status = (try? String(contentsOfFile: "/var/lib/dpkg/status", encoding: .utf8)) ?? ""
        var package: Substring = ""
        var found: [String: Substring] = [:]
        for line in status.split(separator: "\n") {
            if line.hasPrefix("Package: ") { package = line.dropFirst("Package: ".count) }
            if line.hasPrefix("Version: ") { found[String(package)] = line.dropFirst("Version: ".count) }
        }
        return packages.compactMap { name in found[name].map { "\(name) \($0)" } }
    }
}
