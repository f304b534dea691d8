/// A card reader as it stands on USB, whether or not PC/SC shows it.
public struct USBReader: Hashable, Sendable {
    /// Its model.
    public let model: USBIdentifier
    /// What it calls itself, or what the table calls it; the numbers of its model when nobody names it.
    public let name: String
    /// The USB bus.
    public let bus: UInt8
    /// Its number on the bus, new at each plugging.
    public let address: UInt8
    /// Where it is plugged, the kernel's path, e.g. `1-1.4`: bus and chain of ports.
    public let path: String
    /// Its interfaces that a PC/SC driver may use.
    public let interfaces: [Interface]
    /// What the PC/SC drivers on this machine call the model, the start of its readers' names; nil when no driver knows it.
    public let driverName: String?
    /// What keeps PC/SC from showing it, as far as it can be told: for one that PC/SC does not show.
    public let obstacle: USBReaderObstacle

    /// One function of the device.
    public struct Interface: Hashable, Sendable {
        /// `bInterfaceNumber`.
        public let number: UInt8
        /// `bInterfaceClass`; 0x0B is a chip card reader.
        public let classCode: UInt8
        /// The kernel driver that holds it; `usbfs` stands for a program.
        public var driver: String?

        /// An interface as its descriptor and the kernel tell.
        public init(number: UInt8, classCode: UInt8, driver: String? = nil) {
            self.number = number
            self.classCode = classCode
            self.driver = driver
        }
    }

    /// A reader from what was seen of it.
    public init(
        model: USBIdentifier, name: String, bus: UInt8, address: UInt8, path: String, interfaces: [Interface],
        driverName: String?, obstacle: USBReaderObstacle
    ) {
        self.model = model
        self.name = name
        self.bus = bus
        self.address = address
        self.path = path
        self.interfaces = interfaces
        self.driverName = driverName
        self.obstacle = obstacle
    }
}

/// Why PC/SC does not show a reader that is on USB.
public enum USBReaderObstacle: Hashable, Sendable {
    /// Its model does not speak PC/SC in its present mode (vitale.md 7.5).
    case notPCSC
    /// No driver of pcscd knows its model.
    case noDriver
    /// A kernel driver holds the interface that pcscd needs.
    case heldByDriver(name: String)
    /// A program that is not pcscd has the device open.
    case heldByProgram(name: String, pid: Int32)
    /// Its device node lets pcscd not in.
    case noPermission(DeviceNode)
    /// The kernel was told not to let programs use it, as USBGuard does (`authorized` is 0).
    case notAuthorised
    /// Nothing is in the way: pcscd missed it, or failed on it. Whether a program, pcscd for one, has claimed it.
    case notTaken(isClaimed: Bool)

    /// Whether pcscd cannot show it however long one waits.
    public var isLasting: Bool {
        switch self {
        case .notPCSC, .noDriver, .heldByDriver, .notAuthorised: true
        case .heldByProgram, .noPermission, .notTaken: false
        }
    }
}

/// Who may use a device, as its node in `/dev/bus/usb` says.
public struct DeviceNode: Hashable, Sendable, CustomStringConvertible {
    /// Number of the owner.
    public let owner: UInt32
    /// Number of the group.
    public let group: UInt32
    /// The nine permission bits.
    public let mode: UInt16

    /// A node's owner, group and permissions.
    public init(owner: UInt32, group: UInt32, mode: UInt16) {
        self.owner = owner
        self.group = group
        self.mode = mode
    }

    /// As `stat` writes it: owner, group and three octal digits, e.g. `0:996 660`.
    public var description: String {
        let digits = String(mode & 0o777, radix: 8)
        return "\(owner):\(group) " + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
