import Cryptography
import ToolKit

@testable import CardSimulator

extension CPS3Kit {
    /// Numbers 3, 4 and 5 of cpx.md 1.3.
    static let cps4ATRs = [
        "3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44", "3B 9B 18 80 01 00 12 25 00 64 80 00 04 01 00 90 44",
        "3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00",
    ]

    /// A CPS4 chip in the state after power-up.
    func cps4(_ holder: ProfessionalDescription = .init(), atr: String = cps4ATRs[0]) -> CPS4Chip {
        let files = CPS3Files(
            holder, .cps4, signatureCertificate: signature.der, authenticationCertificate: authentication.der)
        return CPS4Chip(holder, files: files, keys: keys, atr: hex(atr))
    }

    /// A CPS4 chip with channel 1 open, the PIN presented and 0001 selected.
    func readyCPS4(atr: String = cps4ATRs[0]) -> CPS4Chip {
        var chip = cps4(atr: atr)
        for command in [CPS4Chip.open, CPS4Chip.rightPIN, "01 A4 08 00 02 0001"] { _ = chip.send(command) }
        return chip
    }
}

extension CPS4Chip {
    static let open = "01 A4 04 0C 08 80 25 00 00 01 FF 01 00"
    static let rightPIN = "01 20 00 01 08 31323334FFFFFFFF"

    /// One command in hexadecimal, its answer the same.
    mutating func send(_ command: String) -> String { hex(respond(to: hex(command))) }

    /// One command and as many GET RESPONSE as it takes: all data, then the last status.
    mutating func exchange(_ command: String) -> [UInt8] {
        var answer = respond(to: hex(command))
        var data: [UInt8] = []
        while answer.count >= 2, answer[answer.count - 2] == 0x61 {
            data += answer.dropLast(2)
            answer = respond(to: [0x01, 0xC0, 0x00, 0x00, answer[answer.count - 1]])
        }
        return data + answer
    }

    /// Selects a path and reads the file in parts of E7 bytes at most; without size in the FCI, the answer to SELECT.
    mutating func read(_ path: String) -> [UInt8] {
        let parameters = exchange("01 A4 08 00 0" + "\(hex(path).count)" + path)
        guard parameters.count > 6, parameters[0] == 0x6F, parameters[2] == 0x80 else { return parameters }
        let size = Int(parameters[4]) << 8 | Int(parameters[5])
        var content: [UInt8] = []
        while content.count < size {
            let count = min(0xE7, size - content.count)
            let offset = [UInt8(content.count >> 8), UInt8(content.count & 0xFF), UInt8(count)]
            let answer = respond(to: [0x01, 0xB0] + offset)
            guard answer.count > 2 else { return answer }
            content += answer.dropLast(2)
        }
        return content
    }
}

/// Whether the openssl command accepts a PKCS#1 v1.5 signature of a digest: `method` is `sha1` or `sha256`.
func opensslAccepts(
    _ signature: [UInt8], of digest: [UInt8], _ method: String, by key: RSAPublicKey
) throws -> Bool {
    let folder = try ScratchFolder()
    let verdict = try Tool.run(
        "openssl",
        [
            "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
            folder.write(key.subjectPublicKeyInfo, to: "key"), "-in", folder.write(digest, to: "digest"), "-sigfile",
            folder.write(signature, to: "signature"), "-pkeyopt", "digest:\(method)",
        ])
    return verdict.status == 0 && verdict.output.contains("Signature Verified Successfully")
}
