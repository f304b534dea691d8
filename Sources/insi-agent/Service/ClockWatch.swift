import AgentCore
import CLinux
import Dispatch
import Glibc

/// Wakes as the kernel's clocks show them: the real clock jumps at the end of a suspend, and the clock since boot has gone on
/// while the monotonic one stood still. Costs no wake-up of its own.
struct ClockWatch: WakeSignalling {
    func wakes() -> AsyncStream<Void> {
        let (wakes, report) = AsyncStream.makeStream(of: Void.self)
        let clock = linux_clock_watch()
        guard clock >= 0 else { return wakes }
        let source = DispatchSource.makeReadSource(fileDescriptor: clock, queue: DispatchQueue(label: "clock-watch"))
        var gauge = SleepGauge()
        source.setEventHandler {
            // The read fails with ECANCELED, which acknowledges the jump of the clock.
            var rings: UInt64 = 0
            _ = unsafe read(clock, &rings, MemoryLayout.size(ofValue: rings))
            if gauge.hasSlept(), case .terminated = report.yield() { source.cancel() }
        }
        source.setCancelHandler { close(clock) }
        source.activate()
        return wakes
    }
}
