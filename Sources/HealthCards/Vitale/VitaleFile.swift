import SmartCard

/// One of the two files of bearer templates: SFI 2 of the root, then SFI 2 of the VITALE application (vitale.md 3.2).
enum VitaleFile {
    case identity
    case matricules

    /// Caps of vitale.md 3.7.
    private static let maximumBytes = 32 * 1024
    private static let maximumBearers = 64

    private var name: CardFile {
        switch self {
        case .identity: .identity
        case .matricules: .matricules
        }
    }

    /// The objects of each bearer template, in the card's order; all of them or an error.
    func read(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> [[BERTLV]] {
        try bearers(contents(channel))
    }

    /// Reads until the objects are complete: by SFI, then on in the file that this made current.
    private func contents(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> [UInt8] {
        var bytes = try block(channel, CommandAPDU(0x00, 0xB0, 0x82, 0x00, expected: 256)) ?? []
        guard !bytes.isEmpty else { throw .fileMissing(name) }
        while !isComplete(bytes) {
            let high = UInt8(truncatingIfNeeded: bytes.count >> 8)
            let low = UInt8(truncatingIfNeeded: bytes.count)
            let next = try block(channel, CommandAPDU(0x00, 0xB0, high, low, expected: 256)) ?? []
            guard !next.isEmpty else { break }
            bytes += next
            guard bytes.count < Self.maximumBytes else { throw .unreadable(field: name.rawValue) }
        }
        return bytes
    }

    /// Nothing more is asked for after padding, nor after whole objects that do not fill the blocks read.
    private func isComplete(_ bytes: [UInt8]) -> Bool {
        let list = BERTLV.read(bytes)
        return list.isPadded || (!list.isTruncated && !bytes.count.isMultiple(of: 256))
    }

    /// The data of one READ BINARY, or nil when the offset is past the end.
    private func block(
        _ channel: borrowing any CardChannel & ~Copyable, _ command: CommandAPDU
    ) throws(HealthCardError) -> [UInt8]? {
        let response = try HealthCardError.wrapping { () throws(CardError) in try channel.send(command) }
        switch response.status {
        case .success, .endOfFile: return response.data
        case .fileNotFound: throw .fileMissing(name)
        case .wrongParameters, .wrongOffset: return nil
        default: throw .card(.unexpectedStatus(response.status, during: "READ BINARY \(name.rawValue)"))
        }
    }

    private func bearers(_ bytes: [UInt8]) throws(HealthCardError) -> [[BERTLV]] {
        let list = BERTLV.read(bytes)
        let templates = list.objects.filter { $0.tag == 0x65 }.map(\.children)
        guard !list.isTruncated, templates.count <= Self.maximumBearers, !templates.contains(where: \.isTruncated)
        else {
            throw .unreadable(field: name.rawValue)
        }
        return templates.map(\.objects)
    }
}
