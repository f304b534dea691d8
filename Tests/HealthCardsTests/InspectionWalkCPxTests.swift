import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct InspectionWalkCPxTests {
    static let secrets = ["QUETZALCOATL", "ZYXWCANARY", "897531864209", "7531864209", "86421357"].map { Array($0.utf8) }

    static func canary(_ holder: inout ProfessionalDescription) {
        holder.givenName = "QUETZALCOATL"
        holder.surname = "ZYXWCANARY"
        holder.nationalId = "897531864209"
        holder.cardNumber = "7531864209"
        holder.chipSerial = "86421357"
    }

    private func check(_ card: any VirtualCard, _ kind: CardKind) throws {
        let channel = SimulatedChannel(card)
        let inspection = try CardInspection.walk(channel, ATR(card.atr))
        #expect(inspection.kind == kind)
        for part in ["EF.SN", "EF.ODF", "EF.TokenInfo", "EF.PrKDF", "EF.CDF", "EF.DODF", "EF.AODF"] {
            #expect(inspection.lines.contains { $0.hasPrefix("READ") && $0.contains(part) && $0.contains(": 9000, ") })
        }
        let certificates = inspection.entries.filter { $0.step.hasPrefix("READ file") && !$0.lines.dropFirst().isEmpty }
        #expect(certificates.count >= 2)
        #expect(inspection.lines.contains { $0.hasSuffix(": 6982") })
        #expect(!inspection.entries.contains { $0.outcome == .givenUp })
        #expect(Canary.leaks(of: Self.secrets, in: inspection) == [])
        let commands = channel.commands()
        #expect(!commands.contains { [0x20, 0x22, 0x24, 0x2A, 0x2C, 0x88].contains($0[1]) })
        #expect(commands.count < 300)
    }

    @Test("A CPS3 is walked by its directories, without PIN, and nothing of its holder shows")
    func third() throws {
        try check(Simulated.card(Self.canary), .cps3)
    }

    @Test("A CPS4 is walked on its own channel, and nothing of its holder shows")
    func fourth() throws {
        try check(Simulated.chipDoc(Self.canary), .cps4)
    }

    @Test(
        "Every prefix of its directories and each of their bytes changed: nothing shows, and the commands are bounded")
    func mutations() async throws {
        let application: [UInt8] = [0x3F, 0x00, 0x00, 0x01]
        let list = application + [0x50, 0x31]
        let directory = application + [0x70, 0x05]
        let label = TreeCard.tlv(0x30, TreeCard.tlv(0x0C, Self.secrets[0]))
        let path = TreeCard.tlv(0x30, TreeCard.tlv(0x30, TreeCard.tlv(0x04, [0xA0, 0x01])))
        let files: [[UInt8]: [UInt8]] = [
            list: TreeCard.tlv(0xA4, TreeCard.tlv(0x30, TreeCard.tlv(0x04, [0x70, 0x05]))),
            directory: TreeCard.tlv(0x30, label + TreeCard.tlv(0xA1, path)),
            application + [0xA0, 0x01]: Self.secrets[1],
        ]
        let atr = ATR(hex("3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00"))
        func check(_ changed: [[UInt8]: [UInt8]]) throws -> CardInspection {
            let card = PathCard(changed)
            let inspection = try CardInspection.walk(card, atr)
            #expect(card.count <= 20)
            #expect(Canary.leaks(of: Self.secrets, in: inspection) == [])
            return inspection
        }
        #expect(try check(files).lines.last == "READ file 1 of directory 1: 9000, 10 bytes without known structure")
        for key in [list, directory] {
            let bytes = try #require(files[key])
            for index in bytes.indices {
                await Task.yield()
                var changed = files
                changed[key] = Array(bytes.prefix(index))
                _ = try check(changed)
                for value in [0x00, 0x04, 0x7F, 0x82, 0xFF, bytes[index] ^ 1] as [UInt8] {
                    changed[key] = bytes
                    changed[key]?[index] = value
                    _ = try check(changed)
                }
            }
        }
    }
}
