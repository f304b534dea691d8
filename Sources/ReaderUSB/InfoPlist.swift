import SmartCard

/// The `Info.plist` of a pcscd driver, as far as it says which devices the driver takes. Anything may stand in the file: what
/// is not understood gives nothing.
struct InfoPlist: Equatable {
    /// The texts under each key, in order.
    let texts: [String: [String]]

    /// Reads the tags `key` and `string`; comments, declarations and every other tag are passed over.
    init(_ bytes: [UInt8]) {
        var scanner = Scanner(rest: bytes[...])
        var texts: [String: [String]] = [:]
        var key = ""
        while let element = scanner.next() {
            switch element {
            case .key(let text): key = text
            case .string(let text): texts[key, default: []].append(text)
            }
        }
        self.texts = texts
    }

    /// The models that the driver takes, with the name that it gives to each.
    var readers: [(model: USBIdentifier, name: String)] {
        let vendors = texts["ifdVendorID"] ?? []
        let products = texts["ifdProductID"] ?? []
        let names = texts["ifdFriendlyName"] ?? []
        return zip(zip(vendors, products), names).compactMap { numbers, name in
            guard let vendor = Self.number(numbers.0), let product = Self.number(numbers.1) else { return nil }
            return (USBIdentifier(vendor, product), name)
        }
    }

    /// Whether another driver for the same model goes before this one, as pcscd decides.
    var isClassDriver: Bool { texts["CFBundleName"]?.first == "CCIDCLASSDRIVER" }

    /// Hexadecimal, with or without `0x`.
    private static func number(_ text: String) -> UInt16? {
        UInt16(text.lowercased().hasPrefix("0x") ? String(text.dropFirst(2)) : text, radix: 16)
    }
}

extension InfoPlist {
    /// One `key` or `string` after the other.
    fileprivate struct Scanner {
        enum Element {
            case key(String)
            case string(String)
        }

        var rest: ArraySlice<UInt8>

        mutating func next() -> Element? {
            while skip(past: "<") {
                if rest.starts(with: "!--".utf8) {
                    guard skip(past: "-->") else { return nil }
                } else if rest.starts(with: "key>".utf8) {
                    return text(of: "key").map(Element.key)
                } else if rest.starts(with: "string>".utf8) {
                    return text(of: "string").map(Element.string)
                }
            }
            return nil
        }

        /// The text up to the end tag; nil where that is missing.
        private mutating func text(of tag: String) -> String? {
            rest = rest.dropFirst(tag.utf8.count + 1)
            let start = rest
            guard skip(past: "</" + tag + ">") else { return nil }
            return Self.decoded(start.prefix(rest.startIndex - start.startIndex - tag.utf8.count - 3))
        }

        private mutating func skip(past mark: String) -> Bool {
            let mark = Array(mark.utf8)
            guard let first = mark.first else { return true }
            while let place = rest.firstIndex(of: first) {
                rest = rest[place...]
                if rest.starts(with: mark) {
                    rest = rest.dropFirst(mark.count)
                    return true
                }
                rest = rest.dropFirst()
            }
            return false
        }

        private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.contains("&") else { return text }
            let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
        }
    }
}
