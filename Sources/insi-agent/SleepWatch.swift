import AgentCore
import CLinux
import Dispatch
import Glibc
import ServiceLifecycle

/// Tells the agent when the machine wakes up from sleep; costs no wake-up of its own.
struct SleepWatch: Service {
    let agent: Agent

    func run() async throws {
        let clock = linux_clock_watch()
        guard clock >= 0 else { return try await gracefulShutdown() }
        let (jumps, report) = AsyncStream.makeStream(of: Void.self)
        let source = DispatchSource.makeReadSource(fileDescriptor: clock)
        source.setEventHandler {
            // The read fails with ECANCELED, which acknowledges the jump of the clock.
            var rings: UInt64 = 0
            _ = unsafe read(clock, &rings, MemoryLayout.size(ofValue: rings))
            report.yield()
        }
        source.setCancelHandler { close(clock) }
        source.activate()
        await withGracefulShutdownHandler {
            var gauge = SleepGauge()
            for await _ in jumps where gauge.hasSlept() { await agent.resumed() }
        } onGracefulShutdown: {
            report.finish()
        }
        source.cancel()
    }
}
