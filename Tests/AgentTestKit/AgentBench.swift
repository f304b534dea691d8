public import AgentCore
public import CardSimulator
public import HealthCards
public import INSi
import Logging
public import SmartCard
import SmartCardTestKit

/// A whole agent on a bench: scripted monitor, simulated cards, scripted service. Nothing but time is real.
public final class AgentBench: Sendable {
    /// The agent.
    public let agent: Agent
    /// Its cards.
    public let cards: CardBench
    /// Its service.
    public let service = ScriptedService()
    /// Its audit trail.
    public let tracer = TraceRecorder()
    /// Its indicators.
    public let counter = CountRecorder()
    /// What it logged.
    public let log = Watched<[String]>([])
    /// Where the professional's card goes.
    public static let desk = Reader(name: "Lecteur A")
    /// Where the Vitale card goes.
    public static let counter = Reader(name: "Lecteur B")
    /// The software that the sample agent states.
    public static let software = SoftwareIdentity(
        idam: "IDAM-TEST", version: "1.0", instance: "7a3c1a52-0000-4000-8000-000000000000", name: "banc")

    /// What an agent may have beside readers and service.
    public struct Parts: Sendable {
        /// The official libraries.
        public var official: ScriptedLibrary?
        /// Where readers are.
        public var locator: ScriptedLocator?
        /// What is on USB.
        public var usb: ScriptedUSB?
        /// The authorities of professional cards.
        public var cardTrust: CPxTrust?
        /// The software certificate.
        public var certificate: ServiceCertificate?

        /// Nothing but what is named.
        public init(
            official: ScriptedLibrary? = nil, locator: ScriptedLocator? = nil, usb: ScriptedUSB? = nil,
            cardTrust: CPxTrust? = nil, certificate: ServiceCertificate? = nil
        ) {
            self.official = official
            self.locator = locator
            self.usb = usb
            self.cardTrust = cardTrust
            self.certificate = certificate
        }
    }

    private let monitor = ScriptedMonitor()
    private let borrowed = Watched<[CPS3Card]>([])

    private init(_ configuration: Configuration, _ parts: Parts) {
        let cards = CardBench()
        self.cards = cards
        agent = Agent(
            configuration: configuration, monitor: monitor, cards: cards, service: service,
            tracer: tracer, counter: counter, certificate: parts.certificate,
            official: parts.official, locator: parts.locator, usb: parts.usb, cardTrust: parts.cardTrust,
            software: Self.software,
            log: LogRecorder.logger(into: log))
    }

    /// A configuration with a billing identifier for everybody.
    public static func configuration(automatic: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.environment = .test
        configuration.billingDefault = Billing(identifier: "FACT-DEFAUT", speciality: "01")
        configuration.retries = 0
        configuration.retryPause = 0
        configuration.automatic = automatic
        return configuration
    }

    /// Runs an agent with both readers plugged, gives it to `body`, and ends it.
    public static func run(
        _ configuration: Configuration = AgentBench.configuration(), _ parts: Parts = Parts(),
        _ body: (AgentBench) async throws -> Void
    ) async throws {
        await CardPool.enter()
        let bench = AgentBench(configuration, parts)
        defer { CardPool.leave(bench.borrowed.value) }
        bench.service.answer(.success(Sample.found()))
        let running = Task { await bench.agent.run() }
        for event in [ReaderEvent.serviceAvailable, .readerAdded(desk), .readerAdded(counter)] { bench.report(event) }
        let result: Result<Void, any Error>
        do { result = .success(try await body(bench)) } catch { result = .failure(error) }
        bench.service.release()
        bench.end()
        await running.value
        try result.get()
    }

    /// Reports an event as the reader monitor does.
    public func report(_ event: ReaderEvent) {
        monitor.report(event)
    }

    /// Ends the monitor, and the agent with it.
    public func end() {
        monitor.finish()
    }

    /// Puts a card into a reader and reports it.
    public func insert(_ card: any VirtualCard, in reader: Reader) {
        report(.cardInserted(cards.put(card, in: reader)))
    }

    /// Takes a card out and reports it.
    public func remove(from reader: Reader) {
        cards.take(from: reader)
        report(.cardRemoved(reader))
    }

    /// The state now.
    public var state: AgentState { agent.store.current.state }

    /// The first state that is as wanted, and its revision; throws after a minute.
    @discardableResult
    public func until(
        _ what: String, _ isWanted: (AgentState) -> Bool
    ) async throws -> StateStore.Snapshot {
        let deadline = ContinuousClock.now + .seconds(300)
        var snapshot = agent.store.current
        while !isWanted(snapshot.state) {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw TestFailure("waited in vain for \(what): \(snapshot.state)") }
            snapshot = try await agent.store.wait(after: snapshot.revision, for: left)
        }
        return snapshot
    }

    /// Waits until a line of the log contains that text.
    public func untilLogged(_ text: String) async throws {
        guard await log.wait(until: { lines in lines.contains { $0.contains(text) } }) else {
            throw TestFailure("waited in vain for the log line \(text): \(log.value)")
        }
    }

    /// Presents a PIN as a caller of the agent does: through a buffer that is wiped.
    public func present(
        _ digits: String, cardSession: String? = nil, lastTryConfirmed: Bool = false
    ) async throws {
        var buffer = Array(digits.utf8)
        let entry = PINDigits()
        unsafe buffer.withUnsafeMutableBytes { unsafe entry.take(wiping: $0) }
        try await agent.present(try entry.code(), cardSession: cardSession, lastTryConfirmed: lastTryConfirmed)
    }

    /// Changes the PIN with the present one, or with the PUK, as a caller does.
    public func changeCode(
        _ known: String, to new: String, byPUK: Bool = false, lastTryConfirmed: Bool = false
    ) async throws {
        var buffer = Array((known + "\n" + new).utf8)
        let entry = PINDigits()
        unsafe buffer.withUnsafeMutableBytes { unsafe entry.take(wiping: $0) }
        let (first, second) = try entry.pair()
        try await agent.changeCode(
            byPUK ? .unblock(puk: first, to: second) : .change(from: first, to: second),
            lastTryConfirmed: lastTryConfirmed)
    }

    /// Inserts a professional's card and waits until it is read.
    @discardableResult
    public func insertProfessional(_ card: (any VirtualCard)? = nil) async throws -> AgentState {
        insert(try card ?? borrow(), in: Self.desk)
        return try await until("professional read") { ![.absent, .reading].contains($0.professional.status) }.state
    }

    private func borrow() throws -> CPS3Card {
        let card = try CardPool.card()
        borrowed.update { $0.append(card) }
        return card
    }

    /// Inserts a professional's card and presents its PIN.
    public func readyProfessional(_ card: (any VirtualCard)? = nil) async throws {
        try await insertProfessional(card)
        try await present("1234")
    }

    /// Inserts a Vitale card, waits until it is read, and returns its session.
    @discardableResult
    public func insertVitale(_ card: (any VirtualCard)? = nil) async throws -> String {
        let before = state.patient.cardSession
        insert(try card ?? Sample.vitaleCard(), in: Self.counter)
        let state = try await until("Vitale card read") {
            $0.patient.status == .ready && $0.patient.cardSession != before
        }.state
        guard let session = state.patient.cardSession else { throw TestFailure("no card session") }
        return session
    }

    /// Searches for a beneficiary of the card of that session.
    public func search(
        _ session: String, beneficiary: Int? = nil, key: String? = nil
    ) async throws -> INSState {
        try await agent.searchByVitale(
            cardSession: session, beneficiary: beneficiary, birthRank: nil, idempotencyKey: key,
            requester: Requester(name: "test"))
    }
}
