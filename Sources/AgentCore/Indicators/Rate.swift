/// A share of a whole.
enum Rate {
    /// Four decimals; nil for a whole of nothing.
    static func of(_ part: Int, _ whole: Int) -> Double? {
        whole == 0 ? nil : (Double(part) / Double(whole) * 10_000).rounded() / 10_000
    }
}
