import HealthCards

/// Searches an inspection for anything that stood on the card.
enum Canary {
    /// The values of `secrets` of which four bytes in a row show in the lines: as text, in hexadecimal with whatever stands
    /// between the digits, in decimal, or as two tags and their lengths.
    static func leaks(of secrets: [[UInt8]], in inspection: CardInspection) -> [String] {
        let lines = inspection.lines.dropFirst()
        let text = lines.joined(separator: "\n").lowercased()
        let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        let digits = lines.joined().lowercased().filter(\.isHexDigit)
        var found: [String] = []
        for secret in secrets where secret.count >= 4 {
            for start in 0...(secret.count - 4) {
                let part = Array(secret[start..<(start + 4)])
                let hexadecimal = part.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                let decimal = part.map(String.init).joined(separator: " ")
                let characters = String(String.UnicodeScalarView(part.map { Unicode.Scalar($0) })).lowercased()
                let objects = [0, 2].map { "\(hexadecimal.dropFirst(2 * $0).prefix(2)) \(part[$0 + 1])" }
                    .joined(separator: " ")
                if words.contains(objects) { found.append(objects) }
                if digits.contains(hexadecimal) { found.append(hexadecimal) }
                if words.contains(decimal) { found.append(decimal) }
                if text.contains(characters) { found.append(characters) }
            }
        }
        return found
    }
}
