public import SmartCard
import Synchronization

/// A card that knows one conversation by heart: each command must be the next of the script.
public final class ScriptedCard: CardChannel {
    /// One step of the script.
    public struct Exchange: Sendable {
        let command: [UInt8]
        let answer: Result<[UInt8], CardError>
        let comment: String

        /// Command and response in hexadecimal; the response ends with its status word.
        public init(_ command: String, _ response: String, _ comment: String) {
            self.command = hex(command)
            answer = .success(hex(response))
            self.comment = comment
        }

        /// A command during which the exchange fails.
        public init(_ command: String, fails error: CardError, _ comment: String) {
            self.command = hex(command)
            answer = .failure(error)
            self.comment = comment
        }
    }

    /// T=0 unless told otherwise.
    public let transmissionProtocol: TransmissionProtocol
    private let script: [Exchange]
    private let progress = Mutex<(next: Int, complaint: String?)>((0, nil))

    /// A card for that conversation.
    public init(_ script: [Exchange], on transmissionProtocol: TransmissionProtocol = .t0) {
        self.transmissionProtocol = transmissionProtocol
        self.script = script
    }

    /// What went against the script, or which step was never reached; nil when all went by it.
    public var complaint: String? {
        progress.withLock { state in
            if let complaint = state.complaint { return complaint }
            return state.next < script.count ? "never asked for: \(script[state.next].comment)" : nil
        }
    }

    /// Answers the next step; anything else is kept as the complaint and answered `6F00`.
    public func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        let answer = progress.withLock { state -> Result<[UInt8], CardError> in
            guard state.complaint == nil, state.next < script.count, script[state.next].command == bytes else {
                let expected = state.next < script.count ? script[state.next].comment : "nothing"
                state.complaint = state.complaint ?? "expected \(expected), got \(ATR(bytes))"
                return .success([0x6F, 0x00])
            }
            state.next += 1
            return script[state.next - 1].answer
        }
        return try answer.get()
    }
}
