public import SmartCard

/// The readers on USB that PC/SC does not show, as told without a connection to any reader: by where the agent located those that
/// it shows, and of the others by how many pcscd's drivers gave a name to.
public enum HiddenReaders {
    /// Those of `devices` that are none of the readers that PC/SC shows, in the order of paths. Of several of one model the count is
    /// certain, and which of them they are is likely: those that something keeps from PC/SC.
    public static func among(_ devices: [USBReader], shown: [Reader], agent: SeenAgent?) -> [USBReader] {
        let located = agent?.paths(of: Set(shown.map(\.name))) ?? [:]
        let unlocated = shown.map(\.name).filter { located[$0] == nil }
        var left = counts(unlocated, Set(devices.compactMap(\.driverName)))
        let others = devices.filter { !located.values.contains($0.path) }
            .sorted { ($0.obstacle.weight, $0.path) < ($1.obstacle.weight, $1.path) }
        let hidden = others.filter { device in
            guard let name = device.driverName, let count = left[name], count > 0 else { return true }
            left[name] = count - device.readerCount
            return false
        }
        return hidden.sorted { $0.path < $1.path }
    }

    /// How many readers each driver's name stands for. PC/SC adds to it the number of the reader and that of the slot, of two
    /// digits each; the slots of a reader are one.
    private static func counts(_ names: [String], _ drivers: Set<String>) -> [String: Int] {
        let readers = Set(names.map { $0.dropLast(3) })
        return readers.reduce(into: [:]) { counts, reader in
            guard let driver = drivers.filter(reader.hasPrefix).max(by: { $0.count < $1.count }) else { return }
            counts[driver, default: 0] += 1
        }
    }
}

extension USBReader {
    private static let cardReaderClass: UInt8 = 0x0B

    /// pcscd makes a reader of each interface of the class.
    fileprivate var readerCount: Int { max(1, interfaces.count { $0.classCode == Self.cardReaderClass }) }
}

extension USBReaderObstacle {
    /// How likely it keeps a reader from PC/SC: one that pcscd shows looks like the first.
    fileprivate var weight: Int {
        switch self {
        case .notTaken(isClaimed: true): 0
        case .notTaken(isClaimed: false): 1
        case .heldByProgram, .noPermission: 2
        case .heldByDriver, .noDriver, .notAuthorised, .notPCSC: 3
        }
    }
}
