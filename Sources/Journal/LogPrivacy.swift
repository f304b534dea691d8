import Logging

/// The one place that decides what of an event is written, to the journal, to standard error and to the ring.
///
/// Our own events are told with fields that are typed by what they are (`LogField` of AgentCore has no free text), so that names
/// cannot be in them. What others word, causes of errors and lines of libraries, is written without anything that looks like a
/// number of a person, a date or bytes of a card; of libraries no metadata is written, which may hold a request.
public enum LogPrivacy {
    /// Under this key an event of ours bears its stable name.
    public static let eventKey = "event"
    /// Under this key it bears the identifier for alerts.
    public static let alertKey = "alert"
    /// Bytes of one value that are written.
    static let longest = 1000

    /// What is written of an event told through swift-log, in the request that it happens in.
    static func line(of event: LogEvent, with metadata: Logger.Metadata, in request: RequestScope?) -> LogLine {
        let place = LogLine.Place(file: event.file, function: event.function, line: event.line)
        let numbers = request?.fields ?? []
        guard case .string(let name)? = metadata[eventKey] else {
            // What a library calls news is none to an administrator.
            return LogLine(
                event.level > .notice ? event.level : .debug, "library",
                message: "[\(event.source)] " + redacted(event.message.description), fields: numbers, place: place)
        }
        let told = metadata.filter { $0.key != eventKey && $0.key != alertKey }.sorted { $0.key < $1.key }
        return LogLine(
            event.level, name, alert: metadata[alertKey]?.description, message: event.message.description,
            fields: told.map { LogLine.Field($0.key, cut($0.value.description)) } + numbers, place: place)
    }

    /// A text that others worded, without what may be a person's: six digits and more, also in groups, sixteen hexadecimal digits
    /// and more, and what has a `PersonalShape` stand as `…`. A result code of PC/SC stays, in hexadecimal.
    public static func redacted(_ text: String) -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        var previous: Unicode.Scalar?
        while let first = rest.first {
            let (taken, written) = next(rest, first, after: previous)
            result += written
            previous = taken.last
            rest = rest[taken.endIndex...]
        }
        return cut(result)
    }

    /// What to take off a text next, and what is written for it.
    private static func next(
        _ rest: Substring.UnicodeScalarView, _ first: Unicode.Scalar, after previous: Unicode.Scalar?
    ) -> (Substring.UnicodeScalarView, String) {
        if let personal = PersonalShape.begins(rest, after: previous) {
            // Digits that follow belong to it, or to nobody who is told by them.
            return (rest[..<number(at: rest[personal.endIndex...]).endIndex], "…")
        }
        let hexadecimal = rest.prefix { $0.properties.isASCIIHexDigit }
        if hexadecimal.count >= 16 { return (hexadecimal, "…") }
        guard PersonalShape.isDigit(first) else { return (rest.prefix(1), String(rest.prefix(1))) }
        let number = number(at: rest)
        if number.count(where: PersonalShape.isDigit) >= 6 { return (number, pcscCode(number) ?? "…") }
        let group = rest.prefix(while: PersonalShape.isDigit)
        return (group, String(group))
    }

    /// The digits that a text begins with, in groups or not.
    private static func number(at text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        let run = text.prefix { PersonalShape.isDigit($0) || PersonalShape.isGrouping($0) }
        return run.lastIndex(where: PersonalShape.isDigit).map { run[...$0] } ?? run[run.startIndex..<run.startIndex]
    }

    /// Result codes of PC/SC are 0x80100000 and what follows.
    private static func pcscCode(_ number: Substring.UnicodeScalarView) -> String? {
        guard let code = UInt32(String(number)), code >> 16 == 0x8010 else { return nil }
        return "0x" + String(code, radix: 16)
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= longest ? text : String(decoding: text.utf8.prefix(longest - 6), as: UTF8.self) + "…"
    }
}
