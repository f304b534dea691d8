public import AgentCore
import Glibc
import Hummingbird
import HummingbirdCore
public import Journal
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// The endpoint: 127.0.0.1, ::1 where the machine has IPv6, and the Unix socket, behind the same filter.
public struct AgentServer: Service {
    private let agent: Agent
    private let workLists: WorkLists
    private let indicators: Indicators
    private let audit: AuditTrail
    private let ring: LogRing
    private let diagnosis: any Diagnosing
    private let clients: ClientRegistry
    private let description: AgentDescription
    private let passed: PassedListeners
    private let log: Logger
    private let onReady: @Sendable (Int) async -> Void

    /// A server of this agent and these clients, on the sockets that were passed and on its own where none was; `onReady` is
    /// told the port once it listens on all of them.
    public init(
        agent: Agent, workLists: WorkLists, indicators: Indicators, audit: AuditTrail, ring: LogRing,
        diagnosis: any Diagnosing, clients: ClientRegistry, description: AgentDescription, passed: PassedListeners,
        log: Logger,
        onReady: @escaping @Sendable (Int) async -> Void
    ) {
        self.agent = agent
        self.workLists = workLists
        self.indicators = indicators
        self.audit = audit
        self.ring = ring
        self.diagnosis = diagnosis
        self.clients = clients
        self.description = description
        self.passed = passed
        self.log = log
        self.onReady = onReady
    }

    /// Serves until graceful shutdown. Throws `ListenError` when the port or the socket cannot be had.
    public func run() async throws {
        let listeningPort = ListeningPort()
        let metrics = Metrics()
        let refusals = RefusalLog(log: log)
        let responder = AgentRouter(
            agent: agent, workLists: workLists, indicators: indicators, audit: audit, ring: ring,
            diagnosis: diagnosis, clients: clients, pairing: Pairing(clients: clients, log: log),
            sessions: PageSessions(),
            socketUsers: SocketUsers(listed: agent.configuration.socketUsers), description: description,
            port: listeningPort, metrics: metrics, log: log
        ).responder()
        let path = agent.configuration.socket
        guard passed.unix != nil || !UnixSocket.isAnswered(path) else {
            throw ListenError(address: path, code: EADDRINUSE)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (listening, ready) = AsyncStream.makeStream(of: Int.self)
            func listen(_ place: Listener.Place, _ text: String) {
                group.addTask {
                    defer { ready.finish() }
                    do {
                        try await listener(responder, metrics, refusals, place) {
                            ready.yield($0.localAddress?.port ?? 0)
                        }
                        .run()
                    } catch let error as IOError {
                        throw ListenError(address: text, code: error.errnoCode)
                    } catch is UnixDomainSocketPathWrongType {
                        throw ListenError(address: text, code: ENOTSOCK)
                    }
                }
            }
            var arrivals = listening.makeAsyncIterator()
            let wanted = passed.port ?? agent.configuration.port
            listen(passed.ipv4.map { .passed($0) } ?? .tcp("127.0.0.1", wanted), "127.0.0.1:\(wanted)")
            if let port = await arrivals.next() {
                listeningPort.value = port
                listen(passed.unix.map { .passed($0) } ?? .unix(path), path)
                let hasIPv6 = passed.ipv6 != nil || LoopbackIPv6.isAvailable
                if hasIPv6 { listen(passed.ipv6.map { .passed($0) } ?? .tcp("::1", port), "[::1]:\(port)") }
                var missing = hasIPv6 ? 2 : 1
                while missing > 0, await arrivals.next() != nil { missing -= 1 }
                if missing == 0 {
                    // Who may do what is decided by the peer's user number, not by the file's mode.
                    if passed.unix == nil { _ = unsafe chmod(path, 0o666) }
                    await onReady(port)
                }
            }
            // The first listener that fails ends the others: half an endpoint is none.
            while try await group.next() != nil {}
        }
    }

    private func listener(
        _ responder: some HTTPResponder<AgentContext>, _ metrics: Metrics, _ refusals: RefusalLog,
        _ place: Listener.Place, _ onListening: @escaping @Sendable (any Channel) -> Void
    ) -> Listener {
        let channel = LoopbackChannel(metrics: metrics, refusals: refusals) { request, writer, channel in
            // What the request causes bears its number, in the log and in the answer.
            let scope = try RequestScope.new()
            var response = try await RequestScope.$current.withValue(scope) {
                try await answer(request, on: channel, by: responder, metrics, refusals)
            }
            // A refusal of the rows has a body, which would stand where the next answer begins.
            if request.method == .head { response = response.createHeadResponse() }
            try await writer.write(response: response.head, body: response.body)
        }
        return Listener(place: place, channel: channel, log: log, onListening: onListening)
    }

    /// The answer of the rows and routes; of a long-poll the one of its second pass, when its wait is over.
    private func answer(
        _ request: Request, on channel: any Channel, by responder: some HTTPResponder<AgentContext>,
        _ metrics: Metrics, _ refusals: RefusalLog
    ) async throws -> Response {
        let longPoll = LongPoll()
        let first = try await pass(request, on: channel, by: responder, metrics, refusals, longPoll)
        // Whoever was refused after all does not wait for it.
        guard first.status == .noContent, await longPoll.finish(on: channel, metrics) else { return first }
        return try await pass(request, on: channel, by: responder, metrics, refusals, nil)
    }

    /// One pass in a task of its own, which takes the deep stack of the rows with it: the connection's would keep it.
    private func pass(
        _ request: Request, on channel: any Channel, by responder: some HTTPResponder<AgentContext>,
        _ metrics: Metrics, _ refusals: RefusalLog, _ longPoll: LongPoll?
    ) async throws -> Response {
        var context = AgentContext(source: .init(channel: channel, logger: log))
        context.metrics = metrics
        context.refusals = refusals
        context.longPoll = longPoll
        async let response = responder.respond(to: request, context: context)
        return try await response
    }
}
