import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /metrics`: what is measured, in the text format of Prometheus.
struct MetricsRoute: Sendable {
    let metrics: Metrics
    let agent: Agent
    let indicators: Indicators
    let description: AgentDescription

    func all(_ request: Request, _ context: AgentContext) async throws -> Response {
        let document = MetricsDocument(
            counts: metrics.counts, uptime: Int(metrics.start.duration(to: .now).components.seconds),
            residentMemory: ResidentMemory.now(), work: agent.work, state: agent.store.current.state,
            searches: indicators.book.total, agent: description)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: document.text)))
    }
}
