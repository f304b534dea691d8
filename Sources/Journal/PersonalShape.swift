/// The ways in which a person's number, a date or bytes of a card are written in groups. Addresses, times and versions have others.
enum PersonalShape {
    typealias Text = Substring.UnicodeScalarView

    /// What a text begins with that has one of the shapes; nil for anything else. `previous` stands before it.
    static func begins(_ text: Text, after previous: Unicode.Scalar?) -> Text? {
        matricule(text) ?? (isWordBegun(previous) ? nil : pairs(text) ?? date(text))
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }

    /// What stands between groups of a number as people write it.
    static func isGrouping(_ scalar: Unicode.Scalar) -> Bool {
        [" ", "-", "/", "\u{A0}", "\u{202F}"].contains(scalar)
    }

    /// Where the groups of a matricule end: sex, year, month, department (`2A` and `2B` in Corsica), commune, order; then the key.
    private static let groupEnds: Set<Int> = [1, 3, 5, 7, 10]
    private static let withoutKey = 13
    private static let withKey = 15

    /// 13 characters with one kind of sign between groups, or none, and the key of two, which may stand apart by another sign.
    private static func matricule(_ text: Text) -> Text? {
        var (count, index) = (0, text.startIndex)
        var sign: Unicode.Scalar?
        var last: Unicode.Scalar?
        var end: Text.Index?
        while index < text.endIndex, count < withKey {
            let scalar = text[index]
            text.formIndex(after: &index)
            if isDigit(scalar) || count == 6 && last == "2" && ["A", "B", "a", "b"].contains(scalar) {
                count += 1
                let isEnd = index == text.endIndex || !isDigit(text[index])
                if isEnd, count == withoutKey || count == withKey { end = index }
            } else {
                let isApart = isGrouping(scalar) || scalar == "." || scalar == ":"
                guard isApart, let last, !isSign(last) else { break }
                guard count == withoutKey || groupEnds.contains(count) && (sign ?? scalar) == scalar else { break }
                if count < withoutKey { sign = scalar }
            }
            last = scalar
        }
        return end.map { text[..<$0] }
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        isGrouping(scalar) || scalar == "." || scalar == ":"
    }

    /// Bytes in hexadecimal, two digits each, from 13 digits on, which a matricule has: an address of the network has 12.
    private static func pairs(_ text: Text) -> Text? {
        var (rest, count) = (text, 0)
        var sign: Unicode.Scalar?
        var end = text.startIndex
        while true {
            let pair = rest.prefix { $0.properties.isASCIIHexDigit }
            guard pair.count == 2 || pair.count == 1 && count > 0 else { break }
            (count, end) = (count + pair.count, pair.endIndex)
            rest = rest[end...]
            guard pair.count == 2, let next = rest.first, isSign(next), (sign ?? next) == next else { break }
            sign = next
            rest = rest.dropFirst()
        }
        return count >= withoutKey ? text[..<end] : nil
    }

    /// `29.11.1937`.
    private static func date(_ text: Text) -> Text? {
        let run = text.prefix { isDigit($0) || $0 == "." }
        let groups = run.split(separator: ".").map { Int(String($0)) }
        guard groups.count == 3, let day = groups[0], let month = groups[1], let year = groups[2] else { return nil }
        let isDate = (1...31).contains(day) && (1...12).contains(month) && (1800...2199).contains(year)
        return isDate ? run.lastIndex(where: isDigit).map { run[...$0] } : nil
    }

    private static func isWordBegun(_ previous: Unicode.Scalar?) -> Bool {
        previous.map { $0.properties.isAlphabetic || isDigit($0) || $0 == "." } ?? false
    }
}
