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
}
