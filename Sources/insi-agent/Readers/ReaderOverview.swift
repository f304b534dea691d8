import PCSC
import ReaderUSB
import SmartCard

/// Every reader, as USB and PC/SC show it, joined by where it is plugged.
struct ReaderOverview {
    /// A reader that PC/SC shows.
    struct Shown {
        let reader: Reader
        /// Whether some program is connected to it.
        let isInUse: Bool
    }

    /// One device, or a reader of PC/SC that no device on USB was found for.
    struct Row {
        /// The device.
        let usb: USBReader?
        /// What PC/SC shows of it, slot by slot; empty when it shows nothing.
        var shown: [Shown] = []
    }

    /// Devices in the order of paths, then the other readers of PC/SC.
    let rows: [Row]
    /// Why PC/SC could not be asked.
    let serviceError: CardError?

    /// One look at both sides. Blocks for as long as the drivers take to tell where their readers are.
    static func look() async -> ReaderOverview {
        let devices = USBSurvey().look()
        do throws(CardError) {
            return ReaderOverview(rows: await join(devices, try ReaderUsage.look()), serviceError: nil)
        } catch {
            return ReaderOverview(rows: devices.map { Row(usb: $0) }, serviceError: error)
        }
    }

    private static func join(_ devices: [USBReader], _ readers: [(reader: Reader, isInUse: Bool)]) async -> [Row] {
        var rows = devices.map { Row(usb: $0) }
        let locator = ReaderLocator()
        for (reader, isInUse) in readers {
            let shown = Shown(reader: reader, isInUse: isInUse)
            let path = await locator.location(of: reader)?.usbPath
            if let index = index(of: reader, at: path, in: devices) {
                rows[index].shown.append(shown)
            } else {
                rows.append(Row(usb: nil, shown: [shown]))
            }
        }
        return rows
    }

    /// A reader that another program has for itself does not tell its place: then the driver's name for it must do.
    private static func index(of reader: Reader, at path: String?, in devices: [USBReader]) -> Int? {
        devices.firstIndex { device in
            path.map { $0 == device.path } ?? device.driverName.map { reader.name.hasPrefix($0) } ?? false
        }
    }
}
