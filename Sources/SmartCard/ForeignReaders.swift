/// Card readers met in France that are on USB but do not speak PC/SC (vitale.md 7.5, weak: one table entry from reports).
///
/// They need a mode switch or a driver of their own; to pcscd they do not exist.
public enum ForeignReaders {
    private static let names: [UInt32: String] = [
        0x0B00_0090: "INGENICO Lecteur SESAM VITALE"
    ]

    /// What the device is called; nil for any other device.
    public static func name(vendor: UInt16, product: UInt16) -> String? {
        names[UInt32(vendor) << 16 | UInt32(product)]
    }

    /// A slot of a bi-slot reader whose own software owns it: never offered for a Vitale card (vitale.md 5.5).
    public static func isOwnSoftware(_ reader: Reader) -> Bool {
        reader.name.contains("PSS Reader")
    }
}
