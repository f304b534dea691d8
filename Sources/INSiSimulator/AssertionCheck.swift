import Cryptography
import SAML

/// Believes or refuses the professional's assertion: everything a verifier can check offline (insi.md 3).
struct AssertionCheck: Sendable {
    /// The authorities of the cards.
    let trust: TrustStore
    /// Oldest assertion accepted, in seconds (insi.md 3.6).
    var lifetime: Int64 = 3600
    /// Whether a physician must tell the AMO speciality (insi.md 3.3).
    var requiresSpeciality = true

    /// Profession code of a certificate, a DER INTEGER, and that of a physician (insi.md 3.5).
    private static let profession = (extension: "1.2.250.1.71.1.2.7", physician: [0x02, 0x01, 10] as [UInt8])

    /// Verifies the assertion in an envelope sent by `emitter` at `time`, seconds since 1970 UTC.
    func check(_ envelope: [UInt8], emitter: String, at time: Int64) throws(Refusal) {
        let assertion = try verified(envelope, at: time)
        guard let issued = DateTime.seconds(assertion.issueInstant) else {
            throw .assertion("malformed", "IssueInstant illisible.")
        }
        guard time - issued <= lifetime else {
            throw .assertion("too_old", "Assertion de plus de \(lifetime) secondes.")
        }
        // Five minutes are for clocks.
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
        try checkAttributes(of: assertion)
    }

    private func checkAttributes(of assertion: VerifiedAssertion) throws(Refusal) {
        let value = { (name: String) in assertion.attributes.first { $0.name == name }?.value }
        guard value("identifiantFacturation")?.contains(where: { !$0.isWhitespace }) == true else {
            throw .assertion("billing", "identifiantFacturation absent ou vide.")
        }
        if let speciality = value("codeSpecialiteAMO") {
            guard speciality.wholeMatch(of: /[0-9]{2}/) != nil else {
                throw .assertion("speciality", "codeSpecialiteAMO n'a pas deux chiffres.")
            }
        } else if requiresSpeciality {
            let profession = assertion.certificate.extensionValue(Self.profession.extension)
            guard profession != Self.profession.physician else {
                throw .assertion("speciality", "codeSpecialiteAMO absent, obligatoire pour un médecin.")
            }
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
