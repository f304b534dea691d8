import Cryptography
import Synchronization

/// A virtual CPS4, contact interface (cpx.md 1.2, 2, 3.8, 4, 5.4), strict in what is known of it: the ChipDoc application
/// on logical channel 1, the volet CPS2ter alone on channel 0, T=0, and T=1 when its ATR offers it.
///
/// The bytes of a real card's directories, control parameters and tables are not published (cpx.md 11.8): here they are
/// those of a CPS3 with the key numbers of a CPS4. It signs by PKCS#1 v1.5 only; PSS is refused.
public final class CPS4Card: VirtualCard {
    /// By the description, or number 3 of cpx.md 1.3.
    public let atr: [UInt8]
    /// DER of the signature certificate.
    public let signatureCertificate: [UInt8]
    /// DER of the authentication certificate.
    public let authenticationCertificate: [UInt8]

    private let chip: Mutex<CPS4Chip>

    /// Makes two RSA 2048 key pairs, which takes a few tenths of a second, and has the authority certify them.
    public init(_ holder: ProfessionalDescription, authority: TestAuthority) throws(CardCreationError) {
        let made = try ProfessionalPersonalisation(holder, .cps4, authority: authority)
        let atr = holder.atr.flatMap(Hex.decode) ?? Hex.literal("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44")
        self.atr = atr
        signatureCertificate = made.signature.der
        authenticationCertificate = made.authentication.der
        chip = Mutex(CPS4Chip(holder, files: made.files, keys: made.keys, atr: atr))
    }

    /// Closes channel 1 and forgets PIN verification, selection and security environment; counters stay.
    public func power(_ event: PowerEvent) {
        chip.withLock { $0.reset() }
    }

    /// One command APDU.
    public func transmit(_ command: [UInt8]) -> [UInt8] {
        chip.withLock { $0.respond(to: command) }
    }
}
