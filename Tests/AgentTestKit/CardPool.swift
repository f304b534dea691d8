import CardSimulator

/// Professional cards that are made once and used by one test after the other: making keys takes long.
///
/// It also bounds how many benches run at the same time, so that deadlines measure the agent and not the machine.
enum CardPool {
    private static let cards = Watched<[CPS3Card]>([])
    private static let places = Watched(3)

    /// Waits for a place on the bench.
    static func enter() async {
        while true {
            _ = await places.wait(for: 600) { $0 > 0 }
            let hasEntered = places.update { free -> Bool in
                guard free > 0 else { return false }
                free -= 1
                return true
            }
            if hasEntered { return }
        }
    }

    /// Gives the place back, and the cards with all their tries.
    static func leave(_ used: [CPS3Card]) {
        for card in used {
            card.power(.on)
            _ = card.transmit([0x00, 0x20, 0x00, 0x01, 0x08, 0x31, 0x32, 0x33, 0x34, 0xFF, 0xFF, 0xFF, 0xFF])
            card.power(.off)
        }
        cards.update { $0 += used }
        places.update { $0 += 1 }
    }

    /// A card of the fictitious professional, PIN 1234.
    static func card() throws -> CPS3Card {
        try cards.update { $0.popLast() } ?? Sample.professionalCard()
    }
}
