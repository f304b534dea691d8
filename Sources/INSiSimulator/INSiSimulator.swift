import Cryptography
public import ServiceLifecycle

/// The INSi service over TLS on 127.0.0.1, `POST /lps`, with a listener for the CPx mode and one for mutual TLS:
/// WS_INS1, WS_INS2 and what is known of WS_INS3. It checks what the real one checks, the assertion's signature and the
/// certificates included, and answers in its exact shapes (insi.md 10). Pro Santé Connect is not simulated.
public final class INSiSimulator: Service {
    private let configuration: SimulatorConfiguration
    private let state: SimulatorState
    private let cardNotice = PortNotice()
    private let softwareNotice = PortNotice()

    /// A service; nothing listens before `run`.
    public init(configuration: SimulatorConfiguration) {
        self.configuration = configuration
        state = SimulatorState(
            Behaviour(
                style: configuration.prefixStyle, quirks: configuration.quirks,
                unknownPerson: configuration.unknownPerson))
    }

    /// Listens on both ports and answers until the task is cancelled or its service group shuts down. Throws when the
    /// certificate or key cannot be used or a port is taken.
    public func run() async throws {
        let desk = desk
        let card = listener(.professionalCard, desk, cardNotice)
        let software = listener(.softwareCertificate, desk, softwareNotice)
        try await withThrowingTaskGroup { group in
            group.addTask { try await card.run() }
            group.addTask { try await software.run() }
            try await group.waitForAll()
        }
    }

    /// The port of the CPx mode, as soon as it listens; nil when it ended without.
    public var port: Int? {
        get async { await cardNotice.port() }
    }

    /// The port of mutual TLS, as soon as it listens; nil when it ended without.
    public var tlsmPort: Int? {
        get async { await softwareNotice.port() }
    }

    /// How many messages were posted to it, on either port.
    public var callCount: Int { state.calls }

    /// Changes what it does with the next requests: with that many when `calls` is given, then it is normal again.
    public func set(_ mode: Mode, for calls: Int? = nil) {
        state.set(mode, for: calls)
    }

    /// Changes what is odd in answers from now on.
    public func set(quirks: Set<Quirk>) {
        state.change { $0.quirks = quirks }
    }

    /// Makes answers odd in one more way.
    public func add(_ quirk: Quirk) {
        state.change { $0.quirks.insert(quirk) }
    }

    /// Changes how answers spell their namespaces from now on.
    public func set(style: PrefixStyle) {
        state.change { $0.style = style }
    }

    /// Changes what it answers about persons that it does not know.
    public func set(unknownPerson: UnknownPerson) {
        state.change { $0.unknownPerson = unknownPerson }
    }

    private var desk: ServiceDesk {
        ServiceDesk(
            authorisations: configuration.authorisations,
            assertions: AssertionCheck(
                trust: TrustStore(anchors: configuration.trustedCAs), lifetime: configuration.assertionLifetime,
                requiresSpeciality: configuration.requiresSpeciality),
            vitaleAssertions: VitaleAssertionCheck(isRequired: configuration.requiresVitaleAssertion),
            persons: configuration.persons, verification: configuration.verification,
            freshness: Freshness(isRequired: configuration.requiresFreshness))
    }

    private func listener(_ authentication: Authentication, _ desk: ServiceDesk, _ notice: PortNotice) -> Listener {
        Listener(
            configuration: configuration,
            responder: ServiceResponder(
                desk: desk, state: state, recorder: Recorder(folder: configuration.recordFolder),
                authentication: authentication),
            notice: notice)
    }
}
