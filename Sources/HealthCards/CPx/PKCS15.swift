import SmartCard

/// The little of PKCS#15 (ISO 7816-15) that leads to the signature key, its certificate, its PIN and the data objects
/// (cpx.md 3.3, 9.4).
///
/// Bit strings are not looked into: some of these cards write invalid ones, `03 01 08`.
enum PKCS15 {
    /// Paths by the tag of the object directory.
    struct ObjectDirectory: Equatable {
        let keys: [UInt8]?
        let certificates: [UInt8]?
        let dataObjects: [UInt8]?
        let pins: [UInt8]?

        init(_ bytes: [UInt8]) {
            let list = BERTLV.read(bytes)
            let path = { (tag: UInt32) in list.first(tag).flatMap(PKCS15.path) }
            keys = path(0xA0)
            certificates = path(0xA4)
            dataObjects = path(0xA7)
            pins = path(0xA8)
        }
    }

    /// A data object and where it is.
    struct DataObject: Equatable, Sendable {
        let label: String
        let path: [UInt8]
    }

    /// Path of the signature certificate, by label or by identifier.
    static func signatureCertificate(_ directory: [UInt8], _ signatureIdentifier: [UInt8]) -> [UInt8]? {
        let object = BERTLV.read(directory).objects.first { object in
            label(object) == CPxFacts.certificateLabel || identifier(object) == signatureIdentifier
        }
        return object?.first(0xA1)?.first(0x30)?.first(0x30)?.first(0x04)?.value
    }

    /// Reference of the signature key: the INTEGER of its class attributes, one byte or `00` and one byte.
    static func signatureKey(_ directory: [UInt8], _ signatureIdentifier: [UInt8]) -> UInt8? {
        let object = BERTLV.read(directory).objects.first { identifier($0) == signatureIdentifier }
        let attributes = object.map(BERParts.init)?.sequence(1)?.children.objects ?? []
        guard let value = attributes.last(where: { $0.tag == 0x02 })?.value else { return nil }
        return value.count == 1 || (value.count == 2 && value[0] == 0) ? value.last : nil
    }

    /// How the PIN or PUK of that identifier is presented.
    static func pin(_ directory: [UInt8], _ pinIdentifier: [UInt8]) -> PINFormat? {
        let object = BERTLV.read(directory).objects.first { identifier($0) == pinIdentifier }
        return (object?.first(0xA1)?.first(0x30)).flatMap(PINFormat.init)
    }

    /// The data objects that have a label and a path.
    static func dataObjects(_ directory: [UInt8]) -> [DataObject] {
        BERTLV.read(directory).objects.compactMap { object in
            guard let label = label(object), let path = object.first(0xA1).flatMap(path) else { return nil }
            return DataObject(label: label, path: path)
        }
    }

    private static func path(_ object: BERTLV) -> [UInt8]? {
        object.first(0x30)?.first(0x04)?.value
    }

    private static func label(_ object: BERTLV) -> String? {
        (BERParts(object).sequence(0)?.first(0x0C)).map { String(decoding: $0.value, as: UTF8.self) }
    }

    private static func identifier(_ object: BERTLV) -> [UInt8]? {
        BERParts(object).sequence(1)?.first(0x04)?.value
    }
}

/// The SEQUENCEs of a PKCS#15 object: common attributes, then class attributes.
private struct BERParts {
    private let sequences: [BERTLV]

    init(_ object: BERTLV) {
        sequences = object.children.objects.filter { $0.tag == 0x30 }
    }

    func sequence(_ index: Int) -> BERTLV? {
        index < sequences.count ? sequences[index] : nil
    }
}
