/// The end of a SHA-1 or SHA-256 computation that was begun elsewhere, as PSO HASH with the last block needs it (cpx.md
/// 5.2 variant B; FIPS 180-4). Libraries do not take a chaining value from outside.
enum HashContinuation: UInt8 {
    /// Raw values are the card's algorithm references.
    case sha1 = 0x10
    case sha256 = 0x40

    /// Bytes of a digest and of a chaining value.
    var size: Int { self == .sha1 ? 20 : 32 }

    /// The digest of a message of which `processed` bytes, a multiple of 64, led to `chaining`, and `last` is the rest.
    /// `chaining` is nil when nothing was processed; otherwise it has `size` bytes.
    func finish(_ last: [UInt8], chaining: [UInt8]?, processed: UInt64) -> [UInt8] {
        var words = chaining.map(Self.words) ?? initial
        let padded = Self.pad(last, totalBits: (processed &+ UInt64(last.count)) &* 8)
        for start in stride(from: 0, to: padded.count, by: 64) {
            let block = Self.words(Array(padded[start..<start + 64]))
            words = self == .sha1 ? Self.compress1(words, block) : Self.compress256(words, block)
        }
        return words.flatMap(Self.bytes)
    }

    private var initial: [UInt32] {
        switch self {
        case .sha1:
            [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        case .sha256:
            [
                0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
            ]
        }
    }

    private static func pad(_ last: [UInt8], totalBits: UInt64) -> [UInt8] {
        let zeros = (119 - last.count % 64) % 64
        let length = (0..<8).map { UInt8(truncatingIfNeeded: totalBits >> (56 - 8 * $0)) }
        return last + [0x80] + [UInt8](repeating: 0, count: zeros) + length
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count, by: 4).map { start in
            bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    private static func bytes(_ word: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }

    /// FIPS 180-4 6.1.2.
    private static func compress1(_ state: [UInt32], _ block: [UInt32]) -> [UInt32] {
        var schedule = block
        for t in 16..<80 {
            schedule.append((schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16]).rotated(left: 1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for t in 0..<80 {
            let (f, k): (UInt32, UInt32) =
                switch t {
                case ..<20: ((b & c) ^ (~b & d), 0x5A82_7999)
                case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case ..<60: ((b & c) ^ (b & d) ^ (c & d), 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let next = a.rotated(left: 5) &+ f &+ e &+ k &+ schedule[t]
            (e, d, c, b, a) = (d, c, b.rotated(left: 30), a, next)
        }
        return zip(state, [a, b, c, d, e]).map { $0 &+ $1 }
    }

    /// FIPS 180-4 6.2.2.
    private static func compress256(_ state: [UInt32], _ block: [UInt32]) -> [UInt32] {
        var schedule = block
        for t in 16..<64 {
            let (x, y) = (schedule[t - 15], schedule[t - 2])
            let small0 = x.rotated(left: 25) ^ x.rotated(left: 14) ^ (x >> 3)
            let small1 = y.rotated(left: 15) ^ y.rotated(left: 13) ^ (y >> 10)
            schedule.append(schedule[t - 16] &+ small0 &+ schedule[t - 7] &+ small1)
        }
        var v = state
        for t in 0..<64 {
            let big1 = v[4].rotated(left: 26) ^ v[4].rotated(left: 21) ^ v[4].rotated(left: 7)
            let big0 = v[0].rotated(left: 30) ^ v[0].rotated(left: 19) ^ v[0].rotated(left: 10)
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            let first = v[7] &+ big1 &+ choice &+ constants256[t] &+ schedule[t]
            v = [first &+ big0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        return zip(state, v).map { $0 &+ $1 }
    }
}

extension UInt32 {
    fileprivate func rotated(left count: UInt32) -> UInt32 { self << count | self >> (32 - count) }
}

/// FIPS 180-4 4.2.2.
private let constants256: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
]
