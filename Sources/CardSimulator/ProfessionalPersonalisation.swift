import Cryptography

/// What the issuer puts on a virtual professional card of either generation.
struct ProfessionalPersonalisation {
    let keys: CPS3Keys
    let signature: Certificate
    let authentication: Certificate
    let files: CPS3Files

    /// Makes two RSA 2048 key pairs, which takes a few tenths of a second, and has them certified.
    init(
        _ holder: ProfessionalDescription, _ generation: ProfessionalDescription.Generation, authority: TestAuthority
    ) throws(CardCreationError) {
        do { try holder.validate() } catch { throw .description(error) }
        do {
            let issuer = holder.foreignAuthority ? try TestAuthority() : authority
            keys = try authority.cardKeys.next()
            signature = try issuer.certificate(.signature, for: keys.signature.publicKey, holder)
            authentication = try issuer.certificate(.authentication, for: keys.authentication.publicKey, holder)
        } catch {
            throw .crypto(error)
        }
        files = CPS3Files(
            holder, generation, signatureCertificate: signature.der, authenticationCertificate: authentication.der)
    }
}
