import Cryptography

/// MSE SET and the PSO commands of a CPS4 (cpx.md 5.4).
extension CPS4Chip {
    /// `01 22 81 B6` and `01 22 41 B8`; the keys are known in 0001 only.
    mutating func manageSecurityEnvironment(_ command: Command) -> UInt16 {
        guard !command.data.isEmpty else { return Status.wrongLength }
        guard directory == .application else { return Status.referenceNotFound }
        switch command.parameters {
        case 0x81B6: return environment.setSignature(command.data)
        case 0x41B8: return environment.setDecipherment(command.data)
        default: return Status.wrongParameters
        }
    }

    mutating func performSecurityOperation(_ command: Command) -> Answer {
        switch command.parameters {
        case 0x9E9A: return computeSignature(command.data)
        case 0x8086: return decipher(command)
        default: return .status(Status.wrongParameters)
        }
    }

    /// `01 2A 9E 9A`: over a hash made outside.
    private func computeSignature(_ digest: [UInt8]) -> Answer {
        guard codes.pin.isVerified else { return .status(Status.securityNotSatisfied) }
        guard let hash = environment.signature else { return .status(Status.conditionsNotSatisfied) }
        guard digest.count == hash.size else { return .status(Status.wrongLength) }
        return Self.result { () throws(CryptoError) in
            try hash == .sha256 ? keys.signature.sign(sha256: digest) : keys.signature.sign(sha1: digest)
        }
    }

    /// `11 2A 80 86` then `01 2A 80 86`: 256 bytes in all, without a byte 81 in front. A real card applies the key to
    /// whatever they are; this one only to a block of type 1, which makes it a signature.
    mutating func decipher(_ command: Command) -> Answer {
        let data = chainedData + command.data
        chainedData = []
        guard !command.data.isEmpty, data.count <= 256 else { return .status(Status.wrongLength) }
        guard codes.pin.isVerified else { return .status(Status.securityNotSatisfied) }
        guard environment.deciphers else { return .status(Status.conditionsNotSatisfied) }
        if command.cla == 0x11 {
            chainedData = data
            return .success
        }
        guard data.count == 256 else { return .status(Status.wrongLength) }
        guard let content = Self.contentOfPadded(data) else { return .status(Status.wrongData) }
        return Self.result { () throws(CryptoError) in try keys.authentication.signPadded(digestInfo: content) }
    }

    /// What is behind `00 01 FF … 00` (RFC 8017 9.2); nil for any other block.
    private static func contentOfPadded(_ block: [UInt8]) -> [UInt8]? {
        guard block.starts(with: [0x00, 0x01]) else { return nil }
        let rest = block.dropFirst(2).drop { $0 == 0xFF }
        guard block.count - rest.count >= 10, rest.first == 0x00 else { return nil }
        return Array(rest.dropFirst())
    }

    private static func result(_ operation: () throws(CryptoError) -> [UInt8]) -> Answer {
        do {
            return .result(try operation())
        } catch {
            return .status(Status.wrongData)
        }
    }
}
