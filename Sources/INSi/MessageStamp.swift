import Glibc

/// What must be new in each request: three identifiers and the time (insi.md 2.2).
struct MessageStamp: Sendable {
    /// As `MessageID.new` makes it, echoed in faults.
    let messageID: String
    let bamID = MessageStamp.uuid()
    let lpsID = MessageStamp.uuid()
    /// UTC with milliseconds, `2026-01-15T09:30:00.123Z`.
    let time = MessageStamp.now()

    /// A random UUID, version 4.
    static func uuid() -> String {
        var generator = SystemRandomNumberGenerator()
        let high = generator.next() & ~0xF000 | 0x4000
        let low = generator.next() & ~(3 << 62) | 2 << 62
        let digits = hexadecimal(high) + hexadecimal(low)
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { String(digits[$0]) }.joined(separator: "-")
    }

    private static func hexadecimal(_ value: UInt64) -> [Character] {
        let digits = Array(String(value, radix: 16))
        return Array(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func now() -> String {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        var parts = unsafe tm()
        unsafe _ = gmtime_r(&now.tv_sec, &parts)
        let date = unsafe [
            padded(Int(parts.tm_year) + 1900, 4), padded(Int(parts.tm_mon) + 1, 2), padded(Int(parts.tm_mday), 2),
        ]
        let time = unsafe [padded(Int(parts.tm_hour), 2), padded(Int(parts.tm_min), 2), padded(Int(parts.tm_sec), 2)]
        let milliseconds = padded(now.tv_nsec / 1_000_000, 3)
        return "\(date.joined(separator: "-"))T\(time.joined(separator: ":")).\(milliseconds)Z"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
