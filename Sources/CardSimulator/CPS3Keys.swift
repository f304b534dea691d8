import Cryptography
import Dispatch
import Synchronization

/// The two RSA 2048 key pairs of a virtual professional card.
struct CPS3Keys {
    /// Label CPS_PRIV_SIG.
    let signature: RSAPrivateKey
    /// Label CPS_PRIV_AUT.
    let authentication: RSAPrivateKey

    /// Makes both at the same time.
    static func generate() throws(CryptoError) -> CPS3Keys {
        let results = Mutex<[Result<RSAPrivateKey, CryptoError>]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            let result = Result { () throws(CryptoError) in try RSAPrivateKey.generate(bits: 2048) }
            results.withLock { $0.append(result) }
        }
        let made = results.withLock { $0 }
        return CPS3Keys(signature: try made[0].get(), authentication: try made[1].get())
    }
}
