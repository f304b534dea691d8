import Glibc

/// Tells whether the machine slept: the clock since boot goes on while it does, the monotonic one does not.
public struct SleepGauge: Sendable {
    private var offset: Int64

    /// Starts from the clocks' present difference.
    public init() {
        offset = Self.difference()
    }

    /// Whether the machine slept since the last look, for more than half a second.
    public mutating func hasSlept() -> Bool {
        hasSlept(offsetNow: Self.difference())
    }

    /// The decision itself; nanoseconds that the clock since boot is ahead.
    mutating func hasSlept(offsetNow: Int64) -> Bool {
        defer { offset = offsetNow }
        return offsetNow - offset > 500_000_000
    }

    init(offset: Int64) {
        self.offset = offset
    }

    private static func difference() -> Int64 {
        nanoseconds(CLOCK_BOOTTIME) - nanoseconds(CLOCK_MONOTONIC)
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
