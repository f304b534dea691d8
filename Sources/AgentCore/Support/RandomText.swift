import Cryptography

/// Unguessable names.
enum RandomText {
    /// A token: 256 bits in hexadecimal.
    static func token() throws(AgentError) -> String { try text(32) }

    /// A card session: 128 bits in hexadecimal.
    static func cardSession() throws(AgentError) -> String { try text(16) }

    /// The id of a client: 32 bits in hexadecimal. A name, not a secret.
    static func clientId() throws(AgentError) -> String { try text(4) }

    /// The number of a pairing: 128 bits in hexadecimal.
    static func pairingId() throws(AgentError) -> String { try text(16) }

    /// The code of a pairing: six digits, each code as likely as any other.
    static func pairingCode() throws(AgentError) -> String {
        while true {
            let number = try random(3).reduce(0) { $0 << 8 | Int($1) }
            // The last million that three bytes do not fill would make some codes likelier.
            if number < 16_000_000 { return String(String(1_000_000 + number % 1_000_000).dropFirst()) }
        }
    }

    /// A request identifier or an instance: a version 4 UUID in lower case.
    static func uuid() throws(AgentError) -> String {
        var bytes = try random(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.encode(bytes))
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(digits[$0]) }.joined(separator: "-")
    }

    private static func text(_ count: Int) throws(AgentError) -> String {
        Hexadecimal.encode(try random(count))
    }

    private static func random(_ count: Int) throws(AgentError) -> [UInt8] {
        do {
            return try SecureRandom.bytes(count)
        } catch {
            throw AgentError(.internalError, underlying: "random")
        }
    }
}

/// Unguessable texts for those who hand them out.
public enum Secret {
    /// 256 bits in hexadecimal.
    public static func token() throws(AgentError) -> String { try RandomText.token() }

    /// A new instance identifier, a UUID.
    public static func instance() throws(AgentError) -> String { try RandomText.uuid() }
}
