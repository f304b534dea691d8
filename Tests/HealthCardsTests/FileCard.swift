import SmartCard
import Synchronization

/// A Vitale card made of the bytes of its two files, on T=1: for files that no honest card has.
final class FileCard: CardChannel {
    let transmissionProtocol = TransmissionProtocol.t1
    private let files: [[UInt8]]
    private let block: Int
    private let selected = Mutex(0)

    init(identity: [UInt8], matricules: [UInt8], block: Int = 256) {
        files = [identity, matricules]
        self.block = block
    }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        guard command[1] == 0xB0 else {
            selected.withLock { $0 = command[2] == 0x04 ? 1 : 0 }
            return [0x90, 0x00]
        }
        let file = files[selected.withLock { $0 }]
        let isByIdentifier = command[2] & 0x80 != 0
        let offset = isByIdentifier ? Int(command[3]) : Int(command[2]) << 8 | Int(command[3])
        guard offset < file.count || (offset == 0 && file.isEmpty) else { return [0x6B, 0x00] }
        let data = file[offset...].prefix(block)
        return data + (data.count < 256 ? [0x62, 0x82] : [0x90, 0x00])
    }
}
