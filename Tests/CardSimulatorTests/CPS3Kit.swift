import Cryptography

@testable import CardSimulator

/// Keys and an authority made once for all tests, and chips around them: making keys is the slow part of a card.
struct CPS3Kit {
    static let shared = Result { () throws(CryptoError) in try CPS3Kit() }

    let authority: TestAuthority
    let keys: CPS3Keys
    let signature: Certificate
    let authentication: Certificate

    private init() throws(CryptoError) {
        authority = try TestAuthority()
        keys = try CPS3Keys.generate()
        signature = try authority.certificate(.signature, for: keys.signature.publicKey, .init())
        authentication = try authority.certificate(.authentication, for: keys.authentication.publicKey, .init())
    }

    /// A chip in the state after power-up.
    func chip(_ holder: ProfessionalDescription = .init()) -> CPS3Chip {
        let files = CPS3Files(
            holder, .cps3, signatureCertificate: signature.der, authenticationCertificate: authentication.der)
        return CPS3Chip(holder, files: files, keys: keys)
    }
}

extension CPS3Chip {
    /// One command in hexadecimal, its answer the same.
    mutating func send(_ command: String) -> String { hex(respond(to: hex(command))) }

    /// One command and as many GET RESPONSE as it takes: all data, then the last status.
    mutating func exchange(_ command: String) -> [UInt8] {
        var answer = respond(to: hex(command))
        var data: [UInt8] = []
        while answer.count >= 2, answer[answer.count - 2] == 0x61 {
            data += answer.dropLast(2)
            answer = respond(to: [0x00, 0xC0, 0x00, 0x00, answer[answer.count - 1]])
        }
        return data + answer
    }

    /// Selects a path below the MF and reads the file in parts of E7 bytes at most.
    mutating func read(_ path: String) -> [UInt8] {
        let identifiers = hex("3F 00" + path)
        let parameters = exchange("00 A4 09 04 0" + "\(identifiers.count)" + hex(identifiers))
        guard parameters.count > 6, parameters[2] == 0x80 else { return parameters }
        let size = Int(parameters[4]) << 8 | Int(parameters[5])
        var content: [UInt8] = []
        while content.count < size {
            let count = min(0xE7, size - content.count)
            let offset = [UInt8(content.count >> 8), UInt8(content.count & 0xFF), UInt8(count)]
            let answer = respond(to: [0x00, 0xB0] + offset)
            guard answer.count > 2 else { return answer }
            content += answer.dropLast(2)
        }
        return content
    }
}
