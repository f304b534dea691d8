import FoundationEssentials
import Glibc

extension ConfigurationReading {
    /// More than any configuration has, in bytes.
    private static let limit = 1 << 20

    /// Reads a file, then every `*.conf` of the folder `FILE.d` in the order of the bytes of their names. The folder may be
    /// absent; a name that begins with a dot is not looked at, and a folder of such a name is a fault.
    public init(file: String) {
        self.init()
        read(file: file, as: "ce fichier de configuration ne peut pas être lu")
        let folder = file + ".d"
        for name in dropIns(of: folder) {
            read(file: folder + "/" + name, as: "ce complément ne peut pas être lu")
        }
    }

    private mutating func read(file: String, as message: String) {
        do throws(OrdinaryFile.Refusal) {
            read(try OrdinaryFile.read(file, limit: Self.limit), from: file)
        } catch {
            add(ConfigurationFault("\(message) (\(error.reason)).", at: .init(file: file)))
        }
    }

    private mutating func dropIns(of folder: String) -> [String] {
        var status = stat()
        guard unsafe lstat(folder, &status) == 0 || errno != ENOENT else { return [] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            add(ConfigurationFault("ce dossier de compléments ne peut pas être lu.", at: .init(file: folder)))
            return []
        }
        return names.filter { $0.hasSuffix(".conf") && !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
