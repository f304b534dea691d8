import CardSimulator
import SmartCard
import Testing

@testable import PCSC

extension RealServiceTests {
    @Suite(.serialized) struct ReaderMonitorTests {
        static let alpha = PCSCHarness.alpha
        static let beta = PCSCHarness.beta

        @Test("Readers, an insertion and a removal are reported in order, then the stream ends on stop")
        func life() async throws {
            let harness = try PCSCHarness()
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            let log = EventLog(monitor.events())
            try await Self.expectReaders(log)
            let card = CountingCard()
            try harness.slotAlpha.insert(card)
            let inserted = await log.next()
            #expect(inserted == .cardInserted(CardInsertion(reader: Self.alpha, counter: 1, atr: ATR(card.atr))))
            harness.slotAlpha.remove()
            #expect(await log.next() == .cardRemoved(Self.alpha))
            monitor.stop()
            #expect(await log.next() == nil)
            #expect(await EventLog(monitor.events()).next() == nil)
        }

        @Test("A card that was there before is reported")
        func before() async throws {
            let harness = try PCSCHarness()
            defer { harness.stop() }
            try harness.slotBeta.insert(CountingCard())
            let monitor = ReaderMonitor()
            defer { monitor.stop() }
            #expect(await EventLog(monitor.events()).insertion()?.reader == Self.beta)
        }

        @Test("A card swapped is another insertion")
        func swap() async throws {
            let harness = try PCSCHarness()
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            defer { monitor.stop() }
            let log = EventLog(monitor.events())
            try await Self.expectReaders(log)
            try harness.slotAlpha.insert(CountingCard())
            let first = try #require(await log.insertion())
            harness.slotAlpha.remove()
            try harness.slotAlpha.insert(CountingCard())
            #expect(await log.next() == .cardRemoved(Self.alpha))
            let second = try #require(await log.insertion())
            #expect(second.counter != first.counter)
            #expect(second.atr == first.atr)
        }

        @Test("The event counter does not move when others connect, transact or reset")
        func counter() async throws {
            let harness = try PCSCHarness()
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            defer { monitor.stop() }
            let log = EventLog(monitor.events())
            try harness.slotAlpha.insert(CountingCard())
            let inserted = try #require(await log.insertion())
            do {
                let other = try Card(in: Self.alpha, Context())
                let errand = Errand<Int>()
                do { _ = try other.begin(ending: .reset, for: errand) }
                #expect(try other.status(of: Self.alpha).insertion == inserted)
            }
            #expect(try Context().status(of: Self.alpha).insertion == inserted)
        }

        @Test("A service that is absent is said to be so once, and found when it comes")
        func absent() async throws {
            let harness = try PCSCHarness(started: false)
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            defer { monitor.stop() }
            let log = EventLog(monitor.events())
            #expect(await log.next() == .serviceUnavailable(code: ResultCode.noService.rawValue))
            try harness.start()
            try await Self.expectReaders(log)
        }

        @Test("A service that crashes takes its readers with it, and everything comes back with the next one")
        func crash() async throws {
            let harness = try PCSCHarness()
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            defer { monitor.stop() }
            let log = EventLog(monitor.events())
            try await Self.expectReaders(log)
            try harness.slotAlpha.insert(CountingCard())
            #expect(await log.insertion() != nil)
            harness.kill()
            #expect(
                Set(await log.next(2).map { "\($0 as Any)" })
                    == Set(
                        [
                            ReaderEvent.readerRemoved(Self.alpha), .readerRemoved(Self.beta),
                        ].map { "\(Optional($0) as Any)" }))
            guard case .serviceUnavailable = await log.next() else {
                Issue.record("the service's end was not reported")
                return
            }
            harness.slotAlpha.remove()
            try harness.start()
            try await Self.expectReaders(log)
            try harness.slotAlpha.insert(CountingCard())
            #expect(await log.insertion()?.reader == Self.alpha)
        }

        @Test("A monitor is stopped while it waits for the service, and before it starts")
        func stopping() async throws {
            let harness = try PCSCHarness(started: false)
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            let log = EventLog(monitor.events())
            #expect(await log.next() != nil)
            monitor.stop()
            #expect(await log.next() == nil)
            let early = ReaderMonitor()
            early.stop()
            #expect(await EventLog(early.events()).next() == nil)
        }

        /// A service that answers, then both readers in any order of arrival.
        static func expectReaders(_ log: EventLog) async throws {
            #expect(await log.next() == .serviceAvailable)
            let readers = await log.next(2).map { event -> String in
                if case .readerAdded(let reader)? = event { reader.name } else { "\(event as Any)" }
            }
            #expect(readers.sorted() == [alpha.name, beta.name])
        }
    }
}
