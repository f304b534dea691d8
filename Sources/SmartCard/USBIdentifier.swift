/// Vendor and product number of a USB device, which name its model.
public struct USBIdentifier: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// `idVendor`, given by the USB consortium.
    public let vendor: UInt16
    /// `idProduct`, given by the vendor.
    public let product: UInt16

    /// A model by its two numbers.
    public init(_ vendor: UInt16, _ product: UInt16) {
        self.vendor = vendor
        self.product = product
    }

    /// By vendor, then by product.
    public static func < (left: USBIdentifier, right: USBIdentifier) -> Bool {
        (left.vendor, left.product) < (right.vendor, right.product)
    }

    /// As `lsusb` writes it, e.g. `08e6:3437`.
    public var description: String { Self.hexadecimal(vendor) + ":" + Self.hexadecimal(product) }

    /// Four digits, as the kernel writes them.
    public static func hexadecimal(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
