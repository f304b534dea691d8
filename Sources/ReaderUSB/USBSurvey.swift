import Glibc
public import SmartCard

/// One look at the card readers on USB and at what keeps PC/SC from each. It opens no device.
public struct USBSurvey: Sendable {
    /// Where the look finds what it needs; a test has places of its own.
    public struct Places: Sendable {
        /// The kernel's folder of USB devices.
        public var devices = "/sys/bus/usb/devices"
        /// The folder of device nodes, one folder per bus.
        public var nodes = "/dev/bus/usb"
        /// The folder of pcscd's drivers.
        public var drivers = "/usr/lib/pcsc/drivers"
        /// Where pcscd writes its process number.
        public var pidFile = "/run/pcscd/pcscd.pid"

        /// The system's own.
        public init() {}
    }

    private static let cardReaderClass: UInt8 = 0x0B
    private static let vendorClass: UInt8 = 0xFF
    private let places: Places
    private var kernel: KernelView { KernelView(folder: places.devices, nodes: places.nodes) }

    /// A survey of those places.
    public init(_ places: Places = Places()) {
        self.places = places
    }

    /// The readers now, in the order of paths; those that PC/SC shows as well. Blocks for some milliseconds. Where libusb cannot
    /// be used, the kernel's own files tell. As root it also finds the programs that have a reader open.
    public func look() -> [USBReader] {
        do throws(USBError) {
            return readers(try USBContext().devices())
        } catch {
            return readers(nil)
        }
    }

    /// What is to be said of the devices that are listed; without a list the kernel's own is taken.
    func readers(_ devices: [ListedDevice]?) -> [USBReader] {
        let drivers = DriverFolder(path: places.drivers).readers()
        let service = ServiceUser(pidFile: places.pidFile)
        return (devices ?? kernel.devices()).compactMap { reader($0, drivers, service) }.sorted { $0.path < $1.path }
    }

    private func reader(
        _ device: ListedDevice, _ drivers: [USBIdentifier: String]?, _ service: ServiceUser?
    ) -> USBReader? {
        let known = KnownReaders.find(device.model)
        // libusb gives none for a device with broken descriptors, which the kernel may still have understood.
        let interfaces = device.interfaces.isEmpty ? kernel.interfaces(at: device.path) : device.interfaces
        let driverName = drivers?[device.model]
        let isReader = interfaces.contains { $0.classCode == Self.cardReaderClass }
        guard isReader || known != nil || driverName != nil else { return nil }
        var facts = ReaderFacts()
        facts.known = known
        facts.hasDriver = drivers.map { $0[device.model] != nil }
        facts.isAuthorised = kernel.isAuthorised(device.path)
        facts.interfaces = forReaders(interfaces, at: device.path)
        facts.node = kernel.node(bus: device.bus, address: device.address)
        facts.service = service
        facts.holders = holders(of: device)
        let ownName = kernel.name(device.path)
        return USBReader(
            model: device.model, name: known?.name ?? driverName ?? (ownName.isEmpty ? "\(device.model)" : ownName),
            bus: device.bus, address: device.address, path: device.path, interfaces: facts.interfaces,
            driverName: driverName, obstacle: facts.obstacle)
    }

    /// Those of class 0x0B, or those of the vendor's own class in a device that has none.
    private func forReaders(_ interfaces: [USBReader.Interface], at path: String) -> [USBReader.Interface] {
        let readers = interfaces.filter { $0.classCode == Self.cardReaderClass }
        let chosen = readers.isEmpty ? interfaces.filter { $0.classCode == Self.vendorClass } : readers
        return chosen.map { interface in
            var interface = interface
            interface.driver = kernel.driver(of: interface.number, at: path)
            return interface
        }
    }

    private func holders(of device: ListedDevice) -> [DeviceHolder] {
        guard geteuid() == 0 else { return [] }
        return DeviceHolder.all(of: kernel.nodePath(bus: device.bus, address: device.address))
    }
}
