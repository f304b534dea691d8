@testable import CardSimulator

/// Bytes from hexadecimal text; a wrong text gives a visibly wrong array.
func hex(_ text: String) -> [UInt8] {
    Hex.decode(text) ?? Array("not hexadecimal".utf8)
}

/// Hexadecimal text, for messages that can be read.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
        let text = String(byte, radix: 16, uppercase: true)
        return text.count == 1 ? "0" + text : text
    }.joined(separator: " ")
}

/// Every shorter beginning of the bytes, and the bytes with each single byte changed in three ways.
func mutations(of bytes: [UInt8]) -> [[UInt8]] {
    let prefixes = (0..<bytes.count).map { Array(bytes.prefix($0)) }
    let changed = bytes.indices.flatMap { index in
        [0x01, 0x80, 0xFF].map { (mask: UInt8) in
            var copy = bytes
            copy[index] ^= mask
            return copy
        }
    }
    return prefixes + changed
}

/// Compares a part with a whole array, so that expectations read well.
func == (part: ArraySlice<UInt8>, whole: [UInt8]) -> Bool {
    Array(part) == whole
}

/// The same for a part of something that may be absent.
func == (part: ArraySlice<UInt8>?, whole: [UInt8]) -> Bool {
    part.map(Array.init) == whole
}
