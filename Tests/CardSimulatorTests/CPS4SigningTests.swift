import Cryptography
import Testing

@testable import CardSimulator

@Suite("Signatures of the virtual CPS4")
struct CPS4SigningTests {
    private static let signatureKey = "01 22 81 B6 04 91 02 28 90"
    private static let authenticationKey = "01 22 41 B8 03 83 01 20"
    private let kit: CPS3Kit
    private let digest = Digest.sha256(Array("message".utf8))

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    @Test("openssl accepts what the signature key signs, on both protocols, again and again", arguments: ["", "00"])
    func sha256(le: String) throws {
        var chip = kit.readyCPS4()
        #expect(chip.send(Self.signatureKey) == "90 00")
        for _ in 0..<2 {
            let answer = chip.exchange("01 2A 9E 9A 20" + hex(digest) + le)
            #expect(answer.suffix(2) == [0x90, 0x00])
            #expect(
                try opensslAccepts(
                    answer.dropLast(2), of: digest, "sha256", by: kit.keys.signature.publicKey))
        }
    }

    @Test("openssl accepts a SHA-1 signature; a digest of another length is refused")
    func sha1() throws {
        var chip = kit.readyCPS4()
        #expect(chip.send("01 22 81 B6 04 91 02 0A 90") == "90 00")
        #expect(chip.send("01 2A 9E 9A 20" + hex(digest)) == "67 00")
        #expect(chip.send("01 2A 9E 9A 00") == "67 00")
        let digest = Digest.sha1([1])
        let answer = chip.exchange("01 2A 9E 9A 14" + hex(digest))
        #expect(try opensslAccepts(answer.dropLast(2), of: digest, "sha1", by: kit.keys.signature.publicKey))
    }

    /// PKCS#1 block type 1 around the DigestInfo of the digest.
    private var block: [UInt8] {
        let digestInfo = hex("3031300D060960864801650304020105000420") + digest
        return [0x00, 0x01] + [UInt8](repeating: 0xFF, count: 253 - digestInfo.count) + [0x00] + digestInfo
    }

    @Test(
        "openssl accepts what the authentication key makes of a padded block, on both protocols", arguments: ["", "00"])
    func authentication(le: String) throws {
        var chip = kit.readyCPS4()
        #expect(chip.send(Self.authenticationKey) == "90 00")
        #expect(chip.send("11 2A 80 86 FF" + hex(block.dropLast())) == "90 00")
        let answer = chip.exchange("01 2A 80 86 01" + hex(block.suffix(1)) + le)
        #expect(answer.count == 258)
        #expect(
            try opensslAccepts(answer.dropLast(2), of: digest, "sha256", by: kit.keys.authentication.publicKey))
    }

    @Test("a block that is too short, too long, broken up or not padded is refused")
    func wrongBlocks() {
        var chip = kit.readyCPS4()
        _ = chip.send(Self.authenticationKey)
        #expect(chip.send("01 2A 80 86 01 00") == "67 00")
        _ = chip.send("11 2A 80 86 FF" + hex(block.dropLast()))
        #expect(chip.send("01 2A 80 86 02 0000") == "67 00")
        _ = chip.send("11 2A 80 86 FF" + hex(block.dropLast()))
        _ = chip.send("01 20 00 01")
        #expect(chip.send("01 2A 80 86 01" + hex(block.suffix(1))) == "67 00")
        for wrong in [[0x81] + block.dropLast(), [0x00, 0x02] + block.dropFirst(2)] {
            _ = chip.send("11 2A 80 86 FF" + hex(wrong.dropLast()))
            #expect(chip.send("01 2A 80 86 01" + hex(wrong.suffix(1))) == "6A 80")
        }
    }

    @Test("without PIN or environment nothing is signed")
    func conditions() {
        var chip = kit.readyCPS4()
        #expect(chip.send("01 2A 9E 9A 20" + hex(digest)) == "69 85")
        #expect(chip.send("11 2A 80 86 01 00") == "69 85")
        _ = chip.send(CPS4Chip.open)
        _ = chip.send("01 A4 08 00 02 0001")
        _ = chip.send(Self.signatureKey)
        _ = chip.send(Self.authenticationKey)
        #expect(chip.send("01 2A 9E 9A 20" + hex(digest)) == "69 82")
        #expect(chip.send("11 2A 80 86 01 00") == "69 82")
        _ = chip.send(CPS4Chip.rightPIN)
        #expect(chip.send("01 2A 9E 9A 20" + hex(digest)) == "61 00")
        _ = chip.send("01 A4 08 00 02 0001")
        #expect(chip.send("01 2A 9E 9A 20" + hex(digest)) == "69 85")
    }

    @Test(
        "other templates are refused",
        arguments: [
            ("01 22 81 B6 04 91 02 28 A0", "6A 88"), ("01 22 81 B6 04 91 02 28 10", "6A 88"),
            ("01 22 81 B6 04 91 02 2C 90", "6A 80"), ("01 22 81 B6 04 91 02 42 90", "6A 80"),
            ("01 22 81 B6 03 91 01 28", "6A 80"), ("01 22 81 B6 06 80 01 42 84 01 81", "6A 80"),
            ("01 22 41 B6 06 80 01 42 84 01 81", "6A 86"), ("01 22 81 B6", "67 00"),
            ("01 22 41 B8 03 83 01 10", "6A 88"), ("01 22 41 B8 06 80 01 1A 84 01 82", "6A 80"),
            ("01 22 41 A4 06 80 01 02 84 01 82", "6A 86"),
        ])
    func wrongTemplates(command: String, status: String) {
        var chip = kit.readyCPS4()
        #expect(chip.send(command) == status)
        _ = chip.send("01 A4 08 00 02 D003")
        #expect(chip.send(Self.signatureKey) == "6A 88")
    }
}
