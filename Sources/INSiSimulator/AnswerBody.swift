import Hummingbird
import NIOCore

/// How the bytes of an answer leave: at once, slowly, or not all of them.
struct AnswerBody {
    private let bytes: [UInt8]
    private let mode: Mode
    private let channel: any Channel

    init(_ bytes: [UInt8], _ mode: Mode, _ channel: any Channel) {
        self.bytes = bytes
        self.mode = mode
        self.channel = channel
    }

    var responseBody: ResponseBody {
        switch mode {
        case .truncated: brokenOff(after: bytes.count / 2) {}
        case .resetAfterHeaders: brokenOff(after: 1) { [channel] in await ConnectionReset.now(channel) }
        case .drip(let time): dripping(over: time)
        default: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        }
    }

    /// Announces everything, sends the head and some bytes, then ends the connection. The head does not leave alone.
    private func brokenOff(after count: Int, _ end: @escaping @Sendable () async -> Void) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { [bytes] writer in
            try await writer.write(ByteBuffer(bytes: bytes.prefix(count)))
            await end()
            throw BrokenOff()
        }
    }

    /// In fifty pieces, evenly: one byte at a time would take a busy machine longer than the time that was asked for.
    private func dripping(over time: Duration) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { [bytes] writer in
            let start = ContinuousClock.now
            for first in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)) {
                let next = min(bytes.count, first + max(1, bytes.count / 50))
                try await Task.sleep(until: start + time * next / bytes.count)
                try await writer.write(ByteBuffer(bytes: bytes[first..<next]))
            }
            try await writer.finish(nil)
        }
    }

    private struct BrokenOff: Error {}
}
