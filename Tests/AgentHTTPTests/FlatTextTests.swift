import Testing

@testable import AgentHTTP

@Suite("A document as lines")
struct FlatTextTests {
    @Test("has one line for each value, named by the way to it")
    func values() {
        let document = JSONValue.object([
            "text": .string("ÉLÉONORE d'Été = 1"), "empty": .string(""), "number": .integer(-3), "rate": .number(0.5),
            "yes": .boolean(true), "no": .boolean(false), "nothing": .null, "absent": nil,
            "one": .object(["two": .object(["three": .integer(3)]), "none": .object([:])]),
            "list": .array([.string("a"), .object(["name": .string("b")]), .array([.null])]), "noItems": .array([]),
        ])
        let lines = [
            "empty=", "list.count=3", "list.0=a", "list.1.name=b", "list.2.count=1", "list.2.0=", "no=false",
            "noItems.count=0", "nothing=", "number=-3", "one.two.three=3", "rate=0.5", "text=ÉLÉONORE d'Été = 1",
            "yes=true",
        ]
        #expect(FlatText(document).text == lines.map { $0 + "\n" }.joined())
    }

    @Test(
        "never lets a value break its line",
        arguments: [
            ("a\nins.usable=true", #"a\nins.usable=true"#), ("a\r\nb", #"a\r\nb"#), ("a\tb", #"a\tb"#),
            (#"a\nb"#, #"a\\nb"#), (#"\"#, #"\\"#), ("a\u{0}b\u{1B}", #"a\u0000b\u001b"#),
            ("\u{7F}\u{85}", #"\u007f\u0085"#),
            ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("e\u{301}\r", "e\u{301}" + #"\r"#), (" a=b ", " a=b "),
        ])
    func escapes(_ value: String, _ written: String) {
        #expect(FlatText(.object(["key": .string(value)])).text == "key=" + written + "\n")
    }

    @Test("of nothing is nothing")
    func nothing() {
        #expect(FlatText(.object([:])).text == "")
    }
}
