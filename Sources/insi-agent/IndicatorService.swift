import AgentCore
import ServiceLifecycle

/// The indicators as a service. Services end in reverse order: this one is the first of the list, so that what the others count
/// while they end is written too.
struct IndicatorService: Service {
    let indicators: Indicators

    func run() async throws {
        await cancelWhenGracefulShutdown { await indicators.run() }
    }
}
