/// The identifier of a request, `wsa:MessageID`.
public enum MessageID {
    /// `uuid:` and a random UUID: the form asked for by the certification body (insi.md 2.2).
    public static func new() -> String { "uuid:" + MessageStamp.uuid() }
}
