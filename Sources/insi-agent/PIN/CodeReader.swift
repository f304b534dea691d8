import ArgumentParser
import Glibc

/// Codes typed without echo or taken from a pipe, in memory that is locked and that the caller wipes.
struct CodeReader {
    let stdin: Bool

    /// Room for a code of eight digits and one more, so that a code that is too long is refused rather than cut.
    private static let capacity = 9

    /// Asks for one code.
    func code(_ prompt: String) throws -> [UInt8] {
        if stdin { return Self.line(from: 0) }
        guard let digits = try Terminal.withoutEcho(prompt, Self.line) else {
            throw ValidationError("Aucun terminal : utilisez --stdin.")
        }
        return digits
    }

    /// Asks twice for a new code at the terminal; different answers are refused.
    func newCode() throws -> [UInt8] {
        var code = try code("Nouveau code : ")
        guard !stdin else { return code }
        var again = try self.code("Nouveau code, une seconde fois : ")
        defer { Self.wipe(&again) }
        guard code == again else {
            Self.wipe(&code)
            Terminal.complain("Les deux saisies du nouveau code diffèrent ; rien n'a été présenté à la carte.")
            throw ExitCode(2)
        }
        return code
    }

    /// Two codes as the agent takes them.
    static func joined(_ known: [UInt8], _ new: [UInt8]) -> [UInt8] {
        var codes = empty()
        codes += known
        codes.append(0x0A)
        codes += new
        return codes
    }

    /// Overwrites the digits.
    static func wipe(_ digits: inout [UInt8]) {
        unsafe digits.withUnsafeMutableBytes { bytes in
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
    }

    private static func empty() -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * capacity + 1)
        unsafe digits.withUnsafeBytes { bytes in _ = unsafe mlock(bytes.baseAddress, 2 * capacity + 1) }
        return digits
    }

    private static func line(from descriptor: Int32) -> [UInt8] {
        var digits = empty()
        var byte: UInt8 = 0
        while digits.count < capacity, unsafe read(descriptor, &byte, 1) == 1, byte != 0x0A {
            if byte != 0x0D { digits.append(byte) }
        }
        byte = 0
        return digits
    }
}
