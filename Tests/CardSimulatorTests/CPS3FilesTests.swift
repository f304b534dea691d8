import Cryptography
import Testing

@testable import CardSimulator

@Suite("Files of the virtual CPS3")
struct CPS3FilesTests {
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    @Test("the control parameters of EF.ATR and EF.SN are those of a real card")
    func controlParameters() {
        var chip = kit.chip()
        #expect(
            chip.exchange("00 A4 09 04 04 3F00 2F01")
                == hex(
                    "62 25 80 02 00 39 82 01 01 83 02 2F 01 88 01 E8 A1 12 8C 07 7B 45 FF FF FF 45 00 "
                        + "9C 07 7B FF FF FF FF FF 00 8A 01 05 90 00"))
        #expect(chip.send("00 A4 09 04 04 3F00 D003") == "61 27")
        #expect(
            chip.send("00 C0 00 00 27")
                == "62 25 80 02 00 0C 82 01 01 83 02 D0 03 88 01 E0 A1 12 8C 07 7B FF FF FF FF FF 00 "
                + "9C 07 7B FF FF FF FF FF 00 8A 01 05 90 00")
    }

    @Test("the files with published bytes or sizes have them")
    func content() {
        var chip = kit.chip()
        #expect(chip.read("2F01").count == 57)
        #expect(chip.read("2F00").count == 101)
        #expect(
            chip.read("2F00").prefix(52)
                == hex(
                    "61 32 4F 0D E828BD080F8025000001FF0020 50 0A 4350532049415320434C 51 04 3F000002 "
                        + "73 0F 4F 0D E828BD080F8025000001FF0010"))
        #expect(chip.read("D003") == hex("5A 0A 80 25 00 00 01 99 21 48 03 8F"))
        #expect(chip.read("0001 7001").count == 189)
        #expect(chip.read("0001 5032").prefix(3) == hex("30 81 EA"))
        #expect(chip.read("0001 5032").count == 0xEA + 3)
        #expect(chip.read("0001 7005").prefix(4) == hex("30 52 30 34"))
        #expect(chip.read("0001 7005")[84..<88] == hex("30 58 30 3A"))
        #expect(chip.read("0001 7002").prefix(4) == hex("30 50 30 20"))
        #expect(chip.read("0001 7002")[82..<86] == hex("30 4F 30 20"))
        #expect(chip.read("0001 5031") == hex("A806300404027001 A006300404027002 A406300404027005 A706300404027006"))
        #expect(chip.read("0001 D104") == hex("E31D 80058025000001 81052600000001 820180 830420240315 840420270331"))
        #expect(chip.read("0001 D105") == hex("E40B 800116 84064A45414E4E45"))
        #expect(
            chip.read("0001 D106")
                == hex("ED23 800100 810C383939373030303030303031 82010A 840753494D554C4545 8504534D3236"))
        #expect(chip.read("0001 A001") == kit.signature.der)
        #expect(chip.read("0001 A002") == kit.authentication.der)
    }

    @Test("the second real chip serial gets its real check digit")
    func luhn() {
        var holder = ProfessionalDescription()
        holder.chipSerial = "99213845"
        #expect(CPS3Holder.serialNumber(holder) == hex("5A 0A 80 25 00 00 01 99 21 38 45 0F"))
    }

    @Test(
        "each family has its code, and its number in training in tag 83",
        arguments: [
            (ProfessionalDescription.CardType.cps, "80 01 00", "82 01 0A 84"), (.cpf, "80 01 01", "83 01 0A 84"),
            (.cpe, "80 01 02", "84 07 53"), (.cpa, "80 01 03", "83 01 0A 84"),
        ])
    func families(family: ProfessionalDescription.CardType, code: String, number: String) {
        var holder = ProfessionalDescription()
        holder.cardType = family
        let object = hex(CPS3Holder.profession(holder))
        #expect(object.hasPrefix("ED") && object.dropFirst(6).hasPrefix(code))
        #expect(object.dropFirst(6 + 9 + 42).hasPrefix(number))
    }

    @Test("a real card has category 00")
    func realCard() {
        var holder = ProfessionalDescription()
        #expect(hex(CPS3Holder.card(holder)).contains("82 01 80"))
        holder.test = false
        #expect(hex(CPS3Holder.card(holder)).contains("82 01 00"))
    }

    @Test("a card that names nobody has neither name nor given name in its objects")
    func noPerson() {
        var holder = ProfessionalDescription()
        (holder.nominative, holder.nationalId, holder.cardType) = (false, "1990000001/0042", .cpe)
        #expect(hex(CPS3Holder.name(holder)) == "E4 00")
        let object = String(decoding: CPS3Holder.profession(holder), as: UTF8.self)
        #expect(object.contains("1990000001/0042") && !object.contains("SIMULEE"))
    }

    @Test("situations have the files, labels and contents that their indexes say")
    func situations() {
        var holder = ProfessionalDescription()
        holder.situations = [
            .init(name: "PREMIER", structure: "499700000001007", sector: "SA07"), .init(index: 16, mode: 4),
            .init(index: 3, mode: 0, name: "TROISIEME", sector: "SA01"),
        ]
        var chip = kit.chip(holder)
        let table = String(decoding: chip.read("0001 7006"), as: UTF8.self)
        #expect(table.contains("CPS_ACTIVITY_01_PS") && table.contains("CPS_ACTIVITY_16_PS"))
        #expect(table.contains("CPS_ACTIVITY_03_PS") && !table.contains("CPS_ACTIVITY_02_PS"))
        #expect(chip.read("0001 D12F") == hex("69 82"))
        #expect(hex(chip.read("0001 D121")).hasSuffix("6A 82"))
        _ = chip.send("00 20 00 01 08 31323334FFFFFFFF")
        #expect(chip.read("0001 D12F") == hex("EE 03 80 01 04"))
        #expect(chip.read("0001 D122") == hex("EE 14 80 01 00 84 09") + Array("TROISIEME".utf8) + hex("86 04 53413031"))
    }

    @Test("unknown tags stand before and behind the known ones")
    func extraTags() {
        var holder = ProfessionalDescription()
        holder.extraTags = true
        #expect(
            CPS3Holder.name(holder)
                == hex("E4 1A 8E024142 800116 84064A45414E4E45 9F2A024344 AA04 84024546"))
    }

    @Test("the table of codes announces the lengths and the padding of the card")
    func codes() {
        var holder = ProfessionalDescription()
        (holder.pinMinimum, holder.pinMaximum, holder.padding) = (5, 8, 0x00)
        #expect(hex(CPS3Objects.codes(holder)).contains("02 01 05 02 01 08 02 01 08 80 01 01 04 01 00"))
    }

    @Test(
        "selections are answered as by a real card",
        arguments: [
            ("00 A4 09 0C 04 3F00 0001", "90 00"), ("00 A4 09 0C 02 3F00", "90 00"), ("00 A4 00 0C 02 3F00", "90 00"),
            ("00 A4 04 0C 0D E828BD080F8025000001FF0010", "90 00"), ("00 A4 04 00 08 80250000 01FF0100", "90 00"),
            ("00 A4 04 00 0D E828BD080F8025000001FF0010", "6A 86"), ("00 A4 02 00 02 2F00", "6A 86"),
            ("00 A4 02 0C 02 2F00", "90 00"), ("00 A4 08 0C 04 0001 5031", "90 00"),
            ("00 A4 09 04 04 3F00 D010", "6A 82"), ("00 A4 09 04 04 3F00 0002", "6A 82"),
            ("00 A4 02 0C 02 3F00", "90 00"), ("00 A4 02 0C 01 3F", "6A 82"), ("00 A4 02 0C 02 A001", "6A 82"),
            ("00 A4 04 0C 0D E828BD080F8025000001FF0020", "6A 82"),
            ("00 A4 09 04 03 3F0000", "6A 82"), ("00 A4 09 04 08 3F00 0001 5031 0000", "6A 82"),
            ("00 A4 09 04 06 3F00 5031 0001", "6A 82"), ("00 A4 09 04 04 3F00 2F01 00", "67 00"),
            ("00 A4 09 04", "67 00"), ("00 A4 03 0C 02 3F00", "6A 86"), ("80 A4 00 00 02 3F00", "6E 00"),
            ("10 A4 09 0C 02 3F00", "68 84"), ("00 D6 00 00 01 00", "6D 00"),
        ])
    func select(command: String, status: String) {
        var chip = kit.chip()
        #expect(chip.send(command) == status)
    }

    @Test("a path that does not begin with 3F00 starts at the current directory")
    func relative() {
        var chip = kit.chip()
        #expect(chip.send("00 A4 09 0C 02 2F00") == "90 00")
        #expect(chip.send("00 A4 09 0C 04 3F00 0001") == "90 00")
        #expect(chip.send("00 A4 09 0C 02 2F00") == "6A 82")
        #expect(chip.send("00 A4 02 0C 02 A001") == "90 00")
    }

    @Test("a read gives E7 bytes at most; the rest waits, and is told by 61xx")
    func chunks() {
        var chip = kit.chip()
        _ = chip.send("00 A4 09 0C 06 3F00 0001 A001")
        let first = chip.respond(to: hex("00 B0 00 00 00"))
        #expect(first == kit.signature.der[..<0xE7] + hex("61 19"))
        #expect(chip.respond(to: hex("00 C0 00 00 19")) == kit.signature.der[0xE7..<256] + hex("90 00"))
        #expect(chip.send("00 B0 7F 00 01") == "6B 00")
    }

    @Test("SFI reads find EF.ATR, EF.DIR and EF.SN in the root only")
    func shortIdentifiers() {
        var chip = kit.chip()
        #expect(chip.send("00 B0 9C 00 C0") == "6C 0C")
        #expect(chip.send("00 B0 9C 00 0C") == "5A 0A 80 25 00 00 01 99 21 48 03 8F 90 00")
        #expect(chip.send("00 B0 9D 00 02") == "80 43 90 00")
        #expect(chip.send("00 B0 9E 00 01") == "61 90 00")
        #expect(chip.send("00 B0 80 00 01") == "6A 86")
        _ = chip.send("00 A4 09 0C 04 3F00 0001")
        #expect(chip.send("00 B0 9C 00 0C") == "6A 82")
        #expect(chip.send("00 B0 00 00 01") == "69 86")
    }

    @Test("the activity can be read after the PIN only, and no longer after a reset")
    func protected() {
        var chip = kit.chip()
        _ = chip.send("00 A4 09 0C 06 3F00 0001 D120")
        #expect(chip.send("00 B0 00 00 02") == "69 82")
        _ = chip.send("00 20 00 01 08 31323334FFFFFFFF")
        #expect(chip.send("00 B0 00 00 02") == "EE 2A 90 00")
        chip.reset()
        _ = chip.send("00 A4 09 0C 06 3F00 0001 D120")
        #expect(chip.send("00 B0 00 00 02") == "69 82")
    }

    @Test(
        "security data objects answer where they live",
        arguments: [
            (
                "3F00", "0A 4D08 7006 BF8101 02 A080",
                "70 16 BF 81 01 12 A0 10 9A 01 03 9B 01 03 A1 08 8C 06 F3 00 00 13 FF 00 90 00"
            ),
            (
                "3F00", "0A 4D08 7006 BF8102 02 A080",
                "70 1A BF 81 02 16 A0 14 9A 01 0A 9B 01 0A 9D 02 00 64 A1 08 8C 06 F3 FF 00 FF FF 00 90 00"
            ),
            ("3F00", "0B 4D09 7007 BF8101 03 7F4180", "6A 80"),
            ("3F00", "0A 4D08 7006 BFFB05 02 7B80", "90 00"),
            ("3F00", "0A 4D08 7006 BF9001 02 A080", "6A 88"),
            ("3F00", "0A 4D08 7006 BF8103 02 A080", "6A 88"),
            ("3F00", "0A 4D08 7006 BF8101 03 A080", "6A 80"),
            (
                "3F00 0001", "0A 4D08 7006 BF9001 02 A080",
                "70 15 BF 90 01 11 A0 0F 80 02 01 00 A1 09 8C 07 7B 11 FF FF FF FF 00 90 00"
            ),
            (
                "3F00 0001", "0A 4D08 7006 BF9002 02 A080",
                "70 15 BF 90 02 11 A0 0F 80 02 01 00 A1 09 8C 07 7B FF 11 11 FF FF 00 90 00"
            ),
            ("3F00 0001", "0B 4D09 7007 BF9002 03 7F4880", "6A 80"),
            ("3F00 0001", "0A 4D08 7006 BFFB05 02 7B80", "6A 88"),
            ("3F00 0001", "0A 4D08 7006 BF8101 02 A080", "6A 88"),
        ])
    func securityObjects(path: String, request: String, answer: String) {
        var chip = kit.chip()
        _ = chip.send("00 A4 09 0C 0" + "\(hex(path).count)" + path)
        #expect(hex(chip.exchange("00 CB 3F FF" + request)) == answer)
    }
}
