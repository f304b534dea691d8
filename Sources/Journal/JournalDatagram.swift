/// An event in journald's native protocol (systemd, "Native Journal Protocol"): `NAME=value` lines; a value with a line break as its
/// name, its length in eight bytes, the lowest first, and itself.
struct JournalDatagram {
    private(set) var bytes: [UInt8] = []

    init(_ line: LogLine) {
        add("MESSAGE", line.message)
        add("PRIORITY", "\(line.level.priority)")
        add("SYSLOG_IDENTIFIER", "insi-agent")
        add("CODE_FILE", line.place.file)
        add("CODE_LINE", "\(line.place.line)")
        add("CODE_FUNC", line.place.function)
        if let alert = line.alert { add("MESSAGE_ID", alert) }
        add("INSI_EVENT", line.event)
        for field in line.fields { add(Self.name(field.name), field.value) }
    }

    /// `INSI_REQUEST_ID` for `requestId`.
    static func name(_ camelCase: String) -> String {
        var name = "INSI_"
        var wasSmall = false
        for byte in camelCase.utf8 {
            let isCapital = (0x41...0x5A).contains(byte)
            if isCapital, wasSmall { name += "_" }
            wasSmall = !isCapital
            name.append(Character(Unicode.Scalar((0x61...0x7A).contains(byte) ? byte - 0x20 : byte)))
        }
        return name
    }

    private mutating func add(_ name: String, _ value: String) {
        bytes += name.utf8
        if value.utf8.contains(0x0A) {
            bytes.append(0x0A)
            let count = UInt64(value.utf8.count)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
        } else {
            bytes.append(0x3D)
        }
        bytes += value.utf8
        bytes.append(0x0A)
    }
}
