import SmartCard
import SmartCardTestKit
import Synchronization

/// A card made of applications with files, on T=1, as the card's own table describes it (vitale.md 3.6).
final class TreeCard: CardChannel {
    struct Directory {
        var name: [UInt8]
        var files: [[UInt8]: [UInt8]] = [:]
        var shortIdentifier2: [UInt8]?
    }

    static let root = hex("D25000000 24D465F564954414C45")
    static let vitale = hex("D2500000025649 54414C45")

    let transmissionProtocol = TransmissionProtocol.t1
    private let directories: [Directory]
    private let refusesRoot: Bool
    private let protected: Set<[UInt8]>
    private let state = Mutex<(directory: Int?, file: [UInt8]?, isProtected: Bool, count: Int)>((nil, nil, false, 0))

    /// `protected` holds the identifiers of files that can be selected and not read.
    init(_ directories: [Directory], refusesRoot: Bool = false, protected: Set<[UInt8]> = []) {
        self.directories = directories
        self.refusesRoot = refusesRoot
        self.protected = protected
    }

    /// The table of vitale.md 3.6 for these directories; the first file of each is the table itself if it is `2001`.
    static func pointers(_ directories: [Directory], fileName: String = "EFSYN1  ") -> [UInt8] {
        let applications = directories.enumerated().flatMap { index, directory in
            tlv(0x82, [0x00, UInt8(index + 1), 0x00, 0x00] + directory.name)
        }
        let files = directories.enumerated().flatMap { index, directory in
            directory.files.keys.sorted { $0.lexicographicallyPrecedes($1) }.filter { $0 != [0x20, 0x01] }
                .flatMap { tlv(0x80, Array(fileName.utf8) + [0x00, UInt8(index + 1)] + $0) }
        }
        return tlv(0xE0, tlv(0xA0, applications) + files)
    }

    static func tlv(_ tag: UInt8, _ value: [UInt8]) -> [UInt8] {
        let size = value.count
        return [tag] + (size < 0x80 ? [UInt8(size)] : [0x82, UInt8(size >> 8), UInt8(size & 0xFF)]) + value
    }

    /// How many commands it got.
    var count: Int { state.withLock { $0.count } }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        return state.withLock { state in
            state.count += 1
            guard bytes[0] == 0 else { return hex("6E00") }
            guard bytes[1] == 0xB0 else {
                let name = Array(bytes.dropFirst(5).prefix(Int(bytes[4])))
                guard select(bytes[2], name, &state.directory, &state.file) else { return hex("6A82") }
                state.isProtected = bytes[2] == 0x02 && protected.contains(name)
                return hex("6F028400 9000")
            }
            if bytes[2] & 0x80 != 0 { state.file = state.directory.flatMap { directories[$0].shortIdentifier2 } }
            guard let file = state.file else { return hex("6A82") }
            guard !state.isProtected else { return hex("6982") }
            let offset = bytes[2] & 0x80 != 0 ? Int(bytes[3]) : Int(bytes[2]) << 8 | Int(bytes[3])
            guard offset < file.count else { return hex("6B00") }
            return file[offset...].prefix(256) + [0x90, 0x00]
        }
    }

    private func select(_ p1: UInt8, _ name: [UInt8], _ directory: inout Int?, _ file: inout [UInt8]?) -> Bool {
        switch p1 {
        case 0x02:
            guard let found = directory.flatMap({ directories[$0].files[name] }) else { return false }
            file = found
        case 0x04:
            guard name != Self.root || !refusesRoot, let found = directories.firstIndex(where: { $0.name == name })
            else { return false }
            (directory, file) = (found, nil)
        default:
            guard !refusesRoot, let found = directories.firstIndex(where: { $0.name == Self.root }) else {
                return false
            }
            (directory, file) = (found, nil)
        }
        return true
    }
}
