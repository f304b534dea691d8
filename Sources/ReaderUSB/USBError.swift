import CUSB

/// What libusb refused. The only file that maps its codes.
public enum USBError: Error, Equatable, Sendable {
    /// `libusb_init` failed, with its code: without netlink sockets, for one. The agent goes on without hot-plug.
    case initialisation(code: Int32)
    /// libusb cannot tell of plugging and unplugging on this system. The agent goes on without.
    case hotplugUnsupported
    /// No device is plugged at that path any more.
    case deviceMissing
    /// Not allowed: opening a device is root's.
    case accessDenied
    /// Any other failure: libusb's code and the function that gave it.
    case failed(code: Int32, function: String)

    /// Throws unless `result` is a success.
    static func check(_ result: Int32, _ function: String) throws(USBError) {
        guard result < 0 else { return }
        switch libusb_error(rawValue: result) {
        case LIBUSB_ERROR_ACCESS: throw .accessDenied
        case LIBUSB_ERROR_NO_DEVICE, LIBUSB_ERROR_NOT_FOUND: throw .deviceMissing
        default: throw .failed(code: result, function: function)
        }
    }
}
