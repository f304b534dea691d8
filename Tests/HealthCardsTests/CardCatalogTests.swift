import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CardCatalogTests {
    static let selectVitale = "00A404000BD25000000256495441 4C45"
    static let vitale: (UInt8, String) = (0, "D2500000025649 54414C45")
    static let cps3: (UInt8, String) = (0, "E828BD080F8025000001FF0010")
    static let contactlessCPx: (UInt8, String) = (0, "E828BD080F8025000001FF0020")
    static let cps4: (UInt8, String) = (1, "8025000001FF0100")
    static let bank: (UInt8, String) = (0, "315041592E5359532E4444463031")
    static let contactlessBank: (UInt8, String) = (0, "325041592E5359532E4444463031")
    static let all = [vitale, cps3, contactlessCPx, cps4, bank, contactlessBank]

    static func kind(_ card: ApplicationCard, _ atr: String) throws -> CardKind {
        do throws(HealthCardError) {
            return try CardCatalog.identify(card, ATR(hex(atr)))
        } catch {
            guard case .unsupportedCard(let kind) = error else { throw error }
            #expect(![.vitale, .cps3, .cps4].contains(kind))
            return kind
        }
    }

    @Test("A listed card with its application is what its ATR says", arguments: ATRCatalogTests.listed)
    func listed(_ atr: String, _ kind: CardKind) throws {
        let applications: [(UInt8, String)] =
            switch kind {
            case .vitale: [Self.vitale]
            case .cps3: [Self.cps3]
            case .cps4: [Self.cps4]
            default: []
            }
        #expect(try Self.kind(ApplicationCard(applications), atr) == kind)
    }

    @Test(
        "A listed card without its application is unknown, or what only its ATR can tell",
        arguments: ATRCatalogTests.listed)
    func pretender(_ atr: String, _ kind: CardKind) throws {
        let card = ApplicationCard([])
        let isReadable = [.vitale, .cps3, .cps4].contains(kind)
        #expect(try Self.kind(card, atr) == (isReadable ? .unknown : kind))
        #expect(card.commands.count <= 5)
    }

    @Test("A card that resembles is unknown, and a stranger is not one of ours", arguments: ATRCatalogTests.strangers)
    func stranger(_ atr: String) throws {
        let card = ApplicationCard([])
        #expect(try Self.kind(card, atr) == .unknown)
        #expect(card.commands.count <= 3)
    }

    @Test("A card with a CPx's ATR is never probed as a Vitale, nor a Vitale as anything else")
    func separation() throws {
        for (atr, kind) in ATRCatalogTests.listed {
            let card = ApplicationCard([])
            _ = try Self.kind(card, atr)
            let asksForVitale = card.commands.contains(hex(Self.selectVitale))
            #expect(asksForVitale == (kind == .vitale))
            if kind == .vitale { #expect(card.commands.count == 1) }
        }
    }

    @Test("A Vitale 1, what resembles it, a CPS2ter and a storage card get no command")
    func silent() throws {
        let atrs = [
            "3F 65 25 00 22 09 69 90 00", "3F 65 25 00 2B 09 EB 90 00", "3F 65 25 00 24 09 6B 90 00",
            "3B 7B 18 00 00 00 31 C0 64 77 E3 03 00 82 90 00",
            "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A",
            "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E", "3F 65 25 08 43 04 6C 90 00",
        ]
        for atr in atrs {
            let card = ApplicationCard(Self.all)
            _ = try Self.kind(card, atr)
            #expect(card.commands.isEmpty, "\(atr)")
        }
    }

    @Test("An ATR that nobody listed is decided by the application")
    func unlisted() throws {
        let atr = "3B 65 00 00 01 02 03 04 05"
        #expect(try Self.kind(ApplicationCard([Self.vitale]), atr) == .vitale)
        #expect(try Self.kind(ApplicationCard([Self.cps3]), atr) == .cps3)
        #expect(try Self.kind(ApplicationCard([Self.bank]), atr) == .bankCard)
        #expect(try Self.kind(ApplicationCard([Self.contactlessBank, Self.contactlessCPx]), atr) == .unknown)
        #expect(try Self.kind(ApplicationCard([Self.vitale, Self.bank]), atr) == .vitale)
        #expect(try Self.kind(ApplicationCard([Self.cps3, Self.bank]), atr) == .cps3)
        let last = ApplicationCard([])
        _ = try Self.kind(last, atr)
        #expect(last.commands.map { ATR(Array($0.suffix(3))).description } == ["41 4C 45", "FF 00 10", "46 30 31"])
    }

    @Test("Which generation a CPx is, its applications tell")
    func generations() throws {
        let ambiguous = "3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00"
        #expect(try Self.kind(ApplicationCard([Self.cps4]), ambiguous) == .cps4)
        #expect(try Self.kind(ApplicationCard([Self.cps3]), ambiguous) == .cps3)
        #expect(try Self.kind(ApplicationCard([Self.cps3, Self.cps4]), ambiguous) == .cps4)
        let third = "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00"
        #expect(try Self.kind(ApplicationCard([Self.cps4]), third) == .cps4)
        #expect(try Self.kind(ApplicationCard([Self.cps3, Self.cps4]), third) == .cps3)
        #expect(try Self.kind(ApplicationCard([Self.bank, Self.vitale]), third) == .unknown)
        #expect(try Self.kind(ApplicationCard([Self.cps3]), "3B 9F 00 00 12 25 00 64 80 05 05 05") == .cps3)
    }

    @Test("A CPS4 that refuses its application is woken as the official library does it, and asked again")
    func awakening() throws {
        let card = ScriptedCard([
            .init("01A4040C 08 8025000001FF0100", "6985", "SELECT CPS4"),
            .init("01A4040C 07 A0000001510000", "9000", "SELECT security domain"),
            .init("00A4040C 08 8025000001FF0002", "9000", "SELECT CPS2ter"),
            .init("01A4040C 08 8025000001FF0100", "9000", "SELECT CPS4"),
        ])
        #expect(try CardCatalog.identify(card, ATR(hex("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44"))) == .cps4)
        #expect(card.complaint == nil)
    }

    @Test("On a contactless reader: a CPx, a bank card, or a telephone")
    func contactless() throws {
        let atr = "3B 85 80 01 11 22 33 44 55 05"
        #expect(try Self.kind(ApplicationCard([Self.contactlessCPx]), atr) == .contactlessCPx)
        #expect(try Self.kind(ApplicationCard([Self.contactlessBank]), atr) == .bankCard)
        #expect(try Self.kind(ApplicationCard([]), atr) == .phone)
        #expect(try Self.kind(ApplicationCard([]), "3B 80 80 01 01") == .phone)
        #expect(try Self.kind(ApplicationCard([Self.vitale]), atr) == .vitale)
    }

    @Test("Any answer but success refuses an application", arguments: ["6A82", "6A86", "6D00", "6E00", "6283", "6999"])
    func refusals(_ status: String) throws {
        let card = ApplicationCard([], refusal: status)
        #expect(try Self.kind(card, "3B 75 13 00 00 47 09 EA 90 00") == .unknown)
    }

    @Test("A fault of a listed card's chip is no refusal, an unlisted card's is")
    func faults() {
        let card = ApplicationCard([], refusal: "6F00")
        #expect(throws: HealthCardError.card(.unexpectedStatus(.cardFailure, during: "SELECT VITALE"))) {
            try CardCatalog.identify(card, ATR(hex("3B 75 13 00 00 47 09 EA 90 00")))
        }
        #expect(throws: HealthCardError.unsupportedCard(.unknown)) {
            try CardCatalog.identify(card, ATR(hex("3B 65 00 00 01 02 03 04 05")))
        }
    }

    @Test(
        "An exchange that fails is an error at each probe, and never an unknown card",
        arguments: [CardError.cardRemoved, .cardReset, .communicationFailed(code: 0x8010_002F), .cardMute])
    func transport(_ error: CardError) {
        let probes = [
            ("00A404000BD2500000025649 54414C45", "SELECT VITALE"),
            ("00A4040C0DE828BD080F8025000001FF0010", "SELECT CPx"),
            ("00A404000E315041592E5359532E4444463031", "SELECT payment"),
        ]
        for position in probes.indices {
            let refused = probes[..<position].map { ScriptedCard.Exchange($0, "6A82", $1) }
            let card = ScriptedCard(refused + [.init(probes[position].0, fails: error, probes[position].1)])
            #expect(throws: HealthCardError.card(error)) {
                try CardCatalog.identify(card, ATR(hex("3B 65 00 00 01 02 03 04 05")))
            }
            #expect(card.complaint == nil)
        }
    }

    @Test("On T=1 only the commands that expect an answer have their Le")
    func expected() throws {
        let card = ApplicationCard([], on: .t1)
        _ = try Self.kind(card, "3B 65 00 00 01 02 03 04 05")
        #expect(card.commands.map(\.count) == [16, 18, 20])
    }

    @Test("Every prefix of a listed ATR, and each of its bytes changed, is recognised or refused")
    func mutations() throws {
        for (text, _) in ATRCatalogTests.listed {
            let atr = hex(text)
            for count in atr.indices {
                _ = try Self.kind(ApplicationCard([]), ATR(Array(atr.prefix(count))).description)
            }
            for index in atr.indices {
                var changed = atr
                changed[index] ^= 0x5A
                let card = ApplicationCard([])
                _ = try Self.kind(card, ATR(changed).description)
                #expect(card.commands.count <= 5)
            }
        }
    }

    @Test("The simulated cards are recognised")
    func simulated() throws {
        let vitale = try VitaleCard(VitaleDescription(bearers: [.policyHolder]))
        #expect(try CardCatalog.identify(SimulatedChannel(vitale), ATR(vitale.atr)) == .vitale)
        let cps = try Simulated.card()
        #expect(try CardCatalog.identify(SimulatedChannel(cps), ATR(cps.atr)) == .cps3)
    }
}
