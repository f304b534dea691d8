/// The features that a reader announces (PC/SC part 10, 2.2): control codes by feature number.
public struct ReaderFeatures: Equatable, Sendable {
    /// Feature numbers that we know.
    public enum Feature: UInt8, Sendable {
        /// The reader asks for the PIN on its own pad and presents it.
        case verifyPINDirect = 0x06
    }

    private let codes: [UInt8: UInt32]

    /// No feature.
    public init() {
        codes = [:]
    }

    /// The answer to `CM_IOCTL_GET_FEATURE_REQUEST`: `tag 04 code`, the code of four bytes with the highest first. What
    /// cannot be understood ends the list.
    public init(_ list: [UInt8]) {
        var codes: [UInt8: UInt32] = [:]
        var rest = list[...]
        while rest.count >= 6, rest[rest.startIndex + 1] == 4 {
            let entry = rest.prefix(6)
            codes[entry[entry.startIndex]] = entry.dropFirst(2).reduce(0) { $0 << 8 | UInt32($1) }
            rest = rest.dropFirst(6)
        }
        self.codes = codes
    }

    /// The control code of a feature; nil when the reader lacks it.
    public func code(_ feature: Feature) -> UInt32? {
        codes[feature.rawValue]
    }
}
