import AgentCore
import ReaderUSB
import SmartCard

/// Every reader, as USB and PC/SC show it, joined by where it is plugged.
struct ReaderOverview {
    /// A reader that PC/SC shows.
    struct Shown {
        let reader: Reader
        /// Whether some program is connected to it.
        let isInUse: Bool
        /// Whether the device in whose row it stands is surely its own.
        let isLocated: Bool
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
    /// What came of asking PC/SC.
    let service: ReaderServiceSight
    /// Whether PC/SC has readers or users of readers that it did not tell; without the service there are none.
    var isServiceUnknown: Bool {
        switch service {
        case .answered, .absent: false
        case .silent, .refused, .denied, .failed: true
        }
    }

    /// How long USB may take to answer.
    private static let patience = Duration.seconds(5)

    /// One look at both sides. A reader is connected to only where its name does not tell which device it is.
    static func look() async -> ReaderOverview {
        let devices = await Blocking.run("usb", within: patience) { USBSurvey().look() } ?? []
        let service = await ReaderProbe.look()
        return ReaderOverview(rows: await join(devices, service.readers), service: service)
    }

    private static func join(_ devices: [USBReader], _ readers: [ReaderSight]) async -> [Row] {
        var rows = devices.map { Row(usb: $0) }
        for sight in readers {
            let (index, isLocated) = await index(of: sight.reader, in: devices)
            let shown = Shown(reader: sight.reader, isInUse: sight.isInUse, isLocated: isLocated)
            if let index {
                rows[index].shown.append(shown)
            } else {
                rows.append(Row(usb: nil, shown: [shown]))
            }
        }
        return rows
    }

    /// By its driver's name; where several devices have it or none, by its place, and where it does not tell that, by its name
    /// after all.
    private static func index(of reader: Reader, in devices: [USBReader]) async -> (index: Int?, isLocated: Bool) {
        let named = devices.indices.filter { devices[$0].driverName.map(reader.name.hasPrefix) ?? false }
        guard named.count != 1 else { return (named.first, true) }
        if let path = await ReaderPlace.path(of: reader), let index = devices.firstIndex(where: { $0.path == path }) {
            return (index, true)
        }
        return (named.first, false)
    }

    /// A reader that a program uses and that may be this device: it stands in its row, or in nobody's for sure while its name is
    /// no other device's.
    func user(of device: USBReader) -> Shown? {
        let own = rows.first { $0.usb?.path == device.path }?.shown ?? []
        let unsure = rows.flatMap(\.shown).filter { !$0.isLocated && mayBe($0.reader, device) }
        return (own + unsure).first(where: \.isInUse)
    }

    private func mayBe(_ reader: Reader, _ device: USBReader) -> Bool {
        let named = rows.compactMap(\.usb).filter { $0.driverName.map(reader.name.hasPrefix) ?? false }
        return named.isEmpty || named.contains { $0.path == device.path }
    }
}
