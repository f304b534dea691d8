import Cryptography
import Synchronization

/// A virtual CPS3, contact interface, strict T=0 (cpx.md 3, 4, 5, 9). It has no contactless application, and its free area
/// cannot be written.
public final class CPS3Card: VirtualCard {
    /// By the description, or number 1 of cpx.md 1.3.
    public let atr: [UInt8]
    /// DER of the signature certificate (file A001).
    public let signatureCertificate: [UInt8]
    /// DER of the authentication certificate (file A002).
    public let authenticationCertificate: [UInt8]

    private let chip: Mutex<CPS3Chip>

    /// Makes two RSA 2048 key pairs, which takes a few tenths of a second, and has the authority certify them.
    public init(_ holder: ProfessionalDescription, authority: TestAuthority) throws(CardCreationError) {
        let made = try ProfessionalPersonalisation(holder, .cps3, authority: authority)
        atr =
            holder.atr.flatMap(Hex.decode) ?? Hex.literal("3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00")
        signatureCertificate = made.signature.der
        authenticationCertificate = made.authentication.der
        chip = Mutex(CPS3Chip(holder, files: made.files, keys: made.keys))
    }

    /// Forgets PIN verification, selection and security environment; counters stay.
    public func power(_ event: PowerEvent) {
        chip.withLock { $0.reset() }
    }

    /// One command APDU.
    public func transmit(_ command: [UInt8]) -> [UInt8] {
        chip.withLock { $0.respond(to: command) }
    }
}
