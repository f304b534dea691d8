import FoundationEssentials
import Glibc

/// Which versions run together on this machine.
enum SystemVersions {
    /// The packages whose behaviour the agent depends on.
    private static let packages = [
        "insi-agent", "pcscd", "libpcsclite1", "libccid", "libcurl4", "libcurl4t64", "libssl3", "libssl3t64",
        "libxml2", "libdmtx0b", "libusb-1.0-0",
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
        let command = "dpkg-query -W -f '${Package} ${Version}\\n' " + packages.joined(separator: " ") + " 2>/dev/null"
        guard let output = unsafe popen(command, "re") else { return [] }
        defer { unsafe pclose(output) }
        var text = [UInt8](repeating: 0, count: 4096)
        let count = unsafe fread(&text, 1, text.count, output)
        return String(decoding: text.prefix(count), as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
