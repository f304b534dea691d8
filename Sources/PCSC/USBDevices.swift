import Glibc

/// The USB devices that the kernel shows as folders of small text files.
struct USBDevices: Sendable {
    let folder: String

    /// The path of the device with that address.
    func path(of address: USBAddress) -> String? {
        names().first { name in
            number(name, "busnum", radix: 10) == UInt16(address.bus)
                && number(name, "devnum", radix: 10) == UInt16(address.device)
        }
    }

    /// Folders of devices: interfaces have a colon in their name.
    private func names() -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix("."), !name.contains(":") { names.append(name) }
        }
        return names.sorted()
    }

    private func number(_ device: String, _ file: String, radix: Int) -> UInt16? {
        let descriptor = unsafe open("\(folder)/\(device)/\(file)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let digits = bytes.prefix(count).prefix { $0 != 0x0A && $0 != 0x20 }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: radix)
    }
}
