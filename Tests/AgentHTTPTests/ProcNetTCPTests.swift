import Foundation
import NIOCore
import Testing

@testable import AgentHTTP

@Suite("The owner of a loopback connection")
struct ProcNetTCPTests {
    private let table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:3952 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
           1: 0100007F:3952 0100007F:C000 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1
           2: 0200000A:C000 0300000A:3952 01 00000000:00000000 00:00000000 00000000   666        0 3 1 0 20 4 30 10 -1
           3: 0100007F:C000 0100007F:3952 06 00000000:00000000 00:00000000 00000000   555        0 3 1 0 20 4 30 10 -1
           4: 0100007F:C000 0100007F:3952 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
        """

    private let peer: Set = ["0100007F:C000"]
    private let own: Set = ["0100007F:3952"]

    @Test("addresses are spelled as the kernel's tables spell them")
    func spellings() throws {
        let ipv4 = try SocketAddress(ipAddress: "127.0.0.1", port: 0x3952)
        #expect(ProcNetTCP.spellings(of: ipv4) == ["0100007F:3952", "0000000000000000FFFF00000100007F:3952"])
        let ipv6 = try SocketAddress(ipAddress: "::1", port: 80)
        #expect(ProcNetTCP.spellings(of: ipv6) == ["00000000000000000000000001000000:0050"])
    }

    @Test("is the user of the established loopback socket with the peer's port and ours")
    func owner() {
        #expect(ProcNetTCP.owner(in: table, local: peer, remote: own) == 1000)
    }

    @Test("is nobody when no such socket is there")
    func nobody() {
        #expect(ProcNetTCP.owner(in: table, local: ["0100007F:C001"], remote: own) == nil)
        #expect(ProcNetTCP.owner(in: table, local: ["0200007F:C000"], remote: own) == nil, "the same port elsewhere")
        #expect(ProcNetTCP.owner(in: "", local: peer, remote: own) == nil)
    }

    @Test("never traps on a table cut anywhere")
    func prefixes() {
        for count in 0...table.utf8.count {
            _ = ProcNetTCP.owner(
                in: String(decoding: table.utf8.prefix(count), as: UTF8.self), local: peer, remote: own)
        }
    }

    @Test("is read from the kernel's whole table")
    func wholeTable() {
        #expect(ProcNetTCP.read("/proc/net/tcp").hasPrefix("  sl"))
        #expect(ProcNetTCP.read("/nowhere").isEmpty)
    }

    @Test("those who listen are found where they keep us from loopback, on its own or on every address")
    func listeners() {
        #expect(ProcNetTCP.listeners(in: table, port: 0x3952) == [.init(inode: 1, user: 0)])
        #expect(ProcNetTCP.listeners(in: table, port: 0xC000) == [])
        for (address, isInTheWay) in [
            ("00000000", true), ("0200007F", false), ("0200000A", false),
            ("00000000000000000000000000000000", true), ("00000000000000000000000001000000", true),
            ("0000000000000000FFFF00000100007F", true),
        ] {
            let line = "head\n 0: \(address):3952 00000000:0000 0A 0:0 00:0 0 33 0 77 1 0"
            #expect(ProcNetTCP.listeners(in: line, port: 0x3952).map(\.inode) == (isInTheWay ? [77] : []), "\(address)")
        }
    }
}
