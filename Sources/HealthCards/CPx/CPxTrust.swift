public import Cryptography

/// The authorities that are believed for professional cards, and what they make of one: offline, without revocation
/// (cpx.md 6.1).
public struct CPxTrust: Sendable {
    private let store: TrustStore
    private let intermediates: [Certificate]

    /// Anchors are believed; intermediate authorities only lead to them, since a card holds no chain. Files of either are
    /// read by `Certificate.list`.
    public init(anchors: [Certificate], intermediates: [Certificate] = []) {
        store = TrustStore(anchors: anchors)
        self.intermediates = intermediates
    }

    /// What is to be thought of a card's signature certificate at a time, in seconds since 1970 UTC.
    public func evaluate(_ certificate: Certificate, at time: Int64) -> CPxTrustVerdict {
        guard certificate.keyUsage.contains(.nonRepudiation) else { return .untrusted(.notForSignatures) }
        guard certificate.notBefore <= time else { return .untrusted(.notYetValid) }
        guard time <= certificate.notAfter else { return .untrusted(.expired) }
        do {
            try store.verify(certificate, intermediates: intermediates, at: time)
            return .trusted
        } catch {
            return .untrusted(.chain(error))
        }
    }
}
