import Foundation

/// A connection that stays open on one request, whose answer is read piece by piece. One task uses it at a time.
final class HeldConnection: @unchecked Sendable {
    /// One server-sent event; a comment has no name.
    struct Event: Sendable {
        var name: String?
        var id: String?
        var data = ""

        var json: JSON? { try? JSON(Array(data.utf8)) }
    }

    /// The agent ended the connection.
    struct Over: Error {}

    private let descriptor: Int32
    private var isOpen = true
    /// What was received and not read yet: of the head first, then of the chunks.
    private var received = Data()
    private var text = Data()
    private var hasHead = false
    private var isChunked = false

    init(_ request: [UInt8], _ port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = try RawHTTP.open(request, port: port, receiveBuffer: receiveBuffer)
    }

    deinit {
        close()
    }

    /// Goes away without a word.
    func close() {
        guard isOpen else { return }
        isOpen = false
        Foundation.close(descriptor)
    }

    /// The status and the headers, as text.
    func head(within seconds: Double = 10) async throws -> String {
        try await Waiting.onThread { [self] in try readHead(before: .now + .seconds(seconds)) }
    }

    /// The next event that is none of the comments; throws `Over` where the stream has ended.
    func event(within seconds: Double = 10) async throws -> Event {
        try await Waiting.onThread { [self] in try nextEvent(before: .now + .seconds(seconds)) }
    }

    /// Reads events until one is as wanted.
    @discardableResult
    func follow(within seconds: Double = 10, until isDone: @escaping @Sendable (JSON) -> Bool) async throws -> Event {
        try await Waiting.onThread { [self] in
            let deadline = ContinuousClock.now + .seconds(seconds)
            while true {
                let event = try nextEvent(before: deadline)
                if let state = event.json, isDone(state) { return event }
            }
        }
    }

    /// Whether the agent ends the connection in time; what comes before is read and dropped.
    func isOver(within seconds: Double = 10) async throws -> Bool {
        try await Waiting.onThread { [self] in
            let deadline = ContinuousClock.now + .seconds(seconds)
            do {
                while true { received = try Data(read(before: deadline)) }
            } catch is Over {
                return true
            } catch is Waiting.TimeOver {
                return false
            }
        }
    }

    /// Sends a piece whenever the agent was silent for a tenth of a second. Whether the agent ends the connection in time.
    func isOver(dripping piece: String, within seconds: Double) async throws -> Bool {
        try await Waiting.onThread { [self] in
            let deadline = ContinuousClock.now + .seconds(seconds)
            while ContinuousClock.now < deadline {
                do {
                    while true { _ = try read(before: .now + .milliseconds(100)) }
                } catch is Over {
                    return true
                } catch is Waiting.TimeOver {
                    RawHTTP.send(Array(piece.utf8), to: descriptor)
                }
            }
            return false
        }
    }

    /// What follows the head, as far as it came until it holds `needle`.
    func body(holding needle: String, within seconds: Double = 20) async throws -> String {
        try await Waiting.onThread { [self] in
            let deadline = ContinuousClock.now + .seconds(seconds)
            _ = try readHead(before: deadline)
            while received.range(of: Data(needle.utf8)) == nil { received += try read(before: deadline) }
            return String(decoding: received, as: UTF8.self)
        }
    }

    private func readHead(before deadline: ContinuousClock.Instant) throws -> String {
        guard !hasHead else { return "" }
        while true {
            if let end = received.range(of: Data("\r\n\r\n".utf8)) {
                let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                received = Data(received[end.upperBound...])
                hasHead = true
                isChunked = head.lowercased().contains("transfer-encoding: chunked")
                return head
            }
            received += try read(before: deadline)
        }
    }

    private func nextEvent(before deadline: ContinuousClock.Instant) throws -> Event {
        _ = try readHead(before: deadline)
        guard isChunked else { throw Over() }
        while true {
            while let end = text.range(of: Data("\n\n".utf8)) {
                let lines = String(decoding: text[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\n")
                text = Data(text[end.upperBound...])
                let event = Self.event(lines)
                if event.name != nil { return event }
            }
            text += try chunk(before: deadline)
        }
    }

    private static func event(_ lines: [String]) -> Event {
        var event = Event()
        for line in lines {
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            switch parts.first {
            case "event": event.name = parts.last
            case "id": event.id = parts.last
            case "data": event.data += parts.last ?? ""
            default: break
            }
        }
        return event
    }

    private func chunk(before deadline: ContinuousClock.Instant) throws -> Data {
        let lineEnd = Data("\r\n".utf8)
        while true {
            if let end = received.range(of: lineEnd),
                let size = Int(String(decoding: received[..<end.lowerBound], as: UTF8.self), radix: 16),
                received.endIndex >= end.upperBound + size + 2
            {
                guard size > 0 else { throw Over() }
                let chunk = received[end.upperBound..<end.upperBound + size]
                received = Data(received[(end.upperBound + size + 2)...])
                return Data(chunk)
            }
            received += try read(before: deadline)
        }
    }

    private func read(before deadline: ContinuousClock.Instant) throws -> [UInt8] {
        let milliseconds = max(0, (deadline - .now) / .milliseconds(1))
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe Foundation.poll(&poll, 1, Int32(milliseconds)) > 0 else {
            throw Waiting.TimeOver(description: "nothing more came, \(received.count) bytes of it unread")
        }
        var page = [UInt8](repeating: 0, count: 65536)
        let count = unsafe page.withUnsafeMutableBytes { unsafe Foundation.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { throw Over() }
        return Array(page[..<count])
    }
}
