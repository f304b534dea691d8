public import SmartCard

/// One look at which readers are used by programs.
public enum ReaderUsage {
    /// The readers that PC/SC shows, each with whether some program is connected to it; blocks, but waits for nothing and
    /// connects to no reader.
    public static func look() throws(CardError) -> [(reader: Reader, isInUse: Bool)] {
        do {
            return try ReaderListing.statuses().map { ($0.reader, $0.isInUse) }
        } catch {
            throw CardError(error)
        }
    }
}
