import Cryptography
import Testing

@testable import CardSimulator

@Suite("Signatures of the virtual CPS3")
struct CPS3SigningTests {
    private static let application = "00 A4 09 0C 04 3F00 0001"
    private static let right = "00 20 00 01 08 31323334FFFFFFFF"
    private static let signatureKey = "00 22 41 B6 06 80 01 42 84 01 81"
    private static let authenticationKey = "00 22 41 A4 06 80 01 02 84 01 82"
    private let kit: CPS3Kit
    private let digest = Digest.sha256(Array("message".utf8))

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    /// A chip with the application selected and the PIN presented.
    private func ready(externalHash: Bool = true) -> CPS3Chip {
        var holder = ProfessionalDescription()
        holder.externalHash = externalHash
        var chip = kit.chip(holder)
        _ = chip.send(Self.application)
        _ = chip.send(Self.right)
        return chip
    }

    @Test("variant A signs a hash made outside, in either order of the template, again and again")
    func externalHash() {
        var chip = ready()
        #expect(chip.send("00 22 41 B6 06 84 01 81 80 01 42") == "90 00")
        for _ in 0..<2 {
            let answer = chip.exchange("00 2A 9E 9A 20" + hex(digest))
            #expect(answer.suffix(2) == [0x90, 0x00])
            #expect(answer.count == 258)
            #expect(kit.keys.signature.publicKey.verify(signature: answer.dropLast(2), sha256: digest))
        }
    }

