/// Everything in a value, optionals and nested values included, as text.
enum Dumped {
    static func text(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}
