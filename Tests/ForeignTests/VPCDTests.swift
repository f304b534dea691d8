import CardSimulator
import Foundation
import Glibc
import Testing
import ToolKit

/// The simulated card behind Debian's own virtual reader: keeps our IFD handler honest with a driver that is not ours.
///
/// vpcd listens on every address, so this runs inside a network namespace, which `.ci/run` makes.
@Suite("Stock vpcd", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct VPCDTests {
    private static let driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"

    @Test("opensc-tool recognises the simulated CPS3 through vpcd")
    func opensc() async throws {
        let folder = try ScratchFolder()
        let entry =
            "FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH \(Self.driver)\nCHANNELID 0x8C7B\n"
        _ = try folder.write(entry.utf8, to: "vpcd")
        let daemon = Process()
        daemon.executableURL = URL(filePath: "/usr/bin/unshare")
        daemon.arguments = [
            "-m", "sh", "-c", #"mkdir -p /run/pcscd && mount --bind "$0" /run/pcscd && exec pcscd -f -c "$0""#,
            folder.path,
        ]
        daemon.standardOutput = FileHandle.nullDevice
        daemon.standardError = FileHandle.nullDevice
        try daemon.run()
        defer {
            kill(daemon.processIdentifier, SIGKILL)
            daemon.waitUntilExit()
        }
        let card = try CPS3Card(ProfessionalDescription(), authority: TestAuthority())
        let slot = try VPCDSlot(card, port: 0x8C7B)
        defer { slot.remove() }
        let deadline = ContinuousClock.now + .seconds(10)
        var verdict: Tool.Outcome
        repeat {
            verdict = try await Tool.run(
                "opensc-tool", ["-n", "--reader", "Virtual PCD 00 00"],
                environment: ["PCSCLITE_CSOCK_NAME": folder.path + "/pcscd.comm"])
        } while verdict.status != 0 && ContinuousClock.now < deadline
        #expect(verdict.status == 0 && verdict.output.contains("IAS-ECC"), "\(verdict.output)")
    }
}

/// A card at the other end of vpcd: it connects to the port, which is insertion, and answers frames of two length bytes and
/// data, where one byte is a power command.
final class VPCDSlot: Sendable {
    private let descriptor: Int32

    init(_ card: any VirtualCard, port: UInt16) throws {
        descriptor = try Self.connect(to: port)
        let descriptor = descriptor
        Thread.detachNewThread {
            while let frame = Self.receive(descriptor) {
                switch frame {
                case [0]: card.power(.off)
                case [1]: card.power(.on)
                case [2]: card.power(.reset)
                case [4]: Self.send(card.atr, descriptor)
                default: Self.send(card.transmit(frame), descriptor)
                }
            }
        }
    }

    func remove() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private static func connect(to port: UInt16) throws -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let deadline = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < deadline {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe Glibc.connect(descriptor, $0, size)
                }
            }
            if code == 0 { return descriptor }
            close(descriptor)
        }
        throw POSIXError(.ECONNREFUSED)
    }

    private static func receive(_ descriptor: Int32) -> [UInt8]? {
        guard let head = read(2, descriptor) else { return nil }
        acknowledgeAtOnce(descriptor)
        return read(Int(head[0]) << 8 | Int(head[1]), descriptor)
    }

    /// vpcd writes length and data apart; without this each command waits 40 ms for the kernel's acknowledgement.
    private static func acknowledgeAtOnce(_ descriptor: Int32) {
        var on: Int32 = 1
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func read(_ count: Int, _ descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = unsafe bytes.withUnsafeMutableBytes {
            unsafe recv(descriptor, $0.baseAddress, count, Int32(MSG_WAITALL))
        }
        return got == count ? bytes : nil
    }

    private static func send(_ bytes: [UInt8], _ descriptor: Int32) {
        let frame = [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
        _ = unsafe frame.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }
}
