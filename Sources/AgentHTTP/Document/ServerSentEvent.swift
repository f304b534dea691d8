import AgentCore
import NIOCore

/// What goes over a `text/event-stream` (WHATWG HTML, section 9.2).
enum ServerSentEvent {
    /// A line that says nothing, so that a peer that is gone is found.
    static let heartbeat = ByteBuffer(string: ": \n\n")

    /// A state under the tag that the client names when it comes back; `document` is one line of JSON.
    static func state(_ tag: EntityTag, _ document: ByteBuffer) -> ByteBuffer {
        event("event: state\nid: \(tag.text)\ndata: ", document)
    }

    /// Why nothing comes after it, as RFC 9457 problem details.
    static func problem(_ problem: Problem) throws -> ByteBuffer {
        let document = ProblemDocument(error: AgentError(problem), requestId: nil).json
        return event("event: problem\ndata: ", ByteBuffer(bytes: try document.encoded()))
    }

    private static func event(_ head: String, _ document: ByteBuffer) -> ByteBuffer {
        var event = ByteBuffer()
        event.reserveCapacity(head.utf8.count + document.readableBytes + 2)
        event.writeString(head)
        event.writeImmutableBuffer(document)
        event.writeString("\n\n")
        return event
    }
}