    @Test("the signature leaves as 61 00, E7 bytes with 61 19, and the rest")
    func transport() {
        var chip = ready()
        _ = chip.send(Self.signatureKey)
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "61 00")
        let first = chip.respond(to: hex("00 C0 00 00 00"))
        #expect(first.count == 0xE7 + 2)
        #expect(first.suffix(2) == [0x61, 0x19])
        #expect(chip.respond(to: hex("00 C0 00 00 19")).count == 0x19 + 2)
    }

    @Test("a card that wants the last block refuses the outside hash by 6A80 and signs variant B", arguments: [6, 64])
    func lastBlock(count: Int) {
        let message = (0..<count).map { UInt8($0) }
        var chip = ready(externalHash: false)
        _ = chip.send(Self.signatureKey)
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "6A 80")
        #expect(chip.send("00 22 41 AA 03 80 01 40") == "90 00")
        #expect(
            chip.send("00 2A 90 A0" + hex([UInt8(count + 4), 0x90, 0x00, 0x80, UInt8(count)] + message)) == "90 00")
        let answer = chip.exchange("00 2A 9E 9A 00")
        #expect(kit.keys.signature.publicKey.verify(signature: answer.dropLast(2), sha256: Digest.sha256(message)))
        #expect(chip.send("00 2A 9E 9A 00") == "69 85")
    }

    @Test("variant B continues from a chaining value and the bits processed")
    func continuedHash() {
        let message = (0..<73).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
        let middle = "EFD29B43 6F63EAF2 44F59895 1FBB7C8F 2A517B27 D2015D29 51958D1B 5D12BF47"
        var chip = ready()
        _ = chip.send("00 22 41 AA 03 80 01 40")
        #expect(chip.send("00 2A 90 A0 35 90 28" + middle + "0000000000000200 80 09" + hex(message[64...])) == "90 00")
        _ = chip.send(Self.signatureKey)
        let answer = chip.exchange("00 2A 9E 9A 00")
        #expect(kit.keys.signature.publicKey.verify(signature: answer.dropLast(2), sha256: Digest.sha256(message)))
    }

    /// The last block of a message of `count` bytes and what stands for the blocks before it: chaining values of
    /// libcrypto's SHA256_Transform and SHA1_Transform over the first 64 bytes.
    private func lastBlock(of message: [UInt8], sha1: Bool) -> [UInt8] {
        let middle256 = "28 EFD29B43 6F63EAF2 44F59895 1FBB7C8F 2A517B27 D2015D29 51958D1B 5D12BF47 0000000000000200"
        let middle1 = "1C 17AA71D1 476E35AE BDF1B780 238DC84F B0BB64C0 0000000000000200"
        let last = message.count > 64 ? message[64...] : message[...]
        let before = message.count > 64 ? hex(sha1 ? middle1 : middle256) : [0x00]
        let template = [0x90] + before + [0x80, UInt8(last.count)] + last
        return hex("00 2A 90 A0") + [UInt8(template.count)] + template
    }

    @Test("variant B signs messages of every length around the block borders, with both hashes")
    func everyLength() async throws {
        var chip = ready(externalHash: false)
        for count in 1...128 {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
            for (hash, signature) in [("40", "42"), ("10", "12")] {
                #expect(chip.send("00 22 41 AA 03 80 01" + hash) == "90 00")
                #expect(chip.respond(to: lastBlock(of: message, sha1: hash == "10")) == hex("90 00"))
                #expect(chip.send("00 22 41 B6 06 80 01" + signature + "84 01 81") == "90 00")
                let answer = chip.exchange("00 2A 9E 9A 00")
                let expected =
                    hash == "40"
                    ? try kit.keys.signature.sign(sha256: Digest.sha256(message))
                    : try kit.keys.signature.sign(sha1: Digest.sha1(message))
                #expect(answer == expected + [0x90, 0x00], "\(count) bytes")
            }
            await Task.yield()
        }
    }

    @Test("a digest of one hash is not signed as one of the other")
    func otherHash() {
        var chip = ready()
        _ = chip.send("00 22 41 AA 03 80 01 10")
        _ = chip.respond(to: lastBlock(of: [1], sha1: true))
        _ = chip.send(Self.signatureKey)
        #expect(chip.send("00 2A 9E 9A 00") == "69 85")
    }

    @Test("SHA-1 signs 20 bytes, and only with its own algorithm reference")
    func sha1() throws {
        var chip = ready()
        _ = chip.send("00 22 41 B6 06 80 01 12 84 01 81")
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "67 00")
        let digest = Digest.sha1([1])
        let answer = chip.exchange("00 2A 9E 9A 14" + hex(digest))
        #expect(answer.dropLast(2) == (try kit.keys.signature.sign(sha1: digest))[...])
    }

    @Test(
        "wrong last blocks are refused",
        arguments: [
            "90 00 80 41" + String(repeating: "41", count: 65), "90 00 80 00", "90 01 00 80 01 41", "80 01 41",
            "90 00 80 02 41",
            "90 28 00000000000000000000000000000000000000000000000000000000000000000000000000000008 80 01 41",
            "90 28 00000000000000000000000000000000000000000000000000000000000000000000000000000000 80 01 41",
        ])
    func wrongLastBlock(data: String) {
        var chip = ready()
        _ = chip.send("00 22 41 AA 03 80 01 40")
        #expect(chip.send("00 2A 90 A0" + hex([UInt8(hex(data).count)]) + data) == "6A 80")
    }

    @Test("without PIN nothing is signed nor deciphered")
    func withoutPIN() {
        var chip = kit.chip()
        _ = chip.send(Self.application)
        #expect(chip.send(Self.signatureKey) == "90 00")
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "69 82")
        #expect(chip.send(Self.authenticationKey) == "90 00")
        #expect(chip.send("00 88 00 00 01 41") == "69 82")
        #expect(chip.send("00 22 41 B8 06 80 01 1A 84 01 82") == "90 00")
        #expect(chip.send("00 2A 80 86 01 81") == "69 82")
    }

    @Test("without its security environment nothing works")
    func withoutEnvironment() {
        var chip = ready()
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "69 85")
        #expect(chip.send("00 2A 90 A0 05 90 00 80 01 41") == "69 85")
        #expect(chip.send("00 88 00 00 01 41") == "69 85")
        #expect(chip.send("00 2A 80 86 01 81") == "69 85")
    }

    @Test("the security environment ends with a selection of the application, not of its files")
    func selectionEndsEnvironment() {
        var chip = ready()
        _ = chip.send(Self.signatureKey)
        _ = chip.send("00 A4 09 0C 06 3F00 0001 A001")
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "61 00")
        _ = chip.send(Self.application)
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "69 85")
        _ = chip.send(Self.signatureKey)
        _ = chip.send("00 A4 09 0C 04 3F00 2F00")
        _ = chip.send("00 A4 09 0C 06 3F00 0001 A001")
        #expect(chip.send("00 2A 9E 9A 20" + hex(digest)) == "69 85")
    }

    @Test(
        "wrong templates are refused",
        arguments: [
            ("00 22 41 B6 06 80 01 42 84 01 82", "6A 88"), ("00 22 41 B6 06 80 01 02 84 01 81", "6A 80"),
            ("00 22 41 A4 06 80 01 02 84 01 81", "6A 88"), ("00 22 41 B6 03 80 01 42", "6A 88"),
            ("00 22 41 B6 09 80 01 42 84 01 81 85 01 00", "6A 80"), ("00 22 41 AA 03 80 01 42", "6A 80"),
            ("00 22 41 B4 03 80 01 42", "6A 86"), ("00 22 81 B6 06 80 01 42 84 01 81", "6A 86"),
            ("00 22 41 B6", "67 00"), ("00 22 41 B6 06 84 01 81 84 01 81", "6A 80"),
        ])
    func wrongTemplates(command: String, status: String) {
        var chip = ready()
        #expect(chip.send(command) == status)
        _ = chip.send("00 A4 09 0C 02 3F00")
        #expect(chip.send(Self.signatureKey) == "6A 88")
    }

    @Test("INTERNAL AUTHENTICATE pads and signs what it is given, 102 bytes at most")
    func internalAuthenticate() {
        var chip = ready()
        _ = chip.send(Self.authenticationKey)
        let digestInfo = "3031300D060960864801650304020105000420" + hex(digest)
        let answer = chip.exchange("00 88 00 00 33" + digestInfo)
        #expect(kit.keys.authentication.publicKey.verify(signature: answer.dropLast(2), sha256: digest))
        #expect(chip.send("00 88 00 00 67" + hex([UInt8](repeating: 1, count: 0x67))) == "67 00")
        #expect(chip.send("00 88 00 00 66" + hex([UInt8](repeating: 1, count: 0x66))) == "61 00")
        #expect(chip.send("00 88 00 01 01 41") == "6A 86")
    }

    @Test("a cryptogram is deciphered from two chained commands")
    func decipher() throws {
        var chip = ready()
        _ = chip.send("00 22 41 B8 06 80 01 1A 84 01 82")
        let cryptogram = [0x81] + (try encrypt(Array("secret".utf8), for: kit.keys.authentication.publicKey))
        #expect(chip.send("10 2A 80 86 FF" + hex(cryptogram[..<255])) == "90 00")
        #expect(chip.exchange("00 2A 80 86 02" + hex(cryptogram[255...])) == Array("secret".utf8) + [0x90, 0x00])
        #expect(chip.send("10 2A 80 86 FF" + hex(cryptogram[..<255])) == "90 00")
        _ = chip.send("00 20 00 01")
        #expect(chip.send("00 2A 80 86 02" + hex(cryptogram[255...])) == "6A 80")
    }

    @Test("no command, cut or changed, traps or gets less than a status word")
    func anyCommand() {
        var chip = ready()
        let commands = [
            Self.signatureKey, "00 22 41 AA 03 80 01 40", "00 2A 90 A0 0A 90 00 80 06 68656C6C6F0A", "00 2A 9E 9A 00",
            Self.application, "00 CB 3F FF 0A 4D08 7006 BF8101 02 A080",
            "00 24 00 01 10 31323334FFFFFFFF 31323334FFFFFFFF",
            "00 2C 00 01 10 3132333435363738 31323334FFFFFFFF", "00 C0 00 00 00", "00 B0 9C 00 0C",
            "00 A4 09 04 06 3F00 0001 A001", "10 2A 80 86 02 8101",
            "00 2A 90 A0 35 90 28 "
                + hex([UInt8](repeating: 0xFF, count: 40)) + "80 09 010203040506070809",
        ].map { hex($0) }
        for command in commands {
            for bytes in mutations(of: command) {
                #expect((2...0xE9).contains(chip.respond(to: bytes).count))
            }
            _ = chip.respond(to: command)
        }
    }
}
