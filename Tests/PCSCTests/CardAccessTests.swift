import CardSimulator
import Dispatch
import SmartCard
import Synchronization
import Testing

@testable import PCSC

extension RealServiceTests {
    @Suite(.serialized) struct CardAccessTests {
        static let alpha = PCSCHarness.alpha
        static let beta = PCSCHarness.beta

        /// Sends a command of four bytes and returns the card's count of commands.
        @Sendable static func count(_ channel: borrowing any CardChannel & ~Copyable) throws(CardError) -> UInt8? {
            try channel.send(CommandAPDU(0x00, 0x01, 0x00, 0x00)).data.first
        }

        /// A pcscd with a card in `Alpha`, watched.
        static func start(_ card: CountingCard) async throws -> (PCSCHarness, EventLog, CardInsertion, ReaderMonitor) {
            let harness = try PCSCHarness()
            let monitor = ReaderMonitor()
            let log = EventLog(monitor.events())
            try await ReaderMonitorTests.expectReaders(log)
            try harness.slotAlpha.insert(card)
            let inserted = await log.insertion()
            return (harness, log, try #require(inserted), monitor)
        }

        @Test("What a card was told in one transaction holds in the next, until a reset")
        func session() async throws {
            let card = CountingCard()
            let (harness, _, inserted, monitor) = try await Self.start(card)
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 1)
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 2)
            #expect(try await access.withTransaction(on: inserted, ending: .reset, Self.count).get() == 3)
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 1)
            let commands = access.commandCount
            #expect(commands >= 4)
            _ = try await access.withTransaction(on: inserted, ending: .leave) {
                (_: borrowing any CardChannel & ~Copyable) in
            }
            #expect(access.commandCount == commands, "a transaction without a command")
        }

        @Test("What the body throws comes back as its failure")
        func bodyError() async throws {
            struct Refusal: Error, Equatable {}
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let outcome = try await CardAccess().withTransaction(on: inserted, ending: .leave) {
                (_: borrowing any CardChannel & ~Copyable) throws(Refusal) -> Int in throw Refusal()
            }
            #expect(outcome == .failure(Refusal()))
        }

        @Test("Another card, and an empty reader, are not the card that was meant")
        func swapped() async throws {
            let (harness, log, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            #expect(try await access.withTransaction(on: inserted, ending: .leave, Self.count).get() == 1)
            harness.slotAlpha.remove()
            #expect(await log.next() == .cardRemoved(Self.alpha))
            await #expect(throws: CardError.cardRemoved) {
                try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            }
            try harness.slotAlpha.insert(CountingCard())
            let next = try #require(await log.insertion())
            await #expect(throws: CardError.cardRemoved) {
                try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            }
            #expect(try await access.withTransaction(on: next, ending: .leave, Self.count).get() == 1)
            await #expect(throws: CardError.noReader) {
                let gone = CardInsertion(reader: Reader(name: "Gamma"), counter: 1, atr: inserted.atr)
                return try await access.withTransaction(on: gone, ending: .leave, Self.count)
            }
        }

        @Test("A reset by another program is told before anything is sent, then the card is usable")
        func reset() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 1)
            do {
                let other = try Card(in: Self.alpha, Context())
                do { _ = try other.begin(ending: .reset, for: Errand<Int>()) }
            }
            await #expect(throws: CardError.cardReset) {
                try await access.withTransaction(on: inserted, ending: .keep, Self.count)
            }
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 1)
        }

        @Test("A transaction waits for another program's to end")
        func exclusion() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let other = OtherProgram(in: Self.alpha)
            #expect(await other.begin())
            async let count = CardAccess().withTransaction(on: inserted, ending: .leave) { channel throws(CardError) in
                (other.hasEnded, try Self.count(channel))
            }
            other.end()
            let (hadEnded, number) = try await count.get()
            #expect(hadEnded)
            #expect(number == 1)
        }

        @Test("A transaction that another program never ends is named, and the body never runs")
        func held() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let other = OtherProgram(in: Self.alpha)
            #expect(await other.begin())
            let access = CardAccess(timeout: .milliseconds(300))
            let ran = Mutex(false)
            await #expect(throws: CardError.readerHeld) {
                try await access.withTransaction(on: inserted, ending: .leave) { _ in ran.withLock { $0 = true } }
            }
            other.end()
            #expect(try await Self.eventually(access, inserted) == 1)
            #expect(ran.withLock { !$0 })
        }

        @Test("A card pulled during a command is removed, or fails and then is removed")
        func pulled() async throws {
            let (harness, log, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            harness.slotAlpha.removeDuringCommand(1)
            let outcome = try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            let isTold =
                switch outcome {
                case .failure(.cardRemoved), .failure(.communicationFailed): true
                default: false
                }
            #expect(isTold, "\(outcome)")
            #expect(await log.next() == .cardRemoved(Self.alpha))
            await #expect(throws: CardError.cardRemoved) {
                try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            }
        }

        @Test("A mute card is given up by the watchdog, its reader is busy, and the other reader works")
        func mute() async throws {
            let (harness, log, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            try harness.slotBeta.insert(CountingCard())
            let second = try #require(await log.insertion())
            let access = CardAccess(timeout: .milliseconds(300))
            harness.slotAlpha.muteAfter(1)
            #expect(try await access.withTransaction(on: inserted, ending: .leave, Self.count).get() == 1)
            await #expect(throws: CardError.cardMute) {
                try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            }
            await #expect(throws: CardError.readerBusy) {
                try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            }
            #expect(try await access.withTransaction(on: second, ending: .leave, Self.count).get() == 1)
            harness.slotAlpha.remove()
            #expect(await log.next() == .cardRemoved(Self.alpha))
            try harness.slotAlpha.insert(CountingCard())
            let next = try #require(await log.insertion())
            #expect(try await Self.eventually(access, next) == 1)
        }

        @Test("Those who wait behind a mute card are answered with it")
        func behind() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess(timeout: .milliseconds(300))
            harness.slotAlpha.muteAfter(0)
            let errors = await withTaskGroup(of: CardError?.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        do throws(CardError) {
                            _ = try await access.withTransaction(on: inserted, ending: .leave, Self.count)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(errors.count { $0 == .cardMute } == 1)
            #expect(errors.count { $0 == .readerBusy } == 2)
        }

        @Test("A cancelled caller is answered at once, and nothing more is sent to the card")
        func cancellation() async throws {
            let card = CountingCard()
            let (harness, _, inserted, monitor) = try await Self.start(card)
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            let (started, isStarted) = AsyncStream.makeStream(of: Void.self)
            let release = DispatchSemaphore(value: 0)
            let late = Mutex<CardError?>(nil)
            let task = Task {
                try await access.withTransaction(on: inserted, ending: .leave) { channel in
                    isStarted.finish()
                    release.wait()
                    do throws(CardError) { _ = try Self.count(channel) } catch { late.withLock { $0 = error } }
                }
            }
            for await _ in started {}
            task.cancel()
            await #expect(throws: CardError.cancelled) { try await task.value.get() }
            release.signal()
            #expect(try await access.withTransaction(on: inserted, ending: .leave, Self.count).get() == 1)
            #expect(late.withLock { $0 } == .cancelled)
        }

        @Test("A caller cancelled before it began is answered and nothing is run")
        func cancelledEarly() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return try await CardAccess().withTransaction(on: inserted, ending: .leave, Self.count).get()
            }
            await #expect(throws: CardError.cancelled) { try await task.value }
        }

        @Test("A card that left gives the reader back to programs that want it for themselves")
        func left() async throws {
            let (harness, log, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 1)
            access.cardLeft(Self.alpha)
            #expect(try await access.withTransaction(on: inserted, ending: .keep, Self.count).get() == 2)
            harness.slotAlpha.remove()
            #expect(await log.next() == .cardRemoved(Self.alpha))
            access.cardLeft(Self.alpha)
            try harness.slotAlpha.insert(CountingCard())
            let next = try #require(await log.insertion())
            #expect(try await OtherProgram.connectsExclusively(to: next.reader))
        }

        @Test(
            "After a read the reader is free for a program that wants it for itself, and a kept connection is not given up"
        )
        func lettingGo() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            _ = try await access.withTransaction(on: inserted, ending: .leave, Self.count)
            #expect(try await OtherProgram.connectsExclusively(to: inserted.reader))
            _ = try await access.withTransaction(on: inserted, ending: .keep, Self.count)
            await #expect(throws: PCSCError.self) { try await OtherProgram.connectsExclusively(to: inserted.reader) }
        }

        @Test("A reader held exclusively by another program is named after ten looks")
        func exclusive() async throws {
            let (harness, _, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let other = OtherProgram(in: Self.alpha)
            try await other.holdExclusively()
            await #expect(throws: CardError.readerExclusive) {
                try await CardAccess().withTransaction(on: inserted, ending: .leave, Self.count)
            }
            other.end()
        }

        @Test("A card is used again after the service was restarted, and a late one is unavailable")
        func restart() async throws {
            let (harness, log, inserted, monitor) = try await Self.start(CountingCard())
            defer { monitor.stop(); harness.stop() }
            let access = CardAccess()
            #expect(try await access.withTransaction(on: inserted, ending: .leave, Self.count).get() == 1)
            harness.kill()
            _ = await log.next(3)
            do {
                _ = try await access.withTransaction(on: inserted, ending: .leave, Self.count)
                Issue.record("a dead service answered")
            } catch {
                guard case .serviceUnavailable = error else {
                    Issue.record("\(error)")
                    return
                }
            }
            harness.slotAlpha.remove()
            try harness.start()
            try await ReaderMonitorTests.expectReaders(log)
            try harness.slotAlpha.insert(CountingCard())
            let next = try #require(await log.insertion())
            #expect(try await access.withTransaction(on: next, ending: .leave, Self.count).get() == 1)
        }

        /// The count of a fresh card, once its reader is no longer busy with what was given up.
        static func eventually(_ access: CardAccess, _ card: CardInsertion) async throws -> UInt8? {
            let deadline = ContinuousClock.now + .seconds(120)
            while ContinuousClock.now < deadline {
                do throws(CardError) {
                    let outcome = try await access.withTransaction(on: card, ending: .leave, count)
                    return try outcome.get()
                } catch {
                    guard error == .readerBusy else { throw error }
                    await Task.yield()
                }
            }
            return nil
        }
    }
}
