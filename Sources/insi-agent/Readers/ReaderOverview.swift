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

    /// One look at both sides. A reader is connected to only where its name does not tell which device it is.
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
        for (reader, isInUse) in readers {
            let shown = Shown(reader: reader, isInUse: isInUse)
            if let index = await index(of: reader, in: devices) {
                rows[index].shown.append(shown)
            } else {
                rows.append(Row(usb: nil, shown: [shown]))
            }
        }
        return rows
    }

    /// By its driver's name; where several devices have it or none, by its place, and where it does not tell that, by its name
    /// after all.
    private static func index(of reader: Reader, in devices: [USBReader]) async -> Int? {
        let named = devices.indices.filter { devices[$0].driverName.map(reader.name.hasPrefix) ?? false }
        guard named.count != 1, let path = await path(of: reader) else { return named.first }
        return devices.firstIndex { $0.path == path } ?? named.first
    }

    /// Nil when the reader does not tell within two seconds: one that is stuck, or in another program's transaction.
    private static func path(of reader: Reader) async -> String? {
        let (answers, answer) = AsyncStream.makeStream(of: String?.self)
        Task {
            answer.yield(await ReaderLocator().location(of: reader)?.usbPath)
            answer.finish()
        }
        Task {
            try? await Task.sleep(for: .seconds(2))
            answer.finish()
        }
        return await answers.first { _ in true } ?? nil
    }
}
