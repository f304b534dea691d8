import Cryptography
import Testing

@testable import CardSimulator

@Suite("Channels and files of the virtual CPS4")
struct CPS4ChannelTests {
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    @Test(
        "before ChipDoc is selected channel 1 is closed, and channel 0 knows the volet CPS2ter only",
        arguments: [
            ("01 A4 08 00 02 D003", "68 81"), ("01 20 00 01", "68 81"), ("01 B0 00 00 0C", "68 81"),
            ("11 2A 80 86 01 00", "68 81"), ("02 A4 08 00 02 D003", "68 81"), ("04 B0 00 00 00", "6E 00"),
            ("01 A4 04 0C 07 A0000001510000", "6A 82"), ("01 A4 04 0C 0D E828BD080F8025000001FF0010", "6A 82"),
            ("01 A4 04 00 08 8025000001FF0100", "6A 86"), ("00 A4 04 0C 08 8025000001FF0002", "90 00"),
            ("00 A4 04 0C 08 8025000001FF0100", "6A 82"), ("00 A4 04 0C 0D E828BD080F8025000001FF0010", "6A 82"),
            ("00 A4 09 0C 04 3F000001", "6A 86"), ("00 20 00 01", "6E 00"), ("00 B0 9C 00 0C", "6E 00"),
            ("00 CB 3F FF 0A 4D08 7006 BF8101 02 A080", "6E 00"), ("00 2A 9E 9A 00", "6E 00"),
            ("00 C0 00 00 00", "6E 00"), ("A0 A4 00 00 02 3F00", "9F 07"), ("01 A4 08 00", "68 81"), ("01", "67 00"),
        ])
    func closed(command: String, status: String) {
        var chip = kit.cps4()
        #expect(chip.send(command) == status)
    }

    @Test(
        "once it is open, channel 1 takes the known commands and no others",
        arguments: [
            ("01 A4 08 00 02 0002", "6A 82"), ("01 A4 08 00 02 2F01", "6A 82"), ("01 A4 08 00 02 3F00", "6A 82"),
            ("01 A4 08 00 04 3F000001", "6A 82"), ("01 A4 08 00 01 00", "6A 82"),
            ("01 A4 08 00 06 000150310000", "6A 82"),
            ("01 A4 08 0C 02 0001", "6A 86"), ("01 A4 08 04 02 0001", "6A 86"), ("01 A4 09 04 02 0001", "6A 86"),
            ("01 A4 02 00 02 D003", "6A 86"), ("01 A4 08 00 00", "67 00"), ("01 B0 00 00 01", "69 86"),
            ("01 B0 9C 00 0C", "6A 86"), ("01 CB 3F FF 0A 4D08 7006 BF8101 02 A080", "6D 00"),
            ("01 88 00 00 01 41", "6D 00"), ("11 A4 08 00 02 0001", "68 84"), ("11 2A 9E 9A 01 00", "68 84"),
            ("01 2A 90 A0 05 90 00 80 01 41", "6A 86"), ("00 A4 08 00 02 D003", "6A 86"), ("00 20 00 01", "6E 00"),
        ])
    func opened(command: String, status: String) {
        var chip = kit.cps4()
        #expect(chip.send(CPS4Chip.open) == "90 00")
        #expect(chip.send(command) == status)
    }

    @Test("control parameters come in a template 6F, by GET RESPONSE of class 01 only")
    func controlParameters() {
        var chip = kit.cps4()
        _ = chip.send(CPS4Chip.open)
        #expect(chip.send("01 A4 08 00 02 D003") == "61 26")
        #expect(chip.send("01 C0 00 00 26").hasPrefix("6F 24 80 02 00 0C 82 01 01 83 02 D0 03 88 00 A1"))
        #expect(chip.send("01 B0 00 00 0C") == "5A 0A 80 25 00 00 01 99 21 48 03 8F 90 00")
        #expect(chip.send("01 A4 08 00 02 0001").hasPrefix("61 "))
        #expect(chip.send("00 C0 00 00 10") == "6E 00")
        #expect(chip.send("01 C0 00 00 10") == "69 85")
    }

