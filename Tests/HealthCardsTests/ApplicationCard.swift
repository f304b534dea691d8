import SmartCard
import SmartCardTestKit
import Synchronization

/// A card that knows some applications and nothing else; it remembers the commands it got.
final class ApplicationCard: CardChannel {
    let transmissionProtocol: TransmissionProtocol
    private let applications: [(channel: UInt8, name: [UInt8])]
    private let refusal: [UInt8]
    private let log = Mutex<[[UInt8]]>([])

    /// Names in hexadecimal with the logical channel they are found on.
    init(_ applications: [(UInt8, String)], refusal: String = "6A82", on transmission: TransmissionProtocol = .t0) {
        self.applications = applications.map { ($0, hex($1)) }
        self.refusal = hex(refusal)
        transmissionProtocol = transmission
    }

    /// The commands since the beginning.
    var commands: [[UInt8]] { log.withLock { $0 } }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        log.withLock { $0.append(bytes) }
        let name = Array(bytes.dropFirst(5).prefix(Int(bytes.dropFirst(4).first ?? 0)))
        return applications.contains { $0.channel == bytes[0] && $0.name == name } ? [0x90, 0x00] : refusal
    }
}
