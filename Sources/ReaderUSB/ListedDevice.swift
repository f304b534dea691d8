import CUSB
import SmartCard

/// A device as the bus lists it, before anything is known of drivers and permissions.
struct ListedDevice: Equatable {
    let model: USBIdentifier
    let bus: UInt8
    let address: UInt8
    /// The kernel's path, e.g. `1-1.4`.
    let path: String
    let interfaces: [USBReader.Interface]
}

extension ListedDevice {
    /// From libusb's descriptors, which it holds in memory; nil for a root hub, which is plugged nowhere.
    init?(_ device: OpaquePointer) {
        var descriptor = libusb_device_descriptor()
        guard unsafe libusb_get_device_descriptor(device, &descriptor) == 0 else { return nil }
        let bus = unsafe libusb_get_bus_number(device)
        // At most seven hubs stand one behind the other (USB 3.0, 10.3).
        var ports = [UInt8](repeating: 0, count: 7)
        let depth = unsafe libusb_get_port_numbers(device, &ports, Int32(ports.count))
        guard depth > 0 else { return nil }
        self.init(
            model: USBIdentifier(descriptor.idVendor, descriptor.idProduct), bus: bus,
            address: unsafe libusb_get_device_address(device),
            path: "\(bus)-" + ports.prefix(Int(depth)).map(String.init).joined(separator: "."),
            interfaces: unsafe Self.interfaces(device))
    }

    /// Of the active configuration, or of the first one of a device that has none.
    private static func interfaces(_ device: OpaquePointer) -> [USBReader.Interface] {
        var configuration: UnsafeMutablePointer<libusb_config_descriptor>?
        if unsafe libusb_get_active_config_descriptor(device, &configuration) != 0 {
            unsafe libusb_get_config_descriptor(device, 0, &configuration)
        }
        guard let configuration = unsafe configuration else { return [] }
        defer { unsafe libusb_free_config_descriptor(configuration) }
        return (0..<Int(unsafe configuration.pointee.bNumInterfaces)).compactMap { index in
            let interface = unsafe configuration.pointee.interface[index]
            guard unsafe interface.num_altsetting > 0, let setting = unsafe interface.altsetting else { return nil }
            return unsafe .init(
                number: setting.pointee.bInterfaceNumber, classCode: setting.pointee.bInterfaceClass)
        }
    }
}
