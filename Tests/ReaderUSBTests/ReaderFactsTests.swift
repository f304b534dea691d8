import SmartCard
import Testing

@testable import ReaderUSB

@Suite struct ReaderFactsTests {
    private static func facts(_ edit: (inout ReaderFacts) -> Void = { _ in }) -> USBReaderObstacle {
        var facts = ReaderFacts()
        facts.hasDriver = true
        facts.isAuthorised = true
        facts.interfaces = [.init(number: 0, classCode: 0x0B)]
        facts.node = DeviceNode(owner: 0, group: 0, mode: 0o664)
        facts.service = ServiceUser(user: 0, groups: [0])
        edit(&facts)
        return facts.obstacle
    }

    @Test("Where nothing is in the way, pcscd did not take it")
    func nothing() {
        #expect(Self.facts() == .notTaken(isClaimed: false))
        #expect(Self.facts { $0.interfaces[0].driver = "usbfs" } == .notTaken(isClaimed: true))
        #expect(ReaderFacts().obstacle == .notTaken(isClaimed: false))
    }

    @Test("The first cause is told, not what follows from it")
    func order() {
        let terminal = KnownReaders.find(USBIdentifier(0x0B00, 0x0090))
        let node = DeviceNode(owner: 0, group: 0, mode: 0)
        func all(_ without: Int) -> USBReaderObstacle {
            Self.facts { facts in
                if without < 1 { facts.known = terminal }
                if without < 2 { facts.isAuthorised = false }
                if without < 3 { facts.hasDriver = false }
                if without < 4 { facts.interfaces[0].driver = "cdc_acm" }
                if without < 5 { facts.node = node }
                if without < 6 { facts.holders = [DeviceHolder(pid: 7, name: "VirtualBox")] }
                if without == 0 { facts.hasDriver = nil }
            }
        }
        #expect(
            (0...6).map(all) == [
                .notPCSC, .notAuthorised, .noDriver, .heldByDriver(name: "cdc_acm"), .noPermission(node),
                .heldByProgram(name: "VirtualBox", pid: 7), .notTaken(isClaimed: false),
            ])
    }

    @Test("A terminal that the maker's driver takes is a reader like any other")
    func driven() {
        #expect(
            Self.facts { $0.known = KnownReaders.find(USBIdentifier(0x0B00, 0x0090)) } == .notTaken(isClaimed: false))
    }

    @Test("A node is closed to pcscd by its owner, its group or everybody's bits, and to nobody who is root")
    func nodes() {
        let service = ServiceUser(user: 120, groups: [120, 46])
        func isClosed(_ owner: UInt32, _ group: UInt32, _ mode: UInt16, _ service: ServiceUser?) -> Bool {
            let node = DeviceNode(owner: owner, group: group, mode: mode)
            let obstacle = Self.facts { ($0.node, $0.service) = (node, service) }
            return obstacle == .noPermission(node)
        }
        #expect(isClosed(0, 0, 0o664, service))
        #expect(!isClosed(0, 46, 0o660, service))
        #expect(isClosed(0, 46, 0o640, service))
        #expect(!isClosed(120, 0, 0o600, service))
        #expect(isClosed(120, 46, 0o066, service))
        #expect(!isClosed(0, 0, 0o666, service))
        #expect(!isClosed(0, 0, 0o600, ServiceUser(user: 0, groups: [])))
        #expect(!isClosed(0, 0, 0o600, nil))
        #expect(isClosed(0, 0, 0o000, ServiceUser(user: 0, groups: [])))
        #expect(DeviceNode(owner: 0, group: 46, mode: 0o060).description == "0:46 060")
    }

    @Test("That pcscd itself has the device open is not another program's doing")
    func holders() {
        let (service, other) = (DeviceHolder(pid: 3, name: "pcscd"), DeviceHolder(pid: 9, name: "adb"))
        #expect(Self.facts { $0.holders = [service] } == .notTaken(isClaimed: false))
        #expect(Self.facts { $0.holders = [other, service] } == .notTaken(isClaimed: false))
        #expect(Self.facts { $0.holders = [other] } == .heldByProgram(name: "adb", pid: 9))
    }
}
