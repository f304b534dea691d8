import AgentCore
import HTTPTypes
import Hummingbird
import Journal
import Logging
import NIOCore

/// The filter rows in their order, then the routes.
struct AgentRouter {
    let agent: Agent
    let workLists: WorkLists
    let indicators: Indicators
    let audit: AuditTrail
    let ring: LogRing
    let diagnosis: any Diagnosing
    let clients: ClientRegistry
    let pairing: Pairing
    let sessions: PageSessions
    let socketUsers: SocketUsers
    let description: AgentDescription
    let port: ListeningPort
    let metrics: Metrics
    let log: Logger

    func responder() -> some HTTPResponder<AgentContext> {
        let names = HostNames()
        let peers = PeerUsers()
        let router = Router(context: AgentContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: CountedRequests(metrics: metrics))
        router.add(middleware: LoggedRequests(log: log))
        router.add(middleware: ResponseHeaders())
        router.add(middleware: Row02Host(names: names))
        router.add(middleware: Row03Origin(names: names, clients: clients, pairing: pairing))
        router.add(middleware: Row04FetchMetadata())
        router.add(middleware: Row05Method())
        router.add(middleware: Row06ContentType())
        router.add(
            middleware: Row07Authentication(
                clients: clients, sessions: sessions, peers: peers, socketUsers: socketUsers))
        router.add(middleware: Row08Binding(names: names, peers: peers))
        router.add(middleware: Row09Scope(limiter: RateLimiter(), peers: peers))
        router.add(middleware: Row10CardSession(store: agent.store))
        addRoutes(to: router)
        return router.buildResponder()
    }

    private func addRoutes(to router: Router<AgentContext>) {
        let documents = StateDocuments(agent: description, store: agent.store)
        let state = StateRoute(store: agent.store, documents: documents)
        let events = EventsRoute(store: agent.store, documents: documents, metrics: metrics)
        let vitale = VitaleRoute(agent: agent, description: description)
        let traits = TraitsRoute(agent: agent, description: description)
        let session = SessionRoute(sessions: sessions, port: port)
        let page = PageRoute()
        router.get("healthz") { _, _ in try JSONResponse.make(.object(["status": .string("ok")])) }
        let measures = MetricsRoute(metrics: metrics, agent: agent, indicators: indicators, description: description)
        router.get("metrics", use: measures.all)
        router.get("", use: page.page)
        router.get("patient", use: page.patient)
        router.get("assets/:name", use: page.asset)
        router.get("insi-agent.js", use: page.library)
        router.get("insi-agent.mjs", use: page.module)
        router.get("openapi.json", use: page.contract)
        router.get("v1/state", use: state.handle)
        router.get("v1/events", use: events.follow)
        router.post("v1/ins/vitale", use: vitale.search)
        router.post("v1/ins/traits", use: traits.search)
        router.post("v1/ins/verification", use: traits.verify)
        router.post("v1/ins/comparison", use: ComparisonRoute(agent: agent).compare)
        router.post("v1/ins/status-advice", use: StatusAdviceRoute().advise)
        let lists = WorkListsRoute(agent: agent, workLists: workLists, description: description)
        router.post("v1/ins/worklists", use: lists.create)
        router.get("v1/ins/worklists", use: lists.all)
        router.get("v1/ins/worklists/:id", use: lists.one)
        router.delete("v1/ins/worklists/:id", use: lists.remove)
        router.post("v1/ins/worklists/:id/pause", use: lists.pause)
        router.post("v1/ins/worklists/:id/resume", use: lists.resume)
        router.get("v1/ins/results/:requestId", use: vitale.result)
        let dataMatrix = DataMatrixRoute(description: description, log: log)
        router.post("v1/ins/datamatrix", use: dataMatrix.symbol)
        router.post("v1/ins/identity-block", use: dataMatrix.block)
        let codes = PINRoute(agent: agent)
        router.get("v1/professional/pin", use: codes.overview)
        router.put("v1/professional/pin", use: codes.present)
        router.post("v1/professional/pin/change", use: codes.change)
        router.post("v1/professional/pin/unblock", use: codes.unblock)
        router.post("v1/professional/pin-request", use: codes.ask)
        let professional = ProfessionalRoute(agent: agent)
        router.get("v1/professional", use: professional.details)
        router.delete("v1/professional/session", use: professional.endSession)
        let indicators = IndicatorsRoute(indicators: indicators)
        router.get("v1/indicators", use: indicators.all)
        router.get("v1/doctor", use: DoctorRoute(diagnosis: diagnosis).all)
        router.get("v1/audit", use: AuditRoute(audit: audit).entries)
        router.get("v1/log", use: LogRoute(ring: ring).lines)
        router.post("v1/indicators/reports", use: indicators.report)
        router.post("v1/readers/loan", use: ReaderLoanRoute(agent: agent).lend)
        router.post("v1/session", use: session.exchange)
        router.post("v1/session-codes", use: session.newCode)
        router.post("v1/pairing", use: PairingRoute(pairing: pairing, names: HostNames()).handle)
        let window = PairingWindowRoute(pairing: pairing)
        router.get("v1/pairing-window", use: window.show)
        router.post("v1/pairing-window", use: window.open)
        router.delete("v1/pairing-window", use: window.close)
        let clients = ClientsRoute(clients: clients, workLists: workLists, store: agent.store, log: log)
        router.post("v1/clients", use: clients.add)
        router.get("v1/clients", use: clients.all)
        router.delete("v1/clients/:id", use: clients.remove)
    }
}
