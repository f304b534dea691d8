import Foundation
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

    @Test("is the user of the established loopback socket with the peer's port and ours")
    func owner() {
        #expect(ProcNetTCP.owner(in: table, localPort: 0xC000, remotePort: 0x3952) == 1000)
    }

    @Test("is nobody when no such socket is there")
    func nobody() {
        #expect(ProcNetTCP.owner(in: table, localPort: 0xC001, remotePort: 0x3952) == nil)
        #expect(ProcNetTCP.owner(in: "", localPort: 1, remotePort: 2) == nil)
    }

    @Test("never traps on a table cut anywhere")
    func prefixes() {
        for count in 0...table.utf8.count {
            _ = ProcNetTCP.owner(
                in: String(decoding: table.utf8.prefix(count), as: UTF8.self), localPort: 0xC000, remotePort: 0x3952)
        }
    }

    @Test("is read from the kernel's whole table")
    func wholeTable() {
        #expect(ProcNetTCP.read("/proc/net/tcp").hasPrefix("  sl"))
        #expect(ProcNetTCP.read("/nowhere").isEmpty)
    }
}
