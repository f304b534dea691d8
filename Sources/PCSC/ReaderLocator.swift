import CPCSC
import Dispatch
public import SmartCard

/// Asks the driver where a reader is (`SCARD_ATTR_CHANNEL_ID`: bus and device address) and the kernel what path that is.
public final class ReaderLocator: ReaderLocating {
    private let queue = DispatchQueue(label: "reader-locator")
    private let devices: USBDevices

    /// A locator over the kernel's folder of USB devices.
    public init(folder: String = "/sys/bus/usb/devices") {
        devices = USBDevices(folder: folder)
    }

    /// See `ReaderLocating`. Connects directly to the reader, with or without a card; a reader that another program has for
    /// itself is not located.
    public func location(of reader: Reader) async -> ReaderLocation? {
        await onQueue { [devices] in
            guard let channel = Self.channel(of: reader), let address = USBAddress(channel: channel) else { return nil }
            return devices.path(of: address).map { ReaderLocation(usbPath: $0) }
        }
    }

    private func onQueue<R: Sendable>(_ work: @escaping @Sendable () -> R) async -> R {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    /// The attribute, four bytes in the machine's order.
    private static func channel(of reader: Reader) -> [UInt8]? {
        guard let context = try? Context() else { return nil }
        var handle = SCARDHANDLE()
        var active = DWORD()
        guard
            unsafe SCardConnect(context.handle, reader.name, DWORD(SCARD_SHARE_DIRECT), 0, &handle, &active) == 0
        else { return nil }
        defer { SCardDisconnect(handle, DWORD(SCARD_LEAVE_CARD)) }
        var value = [UInt8](repeating: 0, count: 16)
        var count = DWORD(value.count)
        guard unsafe SCardGetAttrib(handle, pcsc_channel_id, &value, &count) == 0 else { return nil }
        return Array(value.prefix(Int(clamping: count)))
    }
}

/// Bus and device number of a USB device.
struct USBAddress: Equatable, Sendable {
    let bus: UInt8
    let device: UInt8

    /// From a channel identifier of four bytes, low byte first: `0020` in the high half means USB, then bus and device.
    init?(channel: [UInt8]) {
        guard channel.count == 4, channel[3] == 0x00, channel[2] == 0x20 else { return nil }
        bus = channel[1]
        device = channel[0]
    }
}
