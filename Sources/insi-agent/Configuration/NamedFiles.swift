import AgentCore
import Cryptography

/// The files that a configuration names, read as the agent needs them; what is wrong with one is a fault.
enum NamedFiles {
    /// More than any bundle of authorities has, in bytes.
    private static let authoritiesLimit = 1 << 24
    /// Revocation lists of large authorities are of several megabytes.
    private static let listsLimit = 1 << 26

    /// The PEM text of the trust anchors. A certificate of a kind that we do not read ourselves is left to the TLS library.
    static func anchors(_ path: String) throws(ConfigurationFault) -> [UInt8] {
        let bytes = try read(
            path, limit: authoritiesLimit, "les autorités de confiance ne peuvent pas être lues")
        guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
            throw ConfigurationFault("\(path) : aucun certificat PEM n'y est.")
        }
        do throws(CryptoError) {
            _ = try Certificate.list(bytes)
        } catch .malformed {
            throw ConfigurationFault("\(path) : un de ses certificats est illisible.")
        } catch {}
        return bytes
    }

    /// The authorities of professional cards.
    static func cardAuthorities(_ path: String) throws(ConfigurationFault) -> [Certificate] {
        let message = "les autorités des cartes ne peuvent pas être lues"
        let bytes = try read(path, limit: authoritiesLimit, message)
        guard let list = try? Certificate.list(bytes), !list.isEmpty else {
            throw ConfigurationFault("\(path) : \(message) (aucun certificat, ou l'un d'eux est illisible).")
        }
        return list
    }

    /// The PEM text of the revocation lists.
    static func revocationLists(_ path: String) throws(ConfigurationFault) -> String {
        let bytes = try read(path, limit: listsLimit, "les listes de révocation ne peuvent pas être lues")
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("-----BEGIN X509 CRL-----") else {
            throw ConfigurationFault("\(path) : aucune liste de révocation PEM n'y est.")
        }
        return text
    }

    private static func read(_ path: String, limit: Int, _ message: String) throws(ConfigurationFault) -> [UInt8] {
        do throws(OrdinaryFile.Refusal) {
            return try OrdinaryFile.read(path, limit: limit)
        } catch {
            throw ConfigurationFault("\(path) : \(message) (\(error.reason)).")
        }
    }
}
