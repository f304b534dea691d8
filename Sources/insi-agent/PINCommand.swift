import ArgumentParser
import CLinux
import Glibc

/// `insi-agent pin`: asks for the PIN without echo, or takes it from a pipe, and presents it once.
struct PINCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Saisit le code de la carte de professionnel, sans écho ; il est présenté une seule fois.")

    @OptionGroup var socket: SocketOptions

    @Flag(help: "Lit le code sur l'entrée standard, pour un programme.")
    var stdin = false

    @Flag(help: "Confirme le dernier essai : un code faux bloquerait la carte.")
    var lastTry = false

    func run() throws {
        _ = linux_forbid_dump()
        var digits = try read()
        defer { wipe(&digits) }
        do {
            try present(digits, confirmed: lastTry)
        } catch let refusal as Refusal where refusal.code == "pin.lastTry" && !stdin {
            guard Terminal.confirms("Il ne reste qu'un essai ; un code faux bloquera la carte. Présenter ce code ?")
            else {
                throw refusal.exit()
            }
            do {
                try present(digits, confirmed: true)
            } catch let refusal as Refusal {
                throw refusal.exit()
            }
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }

    private func present(_ digits: [UInt8], confirmed: Bool) throws {
        let headers =
            [("Content-Type", "application/octet-stream")] + (confirmed ? [("Insi-Last-Try", "confirmed")] : [])
        _ = try socket.request("PUT", "/v1/professional/pin", headers: headers, body: digits)
        Terminal.complain("Code accepté.")
    }

    /// At most nine bytes, so that a code that is too long is refused rather than cut.
    private func read() throws -> [UInt8] {
        if stdin { return line(from: 0) }
        guard let digits = try Terminal.withoutEcho("Code de la carte : ", line) else {
            throw ValidationError("Aucun terminal : utilisez --stdin.")
        }
        return digits
    }

    private func line(from descriptor: Int32) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(16)
        unsafe digits.withUnsafeBytes { bytes in _ = unsafe mlock(bytes.baseAddress, 16) }
        var byte: UInt8 = 0
        while digits.count < 9, unsafe Glibc.read(descriptor, &byte, 1) == 1, byte != 0x0A {
            if byte != 0x0D { digits.append(byte) }
        }
        byte = 0
        return digits
    }

    private func wipe(_ digits: inout [UInt8]) {
        unsafe digits.withUnsafeMutableBytes { bytes in
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
    }
}
