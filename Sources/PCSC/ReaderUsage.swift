public import SmartCard

/// One look at which readers are used by programs.
public enum ReaderUsage {
    /// The readers that PC/SC shows, each with whether some program is connected to it; blocks, but waits for nothing and
    /// connects to no reader.
    public static func look() throws(CardError) -> [(reader: Reader, isInUse: Bool)] {
        do {
            let context = try Context()
            var found: [(reader: Reader, isInUse: Bool)] = []
            for reader in try context.readers() {
                found.append((reader, try context.status(of: reader).isInUse))
            }
            return found
        } catch {
            throw CardError(error)
        }
    }
}
