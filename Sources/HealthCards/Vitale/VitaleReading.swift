public import SmartCard

/// Reads the free identity files of a Vitale 2 card, without PIN nor professional card ("recipe R", vitale.md 3.2).
public enum VitaleReading {
    /// Four commands for a family that fits into 256 bytes, plus what T=0 forces.
    ///
    /// Names, birth dates and matricules are taken from whichever of the two files holds them; a card that has them in
    /// neither is searched by its own table of files. Throws `unsupportedCard` when the VITALE application cannot be
    /// selected, `fileMissing`, `protectedFile`, `unreadable` when anything is cut, oversized, malformed or contradictory (a
    /// family read in part is never given), `card` when the exchange failed or the chip reports a fault.
    public static func read(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> VitaleContent {
        let refusal = try selectRoot(channel)
        let identity = refusal == nil ? try VitaleFile.identity.read(channel) : nil
        try selectApplication(channel)
        let matricules = try VitaleFile.matricules.read(channel)
        let lists = [identity, matricules].compactMap { $0 }
        if let bearers = try BearerList.merge(lists), bearers.contains(where: { $0[0x93] != nil }) {
            return try content(bearers, lists)
        }
        let found = lists + (try VitaleSearch.run(channel))
        guard let bearers = try BearerList.merge(found) else {
            if let refusal { throw .card(.unexpectedStatus(refusal, during: "SELECT MF")) }
            throw identity == nil ? .fileMissing(.identity) : .unreadable(field: CardFile.identity.rawValue)
        }
        guard matricules != nil || bearers.contains(where: { $0[0x93] != nil }) else { throw .fileMissing(.matricules) }
        return try content(bearers, found)
    }

    private static func content(
        _ bearers: [BearerList.Fields], _ lists: [BearerList]
    ) throws(HealthCardError) -> VitaleContent {
        let corrupted = lists.map(\.file).filter(\.isPossiblyCorrupted)
        return try VitaleContent(bearers, possiblyCorrupted: corrupted.map(\.name))
    }

    /// The published way first, then by name, then without template: both fallbacks are inferences (vitale.md 3.2).
    static let rootSelections = [
        CommandAPDU(0x00, 0xA4, 0x00, 0x00, data: [0x3F, 0x00]),
        CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: [0xD2, 0x50, 0x00, 0x00, 0x02] + Array("MF_VITALE".utf8)),
        CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: [0x3F, 0x00]),
    ]

    /// The last refusal when every way is refused, nil when the root is selected.
    private static func selectRoot(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> StatusWord? {
        var refusal: StatusWord?
        for selection in rootSelections {
            let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(selection) }
            if answer.status == .success { return nil }
            guard !answer.status.isFault else { throw .card(.unexpectedStatus(answer.status, during: "SELECT MF")) }
            refusal = answer.status
        }
        return refusal
    }

    private static func selectApplication(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) {
        let answer = try HealthCardError.wrapping { () throws(CardError) in
            try channel.send(CardCatalog.vitaleApplication)
        }
        guard !answer.status.isFault else { throw .card(.unexpectedStatus(answer.status, during: "SELECT VITALE")) }
        guard answer.status == .success else { throw .unsupportedCard(.unknown) }
    }
}
