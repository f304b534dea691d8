import CUSB
import SmartCard

/// A libusb session, ended when it goes out of scope. It lists devices without opening them, from what the kernel shows in
/// `/sys`: libusb 1.0.26 with libudev does not mind that `/dev/bus/usb` is hidden, but needs a netlink socket.
@safe struct USBContext: ~Copyable, @unchecked Sendable {
    // libusb's own locks make every function used here safe on several threads.
    private let session: OpaquePointer
    /// Less than 2^31 milliseconds: libusb waits so long at most, which is 23 days.
    private static let longest = timeval(tv_sec: 2_000_000, tv_usec: 0)

    /// `libusb_init`; starts libusb's own thread, which sleeps until the kernel tells of a device.
    init() throws(USBError) {
        var session: OpaquePointer?
        let result = unsafe libusb_init(&session)
        guard result == 0, let session = unsafe session else { throw .initialisation(code: result) }
        unsafe self.session = session
    }

    deinit {
        unsafe libusb_exit(session)
    }

    /// The devices now, root hubs included.
    func devices() -> [ListedDevice] {
        unsafe withDevices { device in unsafe ListedDevice(device) }
    }

    /// Has `handleEvents` return after each plugging and unplugging, for as long as the session lasts.
    func watchPlugging() throws(USBError) {
        guard libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG.rawValue) != 0 else { throw .hotplugUnsupported }
        let events = LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT.rawValue
        let any = LIBUSB_HOTPLUG_MATCH_ANY
        let result = unsafe libusb_hotplug_register_callback(
            session, Int32(events), 0, any, any, any, { _, _, _, _ in 0 }, nil, nil)
        guard result == 0 else { throw .hotplugUnsupported }
    }

    /// Blocks until something happened on USB or `wake()` was called.
    func handleEvents() throws(USBError) {
        var patience = Self.longest
        let result = unsafe libusb_handle_events_timeout_completed(session, &patience, nil)
        guard libusb_error(rawValue: result) != LIBUSB_ERROR_INTERRUPTED else { return }
        try USBError.check(result, "libusb_handle_events_timeout_completed")
    }

    /// Ends the wait of `handleEvents`, or the next one.
    func wake() {
        unsafe libusb_interrupt_event_handler(session)
    }

    /// Opens the device at that path and resets its port, which leaves it as after plugging it in. Blocks for up to some seconds.
    func reset(path: String) throws(USBError) {
        var outcome: Result<Void, USBError> = .failure(.deviceMissing)
        _ = unsafe withDevices { device in
            guard unsafe ListedDevice(device)?.path == path else { return nil as Void? }
            outcome = unsafe Self.reset(device)
            return ()
        }
        try outcome.get()
    }

    private static func reset(_ device: OpaquePointer) -> Result<Void, USBError> {
        Result { () throws(USBError) in
            var handle: OpaquePointer?
            try USBError.check(unsafe libusb_open(device, &handle), "libusb_open")
            defer { unsafe libusb_close(handle) }
            let result = unsafe libusb_reset_device(handle)
            // Not found: the device came back as another one, which is a reset as well.
            guard libusb_error(rawValue: result) != LIBUSB_ERROR_NOT_FOUND else { return }
            try USBError.check(result, "libusb_reset_device")
        }
    }

    private func withDevices<R>(_ body: (OpaquePointer) -> R?) -> [R] {
        var list: UnsafeMutablePointer<OpaquePointer?>?
        let count = unsafe libusb_get_device_list(session, &list)
        guard count >= 0, let list = unsafe list else { return [] }
        defer { unsafe libusb_free_device_list(list, 1) }
        return (0..<Int(count)).compactMap { index in
            guard let device = unsafe list[index] else { return nil }
            return unsafe body(device)
        }
    }
}
