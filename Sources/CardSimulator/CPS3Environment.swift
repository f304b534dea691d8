/// What MSE SET and PSO HASH prepared in a virtual CPS3 (cpx.md 5.1). Lost with the application's selection.
struct CPS3Environment {
    /// Algorithm references of a signature with the signature key.
    enum SignatureAlgorithm: UInt8 {
        case sha1 = 0x12
        case sha256 = 0x42

        /// The digest that is signed.
        var hash: HashContinuation { self == .sha1 ? .sha1 : .sha256 }
    }

    private(set) var hash: HashContinuation?
    private(set) var signature: SignatureAlgorithm?
    private(set) var authenticates = false
    private(set) var deciphers = false
    /// The result of PSO HASH, until it is signed.
    var digest: (hash: HashContinuation, bytes: [UInt8])?

    /// MSE SET with the template named by P2; the two objects of a template may come in either order.
    mutating func set(template: UInt8, _ data: [UInt8]) -> UInt16 {
        guard let objects = TLV.decodeShort(data) else { return Status.wrongData }
        guard let algorithm = Self.single(0x80, in: objects) else { return Status.wrongData }
        let key = Self.single(0x84, in: objects)
        guard objects.count == (key == nil ? 1 : 2) else { return Status.wrongData }
        switch template {
        case 0xAA: return setHash(algorithm, key)
        case 0xB6: return setSignature(algorithm, key)
        case 0xA4: return allow(0x02, algorithm, key) { $0.authenticates = true }
        case 0xB8: return allow(0x1A, algorithm, key) { $0.deciphers = true }
        default: return Status.wrongParameters
        }
    }

    private mutating func setHash(_ algorithm: UInt8, _ key: UInt8?) -> UInt16 {
        guard key == nil, let chosen = HashContinuation(rawValue: algorithm) else { return Status.wrongData }
        hash = chosen
        digest = nil
        return Status.success
    }

    private mutating func setSignature(_ algorithm: UInt8, _ key: UInt8?) -> UInt16 {
        guard let chosen = SignatureAlgorithm(rawValue: algorithm) else { return Status.wrongData }
        guard key == 0x81 else { return Status.referenceNotFound }
        signature = chosen
        return Status.success
    }

    /// The authentication key, with the one algorithm that a template allows.
    private mutating func allow(
        _ only: UInt8, _ algorithm: UInt8, _ key: UInt8?, _ change: (inout Self) -> Void
    ) -> UInt16 {
        guard algorithm == only else { return Status.wrongData }
        guard key == 0x82 else { return Status.referenceNotFound }
        change(&self)
        return Status.success
    }

    private static func single(_ tag: UInt8, in objects: [(tag: UInt8, value: [UInt8])]) -> UInt8? {
        let found = objects.filter { $0.tag == tag }
        guard found.count == 1, found[0].value.count == 1 else { return nil }
        return found[0].value[0]
    }
}
