import Cryptography

/// MSE SET, the PSO commands and INTERNAL AUTHENTICATE (cpx.md 5.1 to 5.3).
extension CPS3Chip {
    /// `00 22 41 <template>`; the keys are known in the application only.
    mutating func manageSecurityEnvironment(_ command: Command) -> UInt16 {
        guard command.p1 == 0x41 else { return Status.wrongParameters }
        guard !command.data.isEmpty else { return Status.wrongLength }
        guard directory == .application else { return Status.referenceNotFound }
        return environment.set(template: command.p2, command.data)
    }

    /// Data of at most 40 % of the modulus, padded with block type 1 and signed with the authentication key.
    func internalAuthenticate(_ command: Command) -> Answer {
        guard command.parameters == 0 else { return .status(Status.wrongParameters) }
        guard (1...102).contains(command.data.count) else { return .status(Status.wrongLength) }
        guard codes.pin.isVerified else { return .status(Status.securityNotSatisfied) }
        guard environment.authenticates else { return .status(Status.conditionsNotSatisfied) }
        return Self.result { () throws(CryptoError) in
            try keys.authentication.signPadded(digestInfo: command.data)
        }
    }

    mutating func performSecurityOperation(_ command: Command) -> Answer {
        switch command.parameters {
        case 0x90A0: return .status(hash(command.data))
        case 0x9E9A: return computeSignature(command.data)
        case 0x8086: return decipher(command)
        default: return .status(Status.wrongParameters)
        }
    }

    /// PSO HASH: `90 LL [chaining value ‖ bits processed] 80 ll <last block>`.
    private mutating func hash(_ data: [UInt8]) -> UInt16 {
        guard let hash = environment.hash else { return Status.conditionsNotSatisfied }
        guard let objects = TLV.decodeShort(data), objects.map(\.tag) == [0x90, 0x80] else { return Status.wrongData }
        let (before, last) = (objects[0].value, objects[1].value)
        guard (1...64).contains(last.count) else { return Status.wrongData }
        guard before.isEmpty || before.count == hash.size + 8 else { return Status.wrongData }
        let bits = before.suffix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        guard bits.isMultiple(of: 512), before.isEmpty == (bits == 0) else { return Status.wrongData }
        let chaining = before.isEmpty ? nil : Array(before.prefix(hash.size))
        environment.digest = (hash, hash.finish(last, chaining: chaining, processed: bits / 8))
        return Status.success
    }

    /// PSO CDS: over the given digest, or over that of PSO HASH, which is used up.
    private mutating func computeSignature(_ data: [UInt8]) -> Answer {
        guard codes.pin.isVerified else { return .status(Status.securityNotSatisfied) }
        guard let algorithm = environment.signature else { return .status(Status.conditionsNotSatisfied) }
        if data.isEmpty {
            guard let made = environment.digest, made.hash == algorithm.hash else {
                return .status(Status.conditionsNotSatisfied)
            }
            environment.digest = nil
            return sign(made.bytes, algorithm)
        }
        guard acceptsExternalHash else { return .status(Status.wrongData) }
        guard data.count == algorithm.hash.size else { return .status(Status.wrongLength) }
        return sign(data, algorithm)
    }

    private func sign(_ digest: [UInt8], _ algorithm: CPS3Environment.SignatureAlgorithm) -> Answer {
        Self.result { () throws(CryptoError) in
            switch algorithm {
            case .sha1: try keys.signature.sign(sha1: digest)
            case .sha256: try keys.signature.sign(sha256: digest)
            }
        }
    }

    /// PSO DECIPHER: `81 ‖ cryptogram`, 257 bytes in two chained commands.
    private mutating func decipher(_ command: Command) -> Answer {
        let data = chainedData + command.data
        chainedData = []
        guard !command.data.isEmpty, data.count <= 257 else { return .status(Status.wrongLength) }
        guard codes.pin.isVerified else { return .status(Status.securityNotSatisfied) }
        guard environment.deciphers else { return .status(Status.conditionsNotSatisfied) }
        if command.cla == 0x10 {
            chainedData = data
            return .success
        }
        guard data.count == 257, data[0] == 0x81 else { return .status(Status.wrongData) }
        return Self.result { () throws(CryptoError) in try keys.authentication.decryptPKCS1(Array(data.dropFirst())) }
    }

    private static func result(_ operation: () throws(CryptoError) -> [UInt8]) -> Answer {
        do {
            return .result(try operation())
        } catch {
            return .status(Status.wrongData)
        }
    }
}
