import SmartCard
import Testing

@testable import AgentCore

extension USBReader {
    /// A reader that a test plugs in.
    static func sample(
        _ path: String, address: UInt8 = 5, driver: String? = "Gemalto PC Twin Reader",
        _ obstacle: USBReaderObstacle = .notTaken(isClaimed: false)
    ) -> USBReader {
        USBReader(
            model: USBIdentifier(0x08E6, 0x3437), name: "Gemalto PC Twin", bus: 1, address: address, path: path,
            interfaces: [.init(number: 0, classCode: 0x0B)], driverName: driver, obstacle: obstacle)
    }
}

/// Whom to tell of and when to look again, as a table of times.
@Suite struct UnshownReadersTests {
    private static let start = ContinuousClock.now
    private static let running = UnshownReaders.Shown(isServiceAvailable: true)

    private static func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    @Test("A fresh device is given the time that pcscd needs, then told of")
    func grace() {
        var unshown = UnshownReaders()
        let reader = USBReader.sample("1-1")
        unshown.see([reader], Self.running, at: Self.at(0))
        #expect(unshown.told.isEmpty)
        #expect(unshown.deadline == Self.at(1500))
        unshown.see([reader], Self.running, at: Self.at(700))
        #expect(unshown.deadline == Self.at(1500))
        unshown.see([reader], Self.running, at: Self.at(1500))
        #expect(unshown.told == [reader])
        #expect(unshown.deadline == nil)
    }

    @Test("A device that pcscd takes in time is never told of, nor are those that it lets go of at their unplugging")
    func taken() {
        var unshown = UnshownReaders()
        let reader = USBReader.sample("1-1")
        var shown = Self.running
        unshown.see([reader], shown, at: Self.at(0))
        shown.paths = ["1-1"]
        unshown.see([reader], shown, at: Self.at(200))
        #expect(unshown.told.isEmpty && unshown.deadline == nil)
        unshown.see([reader], Self.running, at: Self.at(60_000))
        #expect(unshown.told.isEmpty && unshown.deadline == Self.at(61_500))
        unshown.see([], Self.running, at: Self.at(60_010))
        #expect(unshown.told.isEmpty && unshown.deadline == nil)
    }

    @Test("The same path with another device begins anew")
    func replugged() {
        var unshown = UnshownReaders()
        unshown.see([.sample("1-1", address: 5)], Self.running, at: Self.at(0))
        unshown.see([.sample("1-1", address: 6)], Self.running, at: Self.at(1400))
        unshown.see([.sample("1-1", address: 6)], Self.running, at: Self.at(1500))
        #expect(unshown.told.isEmpty && unshown.deadline == Self.at(2900))
    }

    @Test(
        "What pcscd can never show is told at once, even while it does not run",
        arguments: [USBReaderObstacle.notPCSC, .noDriver, .heldByDriver(name: "cdc_acm"), .notAuthorised])
    func lasting(_ obstacle: USBReaderObstacle) {
        for shown in [Self.running, UnshownReaders.Shown()] {
            var unshown = UnshownReaders()
            unshown.see([.sample("1-1", obstacle)], shown, at: Self.at(0))
            #expect(unshown.told.count == 1 && unshown.deadline == nil)
        }
    }

    @Test("Without pcscd nothing is said of what it would show; its return gives the time again")
    func withoutService() {
        var unshown = UnshownReaders()
        let reader = USBReader.sample("1-1")
        unshown.see([reader], Self.running, at: Self.at(0))
        unshown.see([reader], Self.running, at: Self.at(2000))
        #expect(unshown.told == [reader])
        unshown.see([reader], UnshownReaders.Shown(), at: Self.at(3000))
        #expect(unshown.told.isEmpty && unshown.deadline == nil)
        unshown.see([reader], Self.running, at: Self.at(9000))
        #expect(unshown.told.isEmpty && unshown.deadline == Self.at(10_500))
    }

    @Test("As long as a reader of pcscd is being located nobody new is told of")
    func locating() {
        var unshown = UnshownReaders()
        var shown = Self.running
        unshown.see([.sample("1-1")], shown, at: Self.at(0))
        unshown.see([.sample("1-1")], shown, at: Self.at(1500))
        shown.isSettled = false
        unshown.see([.sample("1-1"), .sample("1-2", address: 6)], shown, at: Self.at(1600))
        unshown.see([.sample("1-1"), .sample("1-2", address: 6)], shown, at: Self.at(3200))
        #expect(unshown.told.map(\.path) == ["1-1"])
        shown.isSettled = true
        unshown.see([.sample("1-1"), .sample("1-2", address: 6)], shown, at: Self.at(3300))
        #expect(unshown.told.map(\.path) == ["1-1", "1-2"])
    }

    @Test("A reader that pcscd shows but that cannot be located is known by its driver's name")
    func unlocated() {
        var unshown = UnshownReaders()
        var shown = Self.running
        shown.unlocated = ["Gemalto PC Twin Reader (AB12) 00 00"]
        let other = USBReader.sample("1-2", driver: "Autre")
        unshown.see([.sample("1-1"), other], shown, at: Self.at(0))
        unshown.see([.sample("1-1"), other], shown, at: Self.at(5000))
        #expect(unshown.told == [other])
    }

    @Test("A cause that changes is told anew, without another wait")
    func changed() {
        var unshown = UnshownReaders()
        unshown.see([.sample("1-1")], Self.running, at: Self.at(0))
        unshown.see([.sample("1-1")], Self.running, at: Self.at(1500))
        let held = USBReader.sample("1-1", .heldByProgram(name: "adb", pid: 9))
        unshown.see([held], Self.running, at: Self.at(1600))
        #expect(unshown.told == [held])
    }
}
