import Glibc
import SmartCard

/// The drivers that pcscd loads for USB devices.
struct DriverFolder: Sendable {
    /// `/usr/lib/pcsc/drivers`, or a test's.
    let path: String

    /// The models that some driver takes, with the name that it gives to the reader. Empty without drivers; nil when the folder
    /// is there but cannot be read.
    func readers() -> [USBIdentifier: String]? {
        guard let names = TextFile.names(in: path) else { return errno == ENOENT ? [:] : nil }
        let plists = names.filter { $0.hasSuffix(".bundle") }.compactMap { bundle in
            TextFile.bytes("\(path)/\(bundle)/Contents/Info.plist", limit: 1 << 20).map(InfoPlist.init)
        }
        return (plists.filter(\.isClassDriver) + plists.filter { !$0.isClassDriver }).reduce(into: [:]) {
            known, plist in
            for reader in plist.readers { known[reader.model] = reader.name }
        }
    }
}
