/// What MSE SET prepared in a virtual CPS4 (cpx.md 5.4). Lost with the application's selection.
struct CPS4Environment {
    /// The digest that the signature key is to sign by PKCS#1 v1.5.
    private(set) var signature: HashContinuation?
    private(set) var deciphers = false

    /// `22 81 B6`: `91 02 <algorithm> <key identifier | 80>`. Algorithms 28 and 0A; those of PSS, 2C and 15, are refused.
    mutating func setSignature(_ data: [UInt8]) -> UInt16 {
        guard let objects = TLV.decodeShort(data), objects.count == 1, objects[0].tag == 0x91,
            objects[0].value.count == 2
        else { return Status.wrongData }
        let hash: HashContinuation
        switch objects[0].value[0] {
        case 0x28: hash = .sha256
        case 0x0A: hash = .sha1
        default: return Status.wrongData
        }
        guard objects[0].value[1] == 0x90 else { return Status.referenceNotFound }
        signature = hash
        return Status.success
    }

    /// `22 41 B8`: `83 01 20`, the authentication key.
    mutating func setDecipherment(_ data: [UInt8]) -> UInt16 {
        guard data.count == 3, data.starts(with: [0x83, 0x01]) else { return Status.wrongData }
        guard data[2] == 0x20 else { return Status.referenceNotFound }
        deciphers = true
        return Status.success
    }
}
