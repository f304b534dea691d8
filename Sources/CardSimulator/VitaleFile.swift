/// A directory of a Vitale 2 that can be selected; the raw value is its key in POINTERS.
enum VitaleDirectory: UInt16, CaseIterable {
    case root = 1
    case vitale = 2

    /// The name to select it by.
    var name: [UInt8] {
        switch self {
        case .root: VitaleFacts.rootName
        case .vitale: VitaleFacts.vitaleName
        }
    }
}

/// One transparent file of a virtual Vitale 2.
struct VitaleFile: Equatable {
    let directory: VitaleDirectory
    let identifier: UInt16
    var shortIdentifier: UInt8?
    /// Eight characters in POINTERS; nil for the files that are not listed there.
    var listedAs: String?
    let content: [UInt8]
    /// READ BINARY is refused.
    var isProtected = false

    /// What SELECT tells of it.
    var parameters: [UInt8] {
        let size = [UInt8(truncatingIfNeeded: content.count >> 8), UInt8(truncatingIfNeeded: content.count)]
        return TLV.encode(0x62, TLV.encode(0x80, size) + TLV.encode(0x83, Self.bytes(identifier)))
    }

    /// Two bytes, the high one first.
    static func bytes(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(number & 0xFF)]
    }
}
