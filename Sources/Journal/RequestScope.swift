/// The request that the work under way belongs to. It goes along with the task, and with every task that one begins: what is
/// logged there bears its number, which the answer's `X-Request-Id` and its problem tell too.
public struct RequestScope: Equatable, Sendable {
    /// The request of this task; nil for what nobody asked for.
    @TaskLocal public static var current: RequestScope?

    /// Its number.
    public let id: String
    /// The number of the request that led to it, when it has one of its own: to the search that an accepted PIN began, or the
    /// line of a work list.
    public let cause: String?

    /// A request of that number.
    public init(id: String, cause: String? = nil) {
        (self.id, self.cause) = (id, cause)
    }

    /// What a line tells of it: under one name, so that either number finds it.
    var fields: [LogLine.Field] {
        [LogLine.Field("requestId", id)] + (cause.map { [LogLine.Field("requestId", $0)] } ?? [])
    }
}
