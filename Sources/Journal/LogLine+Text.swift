import Glibc

extension LogLine {
    /// The event on one line: `2026-11-22T09:30:00.123Z warning pcsc.unavailable: pcsc service unavailable code=8010001d`.
    ///
    /// Nothing in it can end the line or steer a terminal: such characters stand as `\u{1b}`.
    public var text: String {
        var words = ["\(timeText) \(level) \(event):", Self.escaped(message)]
        words += fields.map { "\($0.name)=\(Self.quoted($0.value))" }
        return words.joined(separator: " ")
    }

    /// RFC 3339 in UTC, with milliseconds.
    public var timeText: String {
        let (seconds, milliseconds) = time.quotientAndRemainder(dividingBy: 1000)
        var moment = time_t(seconds)
        var parts = unsafe tm()
        unsafe gmtime_r(&moment, &parts)
        let date = unsafe [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday].map(Self.padded)
        let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map(Self.padded)
        let thousandths = String(1000 + milliseconds).dropFirst()
        return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "." + thousandths + "Z"
    }

    private static func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.unicodeScalars.allSatisfy { $0 != " " && $0 != "\"" && $0 != "=" }
        guard !isPlain else { return escaped(value) }
        return "\"" + escaped(value).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
            + "\""
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
