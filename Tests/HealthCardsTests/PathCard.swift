import SmartCard
import Synchronization

/// A CPx of the third generation made of files by their full path, on T=1.
final class PathCard: CardChannel {
    let transmissionProtocol = TransmissionProtocol.t1
    private let files: [[UInt8]: [UInt8]]
    private let state = Mutex<(file: [UInt8], count: Int)>(([], 0))

    init(_ files: [[UInt8]: [UInt8]]) {
        self.files = files
    }

    /// How many commands it got.
    var count: Int { state.withLock { $0.count } }

    func transmit(_ command: Span<UInt8>) throws(CardError) -> [UInt8] {
        let bytes = command.indices.map { command[$0] }
        return state.withLock { state in
            state.count += 1
            if bytes[1] == 0xB0 {
                let offset = Int(bytes[2]) << 8 | Int(bytes[3])
                guard offset < state.file.count else { return [0x6B, 0x00] }
                return state.file[offset...].prefix(Int(bytes[4])) + [0x90, 0x00]
            }
            guard bytes[2] == 0x09 else { return [0x90, 0x00] }
            guard let file = files[Array(bytes.dropFirst(5).prefix(Int(bytes[4])))] else { return [0x6A, 0x82] }
            state.file = file
            return [0x90, 0x00]
        }
    }
}
