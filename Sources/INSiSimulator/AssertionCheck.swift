import Cryptography
import SAML

/// Believes or refuses the professional's assertion: everything a verifier can check offline (insi.md 3).
struct AssertionCheck: Sendable {
    /// The authorities of the cards.
    let trust: TrustStore

    /// Verifies the assertion in an envelope sent by `emitter` at `time`, seconds since 1970 UTC.
    func check(_ envelope: [UInt8], emitter: String, at time: Int64) throws(Refusal) {
        let assertion = try verified(envelope, at: time)
        guard let issued = DateTime.seconds(assertion.issueInstant) else {
            throw .assertion("malformed", "IssueInstant illisible.")
        }
        // One hour is the longest validity anybody states (weak, insi.md 3.6); five minutes are for clocks.
        guard time - issued <= 3600 else { throw .assertion("too_old", "Assertion de plus d'une heure.") }
        guard issued - time <= 300 else { throw .assertion("in_future", "Assertion émise dans l'avenir.") }
        guard assertion.nameID == assertion.certificate.subject.first(DistinguishedName.commonName) else {
            throw .assertion("name_id", "NameID n'est pas le CN du certificat.")
        }
        guard assertion.nameQualifier == Self.cardType(assertion.certificate) else {
            throw .assertion("name_qualifier", "NameQualifier n'est pas le type de la carte.")
        }
        guard emitter == assertion.nameID else {
            throw .message("emitter", "Emetteur n'est pas le NameID de l'assertion.")
        }
        let billing = assertion.attributes.first { $0.name == "identifiantFacturation" }
        guard billing?.value.isEmpty == false else {
            throw .assertion("billing", "identifiantFacturation absent ou vide.")
        }
    }

    private func verified(_ envelope: [UInt8], at time: Int64) throws(Refusal) -> VerifiedAssertion {
        do throws(SAMLError) {
            return try AssertionVerifier(trust: trust, at: time).verify(envelope)
        } catch {
            throw Refusal(error)
        }
    }

    /// The NameQualifier that goes with the card type in the certificate, a DER INTEGER (insi.md 3.1, 3.5).
    private static func cardType(_ certificate: Certificate) -> String {
        switch certificate.extensionValue("1.2.250.1.71.1.2.2") {
        case [2, 1, 0]: "CPS"
        case [2, 1, 1]: "CPF"
        case [2, 1, 2]: "CDE-CPE"
        case [2, 1, 3]: "CPA"
        default: "CPX"
        }
    }
}

extension Refusal {
    /// What a verifier's error becomes on the wire.
    fileprivate init(_ error: SAMLError) {
        self =
            switch error {
            case .digestMismatch: .assertion("digest", "Empreinte incorrecte.")
            case .signatureInvalid: .assertion("signature", "Signature incorrecte.")
            case .certificateNotForSigning: .assertion("key_usage", "Le certificat n'est pas celui de signature.")
            case .certificateRefused(let reason, _): .assertion("certificate", "Certificat refusé : \(reason).")
            case .certificateExpired: .assertion("certificate", "Certificat expiré.")
            case .malformed(let what): .assertion("malformed", "\(what) attendu autrement.")
            case .signingFailed, .xml, .crypto: .assertion("malformed", "Assertion illisible.")
            }
    }
}
