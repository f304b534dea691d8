/// Where a reader is plugged: what stays when names are given anew (peers.md E3).
public struct ReaderLocation: Hashable, Sendable {
    /// The kernel's path of the USB device, e.g. `1-1.4`: bus and chain of ports.
    public let usbPath: String

    /// A location of that path.
    public init(usbPath: String) {
        self.usbPath = usbPath
    }
}

/// Port: where readers are plugged. `PCSC.ReaderLocator` implements it; tests script it.
public protocol ReaderLocating: Sendable {
    /// The location; nil for a reader that is not on USB or whose driver does not tell.
    func location(of reader: Reader) async -> ReaderLocation?

    /// Devices on USB that are card readers, by vendor and product, but do not speak PC/SC (vitale.md 7.5).
    func foreignReaders() async -> [ForeignReader]
}

/// A card reader on USB that does not speak PC/SC.
public struct ForeignReader: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// Where it is plugged.
    public let location: ReaderLocation

    /// A device of that name and place.
    public init(name: String, location: ReaderLocation) {
        self.name = name
        self.location = location
    }
}
