/// Contents that look like those of an identity.
enum Contents {
    static let header = "IS01" + String(repeating: "0", count: 22)
    static let lovelace =
        header + "S1185057512345673S21.2.250.1.213.1.4.8\u{1D}S3ADA\u{1D}S4LOVELACE\u{1D}S5FS610-12-1815S799100"

    /// A content of that many bytes, the header first; `shift` moves the signs that take two places of a C40 triplet.
    static func ofLength(_ count: Int, shift: Int) -> String {
        let letters = Array("ABC'DEFGHI-JKLMNO\u{1D}PQ RST.UVWXYZ0123456789")
        return header + String((0..<max(0, count - 26)).map { letters[($0 * (shift + 1) + shift) % letters.count] })
    }
}
