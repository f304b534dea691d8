import SmartCard

/// One of the two files of bearer templates: SFI 2 of the root, then SFI 2 of the VITALE application (vitale.md 3.2).
enum VitaleFile {
    case identity
    case matricules

    /// Its name in errors.
    var name: CardFile {
        switch self {
        case .identity: .identity
        case .matricules: .matricules
        }
    }

    /// The bearer templates of the file, in the card's order: all of them, or an error; nil when the card has no such file.
    func read(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> BearerList? {
        let isT0 = channel.transmissionProtocol == .t0
        let file = try HealthCardError.wrapping { () throws(CardError) in
            try TransparentFile.read(channel, shortIdentifier: 2) { bytes, block in
                Self.isComplete(bytes, block, isT0: isT0)
            }
        }
        switch file.refusal {
        case nil, .wrongParameters, .wrongOffset: break
        case .fileNotFound: return nil
        case let status? where status.isProtection: throw .protectedFile(name)
        case let status?: throw .card(.unexpectedStatus(status, during: "READ BINARY \(name.rawValue)"))
        }
        return file.bytes.isEmpty ? nil : try BearerList(file, name)
    }

    /// Nothing more is asked for after padding, nor after whole objects in a small block on T=0, where the card itself told
    /// its size by `6Cxx`. A larger block, and any on T=1, may be all that the card gives at a time (231 bytes on a CPx,
    /// cpx.md 3.1), so one more is asked for lest it ended between two bearers.
    static func isComplete(_ bytes: [UInt8], _ block: Int, isT0: Bool) -> Bool {
        let list = BERTLV.read(bytes)
        return list.isPadded || (!list.isTruncated && isT0 && block < 128)
    }
}
