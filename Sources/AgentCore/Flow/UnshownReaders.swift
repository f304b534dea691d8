import SmartCard

/// Which readers on USB PC/SC does not show: what is seen goes in, whom to tell of and when to look again come out. A device that
/// was just plugged in gets the time that pcscd needs to take it, and so does one that pcscd just let go.
struct UnshownReaders {
    /// What pcscd takes for a device at most, driver and first exchange included; measured: some 100 ms.
    static let grace: Duration = .milliseconds(1500)

    /// One plugging of one device.
    private struct Plugging: Hashable {
        let path: String
        let address: UInt8

        init(_ reader: USBReader) {
            path = reader.path
            address = reader.address
        }
    }

    /// What PC/SC shows.
    struct Shown {
        /// Whether the service answers: without it nothing can be said of what it does not show.
        var isServiceAvailable = false
        /// Whether every reader that it shows was located, as far as it can be.
        var isSettled = true
        /// Where its readers are plugged.
        var paths: Set<String> = []
        /// The names of those that could not be located.
        var unlocated: [String] = []

        func contains(_ reader: USBReader) -> Bool {
            if paths.contains(reader.path) { return true }
            guard let name = reader.driverName else { return false }
            return unlocated.contains { $0.hasPrefix(name) }
        }
    }

    private var since: [Plugging: ContinuousClock.Instant] = [:]
    /// The readers to tell of, in the order of paths.
    private(set) var told: [USBReader] = []
    /// When to look again, though nothing happened; nil when there is no reason to.
    private(set) var deadline: ContinuousClock.Instant?

    /// Takes what is seen now.
    mutating func see(_ readers: [USBReader], _ shown: Shown, at now: ContinuousClock.Instant) {
        let unshown = readers.filter { !shown.contains($0) }
        let before = since
        since = [:]
        if shown.isServiceAvailable {
            for reader in unshown { since[Plugging(reader)] = before[Plugging(reader)] ?? now }
        }
        let known = Set(told.map(Plugging.init))
        told = unshown.filter { reader in
            let plugging = Plugging(reader)
            guard !reader.obstacle.isLasting else { return true }
            guard let start = since[plugging], start + Self.grace <= now else { return false }
            return shown.isSettled || known.contains(plugging)
        }
        deadline = unshown.filter { !$0.obstacle.isLasting }.compactMap { since[Plugging($0)] }.map { $0 + Self.grace }
            .filter { $0 > now }.min()
    }
}
