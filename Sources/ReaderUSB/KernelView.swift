import Glibc
import SmartCard

/// What the kernel tells of USB devices in small files, without opening any device.
struct KernelView: Sendable {
    /// `/sys/bus/usb/devices`, or a test's.
    let folder: String
    /// `/dev/bus/usb`, or a test's.
    let nodes: String

    /// The devices, for a libusb that cannot be used.
    func devices() -> [ListedDevice] {
        let names = TextFile.names(in: folder) ?? []
        return names.filter { !$0.contains(":") && $0.contains("-") }.compactMap { path in
            guard let vendor = number(path, "idVendor", 16), let product = number(path, "idProduct", 16),
                let bus = number(path, "busnum", 10).flatMap(UInt8.init(exactly:)),
                let address = number(path, "devnum", 10).flatMap(UInt8.init(exactly:))
            else { return nil }
            return ListedDevice(
                model: USBIdentifier(vendor, product), bus: bus, address: address, path: path,
                interfaces: interfaces(at: path))
        }
    }

    /// The interfaces of the device in its present configuration.
    func interfaces(at path: String) -> [USBReader.Interface] {
        (TextFile.names(in: folder) ?? []).filter { $0.hasPrefix(path + ":") }.compactMap(interface)
    }

    /// The kernel driver that holds an interface of the device; `usbfs` for a program.
    func driver(of interface: UInt8, at path: String) -> String? {
        let configuration = number(path, "bConfigurationValue", 10) ?? 1
        let lines = TextFile.lines("\(folder)/\(path):\(configuration).\(interface)/uevent")
        return TextFile.value("DRIVER=", in: lines).map(String.init)
    }

    /// Whether programs may use the device at all; nil where the kernel does not say.
    func isAuthorised(_ path: String) -> Bool? {
        number(path, "authorized", 10).map { $0 != 0 }
    }

    /// What the device calls itself; empty when it does not.
    func name(_ path: String) -> String {
        let words = ["manufacturer", "product"].compactMap { TextFile.lines("\(folder)/\(path)/\($0)").first }
        // A device may send anything: what is no plain character is left out.
        let text = words.joined(separator: " ").unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
            .filter {
                ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
            }
        return String(String(String.UnicodeScalarView(text)).prefix(64))
    }

    /// The device's node; nil where it cannot be seen, as in the agent's own sandbox.
    func node(bus: UInt8, address: UInt8) -> DeviceNode? {
        var status = stat()
        guard unsafe stat(nodePath(bus: bus, address: address), &status) == 0 else { return nil }
        return DeviceNode(owner: status.st_uid, group: status.st_gid, mode: UInt16(status.st_mode & 0o777))
    }

    /// Where the device's node is.
    func nodePath(bus: UInt8, address: UInt8) -> String {
        "\(nodes)/\(Self.digits(bus))/\(Self.digits(address))"
    }

    private static func digits(_ number: UInt8) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    private func interface(_ name: String) -> USBReader.Interface? {
        guard let place = number(name, "bInterfaceNumber", 16).flatMap(UInt8.init(exactly:)),
            let code = number(name, "bInterfaceClass", 16).flatMap(UInt8.init(exactly:))
        else { return nil }
        return .init(number: place, classCode: code)
    }

    private func number(_ device: String, _ file: String, _ radix: Int) -> UInt16? {
        TextFile.lines("\(folder)/\(device)/\(file)").first
            .flatMap { UInt16($0.filter { $0 != " " }, radix: radix) }
    }
}
