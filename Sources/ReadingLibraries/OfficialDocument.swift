import HealthCards
import XML

/// The document that the reading API gives (vitale.md 5.4): bytes of a declared encoding, else ISO-8859-1.
enum OfficialDocument {
    /// The size of the API's buffer (vitale.md 5.3).
    static let limit = 65536
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// An element around all that the document holds: one root, or several, since the two forms differ.
    ///
    /// Throws `unreadable` for what is too long, not well-formed, or carries a DTD.
    static func parse(_ bytes: [UInt8]) throws(OfficialReadingError) -> XMLElement {
        guard bytes.count <= limit else { throw .unreadable("size of the XML") }
        let (declaration, content) = split(bytes.prefix { $0 != 0 })
        let text = isUTF8(declaration, bytes) ? Array(content) : content.flatMap(utf8)
        do throws(XMLError) {
            return try XMLReader.parse(Array("<all>".utf8) + text + Array("</all>".utf8))
        } catch {
            throw .unreadable("XML")
        }
    }

    /// The XML declaration, perhaps empty, and what follows it.
    private static func split(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
        let unmarked = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes
        let start = unmarked.drop { $0 <= 0x20 }
        guard start.starts(with: Array("<?xml".utf8)), let end = start.firstIndex(of: UInt8(ascii: ">")) else {
            return ([], start)
        }
        return (start[...end], start[end...].dropFirst())
    }

    private static func isUTF8(_ declaration: ArraySlice<UInt8>, _ bytes: [UInt8]) -> Bool {
        bytes.starts(with: byteOrderMark)
            || String(decoding: declaration, as: UTF8.self).uppercased().split { "\"'".contains($0) }.contains("UTF-8")
    }

    /// A character of ISO-8859-1 in UTF-8.
    private static func utf8(_ byte: UInt8) -> [UInt8] {
        byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
    }
}
