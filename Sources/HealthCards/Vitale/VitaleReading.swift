public import SmartCard

/// Reads the free identity files of a Vitale 2 card, without PIN nor professional card ("recipe R", vitale.md 3.2).
public enum VitaleReading {
    /// Four commands for a family that fits into 256 bytes, plus what T=0 forces.
    ///
    /// Throws `unsupportedCard` when the VITALE application cannot be selected, `fileMissing`, `unreadable` when anything is
    /// cut, oversized or malformed (a family read in part is never given), `card` when the exchange failed.
    public static func read(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> VitaleContent {
        try selectRoot(channel)
        let identities = try VitaleFile.identity.read(channel)
        let selected = try HealthCardError.wrapping { () throws(CardError) in
            try channel.send(CardCatalog.vitaleApplication)
        }
        guard selected.status == .success else { throw .unsupportedCard(.unknown) }
        let matricules = try VitaleFile.matricules.read(channel)
        return try VitaleContent(identities: identities, matricules: matricules)
    }

    /// The published way first, then by name, then without template: both fallbacks are inferences (vitale.md 3.2).
    private static let rootSelections = [
        CommandAPDU(0x00, 0xA4, 0x00, 0x00, data: [0x3F, 0x00]),
        CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: [0xD2, 0x50, 0x00, 0x00, 0x02] + Array("MF_VITALE".utf8)),
        CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: [0x3F, 0x00]),
    ]

    private static func selectRoot(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) {
        var refusal = StatusWord.success
        for selection in rootSelections {
            let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(selection) }
            if answer.status == .success { return }
            refusal = answer.status
        }
        throw .card(.unexpectedStatus(refusal, during: "SELECT MF"))
    }
}
