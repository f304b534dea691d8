/// The shape of a JSON text, looked at before it is decoded: the decoder pays for depth and for long names, and of two members
/// of one name it would keep one in silence.
struct JSONShape {
    private static let deepest = 8
    private static let longestName = 64

    /// What is wrong with a shape.
    enum Fault: Equatable {
        /// More than eight brackets are open at once.
        case depth
        /// A member's name is longer than any of ours, or escaped.
        case name
        /// An object has two members of one name.
        case duplicate
    }

    /// An object or an array that is open.
    private struct Container {
        let isObject: Bool
        var names: Set<[UInt8]> = []
        var expectsName: Bool
    }

    private var open: [Container] = []
    /// Where the string that is being read began; nil outside of strings.
    private var start: Int?

    /// What is wrong with a text's shape; nil when nothing is. Whether the text is JSON is for the decoder to say.
    static func fault(in text: [UInt8]) -> Fault? {
        var shape = JSONShape()
        var isEscaped = false
        for (index, byte) in text.enumerated() {
            if let start = shape.start {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    shape.start = nil
                    if let fault = shape.close(text[(start + 1)..<index]) { return fault }
                }
            } else if let fault = shape.read(byte, at: index) {
                return fault
            }
        }
        return nil
    }

    private mutating func read(_ byte: UInt8, at index: Int) -> Fault? {
        switch byte {
        case UInt8(ascii: "\""): start = index
        case UInt8(ascii: "{"): open.append(Container(isObject: true, expectsName: true))
        case UInt8(ascii: "["): open.append(Container(isObject: false, expectsName: false))
        case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
        case UInt8(ascii: ","): if let last = open.indices.last { open[last].expectsName = open[last].isObject }
        default: break
        }
        return open.count > Self.deepest ? .depth : nil
    }

    /// A string ended; where a name was expected it is one.
    private mutating func close(_ string: ArraySlice<UInt8>) -> Fault? {
        guard let last = open.indices.last, open[last].expectsName else { return nil }
        open[last].expectsName = false
        guard string.count <= Self.longestName, !string.contains(UInt8(ascii: "\\")) else { return .name }
        return open[last].names.insert(Array(string)).inserted ? nil : .duplicate
    }
}
