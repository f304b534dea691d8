import SmartCard

/// Recipe P: the bearer templates wherever the card's own table leads to, for a card that does not have them where they
/// are published to be (vitale.md 3.2, 3.6; weak: no such card is known).
struct VitaleSearch {
    private(set) var lists: [BearerList] = []
    private var bytesRead = 0

    /// What the card's files hold, with the VITALE application selected; empty when the card has no table.
    ///
    /// A file that is missing or protected is passed over. Throws `unreadable` when a file with templates is cut or when
    /// there is more than any family needs, `card` when the exchange failed.
    static func run(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> [BearerList] {
        guard try select(channel, VitalePointers.selection) else { return [] }
        let table = try HealthCardError.wrapping { () throws(CardError) in
            try TransparentFile.read(channel) { bytes, block in block < 256 && !BERTLV.read(bytes).isTruncated }
        }
        guard let pointers = VitalePointers(table.bytes) else { return [] }
        var search = VitaleSearch()
        for application in pointers.applications {
            guard try select(channel, VitalePointers.selection(ofApplication: application.name)) else { continue }
            for file in application.files where try select(channel, VitalePointers.selection(of: file)) {
                try search.read(channel)
            }
        }
        return search.lists
    }

    private static func select(
        _ channel: borrowing any CardChannel & ~Copyable, _ command: CommandAPDU
    ) throws(HealthCardError) -> Bool {
        let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(command) }
        guard !answer.status.isFault else { throw .card(.unexpectedStatus(answer.status, during: "SELECT file")) }
        return answer.status == .success
    }

    /// The current file, no further than its first block if it does not begin with a template.
    private mutating func read(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) {
        let isT0 = channel.transmissionProtocol == .t0
        let file = try HealthCardError.wrapping { () throws(CardError) in
            try TransparentFile.read(channel) { bytes, block in
                bytes.first != 0x65 || VitaleFile.isComplete(bytes, block, isT0: isT0)
            }
        }
        if let status = file.refusal, status.isFault {
            throw .card(.unexpectedStatus(status, during: "READ BINARY bearer file"))
        }
        guard file.bytes.first == 0x65 else { return }
        bytesRead += file.bytes.count
        guard bytesRead <= 2 * TransparentFile.maximumBytes else { throw .unreadable(field: CardFile.bearers.rawValue) }
        lists.append(try BearerList(file, .bearers))
    }
}
