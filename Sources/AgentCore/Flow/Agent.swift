public import HealthCards
import HealthIdentity
public import INSi
public import Logging
import SAML
public import SmartCard
import Synchronization

/// Readers, cards and the search for an identity, as one flow (house.md 3).
///
/// Everything that happens enters here as an event or a call, and leaves as a new state in `store`. A card that is removed
/// takes with it, in one revision, all that came from it.
public actor Agent {
    /// The state, for those who follow it.
    public nonisolated let store = StateStore()
    /// What the administrator decided.
    public nonisolated let configuration: Configuration

    /// Calls that were made to the service.
    nonisolated let calls = Atomic(0)
    let cards: any CardAccessing
    let service: any INSiCalling
    let tracer: any CallTracing
    let counter: (any SearchCounting)?
    let certificate: ServiceCertificate?
    let software: SoftwareIdentity
    let log: Logger
    let official: (any OfficialReading)?
    let locator: (any ReaderLocating)?
    let usb: (any USBReaderWatching)?
    let cardTrust: CPxTrust?
    private let monitor: any ReaderMonitoring

    var slots: [Reader: CardSlot] = [:]
    var search: Search?
    /// Searches by traits, under way and kept for a while.
    var traitsRuns: [String: TraitsRun] = [:]
    /// Verifications under way.
    var verifications: [String: Task<Void, Never>] = [:]
    /// Whether the agent is about to end, so that no call begins.
    var isEnding = false
    /// What the first search of each idempotency key gave, for the card in place.
    var answered: [String: Search] = [:]
    var isPINInFlight = false
    var retained: RetainedResult?
    var readers: Set<Reader> = []
    var locations: [Reader: ReaderLocation] = [:]
    /// The card readers on USB, when last seen.
    var usbReaders: [USBReader] = []
    var unshown = UnshownReaders()
    /// Looks at USB again when pcscd had its time for what was plugged in.
    var usbDeadline: Task<Void, Never>?
    /// Readers that an administrator is resetting, and until when.
    var loans: [Reader: ContinuousClock.Instant] = [:]
    var roles: ReaderRoles
    var rolesByName: [Reader: ReaderState.Role] = [:]
    var locating: [Reader: Task<Void, Never>] = [:]
    /// Calls to the service that are out.
    var callsUnderWay = CallsUnderWay()
    /// Whether the readers were looked at.
    var firstLook = FirstLook()
    /// How often a PIN session was ended, so that an entry under way does not begin one that was just refused.
    var endedSessions = 0
    /// A PIN entry under way on the reader's pad.
    var padEntry: Task<Void, Never>?
    /// Looks after the PIN session as long as there is one.
    var sessionWatch: Task<Void, Never>?
    private(set) var isServiceAvailable = false
    /// How long cards may take to be reset when the agent ends; pcscd resets those that did not, once we are gone.
    private static let parting = Duration.milliseconds(300)
    /// The pair of sessions for which the automatic call was made, so that a failure is not tried again by itself.
    var automaticallyTried: [String] = []

    /// An agent on these readers, this card access and this service; nothing happens before `run()`. Without official
    /// libraries the free reading is all there is; without a locator readers are told apart by name; without USB those that pcscd
    /// does not show are not told of; without authorities the chain of professional cards is not checked; without a counter nothing is counted. The certificate is that of the connection, where the configuration
    /// says so.
    public init(
        configuration: Configuration, monitor: any ReaderMonitoring, cards: any CardAccessing,
        service: any INSiCalling, tracer: any CallTracing, counter: (any SearchCounting)? = nil,
        certificate: ServiceCertificate? = nil, official: (any OfficialReading)? = nil,
        locator: (any ReaderLocating)? = nil, usb: (any USBReaderWatching)? = nil,
        cardTrust: CPxTrust? = nil, software: SoftwareIdentity, log: Logger
    ) {
        self.configuration = configuration
        self.official = official
        self.locator = locator
        self.usb = usb
        self.cardTrust = cardTrust
        roles = ReaderRoles(path: locator == nil ? nil : configuration.stateDirectory + "/readers.json")
        self.monitor = monitor
        self.cards = cards
        self.service = service
        self.tracer = tracer
        self.counter = counter
        self.certificate = certificate
        self.software = software
        self.log = log
    }

    /// Follows the readers until the monitor ends or the task is cancelled; then forgets every card.
    public func run() async {
        let usbReaders = Task { await followUSB() }
        for await event in monitor.events() {
            handle(event)
        }
        usbReaders.cancel()
        usbDeadline?.cancel()
        await endPINSession(within: Self.parting)
        sessionWatch?.cancel()
        padEntry?.cancel()
        for reader in Array(slots.keys) { forget(reader) }
        for task in locating.values { task.cancel() }
        dropRetained()
        await endCalls()
        publish()
    }

    private func handle(_ event: ReaderEvent) {
        switch event {
        case .serviceAvailable:
            isServiceAvailable = true
            lookAtUSB()
            log.tell(.pcscAvailable)
        case .surveyed:
            firstLook.done()
        case .serviceUnavailable(let code):
            firstLook.done()
            isServiceAvailable = false
            for reader in Array(slots.keys) { forget(reader) }
            for reader in readers { removeReader(reader) }
            lookAtUSB()
            log.tell(.pcscUnavailable, .code(pcsc: code))
        case .readerAdded(let reader):
            add(reader)
        case .readerRemoved(let reader):
            forget(reader)
            removeReader(reader)
        case .cardInserted(let insertion):
            forget(insertion.reader)
            dropRetained()
            insert(insertion)
        case .cardMute(let reader):
            forget(reader)
            slots[reader] = CardSlot(
                insertion: nil, session: newSession(), content: .unusable(kind: nil, role: nil, AgentError(.cardMute)))
            log.tell(.cardMute, .reader(reader))
        case .cardRemoved(let reader):
            forget(reader)
            log.tell(.cardRemoved, .reader(reader))
        }
        publish()
    }

    private func forget(_ reader: Reader) {
        guard let slot = slots.removeValue(forKey: reader) else { return }
        slot.reading?.cancel()
        if case .professional(let card) = slot.content, card.isPINVerified {
            log.tell(.pinSessionEnded, .reader(reader), .reason(.cardRemoved))
        }
        cards.cardLeft(reader)
        if search?.cardSession == slot.session { endSearch() }
    }

    /// Random numbers only fail where nothing works; a session must never be guessable, so we stop there.
    func newSession() -> String {
        do {
            return try RandomText.cardSession()
        } catch {
            preconditionFailure("the system gives no random numbers")
        }
    }

    /// Draws the state anew and, if the configuration says so, makes the call that nobody has to click for.
    func publish() {
        startAutomaticSearch()
        let projection = StateProjection(
            serviceAvailable: isServiceAvailable, readers: readers, slots: slots, places: places(), search: search,
            lastResult: retained?.announcement, configuration: configuration,
            certificateProblem: certificateProblem(), now: Clock.now())
        store.update { $0 = projection.state() }
    }

    private func startAutomaticSearch() {
        guard configuration.automatic, search.map(\.isFailed) ?? true, let patient = onlyVitale(),
            patient.record.content.beneficiaries.count == 1,
            let person = patient.record.content.beneficiaries.first, person.matricule != nil,
            patient.record.content.warnings.isEmpty,
            case .success(let caller) = readyCaller()
        else { return }
        let pair = [patient.slot.session, caller.session]
        guard automaticallyTried != pair else { return }
        automaticallyTried = pair
        do throws(AgentError) {
            try startSearch(
                for: person, birthRank: nil, patient: patient.slot, requester: .automatic, idempotencyKey: nil)
        } catch {
            log.tell(.automaticSearchFailed, .code(error))
        }
    }
}