    @Test("the tables hold the key numbers of a CPS4")
    func tables() {
        var chip = kit.cps4()
        _ = chip.send(CPS4Chip.open)
        #expect(chip.read("2F00") == CPS3Objects.directory)
        #expect(chip.read("0001 5031") == CPS3Objects.objectDirectory)
        #expect(hex(chip.read("0001 5032")).contains(hex(Array("CPS4v1-2600000001".utf8))))
        let keys = hex(chip.read("0001 7002"))
        #expect(
            keys.contains(
                "04 0E E8 28 BD 08 0F 80 25 00 00 01 FF 00 10 10 03 03 06 00 40 01 01 FF 03 02 04 B0 02 01 10"))
        #expect(
            keys.contains("04 0E E8 28 BD 08 0F 80 25 00 00 01 FF 00 10 20 03 02 05 60 01 01 FF 03 02 04 B0 02 01 20"))
        let certificates = hex(chip.read("0001 7005"))
        #expect(certificates.contains("00 01 FF 00 10 10 A1 08 30 06 30 04 04 02 A0 01"))
        #expect(certificates.contains("00 01 FF 00 10 20 A1 08 30 06 30 04 04 02 A0 02"))
        #expect(chip.read("0001 A001") == kit.signature.der)
        #expect(chip.read("0001 A002") == kit.authentication.der)
    }

    @Test("a situation is read after the PIN, until the application is selected again or the power goes")
    func protected() {
        var chip = kit.readyCPS4()
        #expect(chip.read("0001 D120").first == 0xEE)
        _ = chip.send(CPS4Chip.open)
        #expect(chip.read("0001 D120") == hex("69 82"))
        _ = chip.send(CPS4Chip.rightPIN)
        #expect(chip.read("0001 D120").first == 0xEE)
        chip.reset()
        #expect(chip.send("01 A4 08 00 04 0001 D120") == "68 81")
        _ = chip.send(CPS4Chip.open)
        #expect(chip.read("0001 D120") == hex("69 82"))
    }

    @Test("the card has the ATR of production unless the description says another")
    func atr() throws {
        var holder = ProfessionalDescription()
        #expect(try CPS4Card(holder, authority: kit.authority).atr == hex(CPS3Kit.cps4ATRs[0]))
        holder.atr = CPS3Kit.cps4ATRs[2]
        let card = try CPS4Card(holder, authority: kit.authority)
        #expect(card.atr == hex(CPS3Kit.cps4ATRs[2]))
        #expect(card.transmit(hex(CPS4Chip.open)) == hex("90 00"))
        card.power(.reset)
        #expect(card.transmit(hex("01 20 00 01")) == hex("68 81"))
        #expect(card.signatureCertificate != card.authenticationCertificate)
    }

    @Test("no command, cut or changed, traps or gets less than a status word")
    func anyCommand() async {
        for atr in [CPS3Kit.cps4ATRs[0], CPS3Kit.cps4ATRs[2]] {
            var chip = kit.readyCPS4(atr: atr)
            let commands = [
                "01 A4 08 00 04 0001 A001", "01 A4 08 00 04 0001 A001 00", "01 B0 00 00 E7", "01 C0 00 00 00",
                CPS4Chip.open, "01 22 81 B6 04 91 02 28 90", "01 22 41 B8 03 83 01 20", "11 2A 80 86 02 0001",
                "01 2A 80 86 02 0001 00", "01 24 01 01 08 31323334FFFFFFFF", "01 2C 03 81", "A0 A4 00 00 02 3F00",
                "A0 C0 00 00 07", "00 A4 04 0C 08 8025000001FF0002",
            ].map { hex($0) }
            for command in commands {
                for bytes in mutations(of: command) {
                    #expect((2...0xE9).contains(chip.respond(to: bytes).count))
                }
                _ = chip.respond(to: command)
                await Task.yield()
            }
        }
    }
}
