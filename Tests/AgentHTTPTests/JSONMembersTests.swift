import AgentCore
import Testing

@testable import AgentHTTP

@Suite struct JSONMembersTests {
    private func members(_ text: String, _ known: Set<String> = ["a", "b"]) throws(AgentError) -> JSONMembers {
        try JSONMembers(Array(text.utf8), known: known)
    }

    @Test("Nothing is an empty object, null is absent, and every type is read or refused by its name")
    func types() throws {
        #expect(try members("").text("a") == nil)
        #expect(try members(#"{"a": null}"#).text("a") == nil)
        #expect(try members(#"{"a": "x", "b": 3}"#).integer("b") == 3)
        for (text, read) in [
            (#"{"a": 1}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.text("a") }),
            (#"{"a": 1.5}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.integer("a") }),
            (#"{"a": 99999999999999999999}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.integer("a") }),
            (#"{"a": "1"}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.integer("a") }),
            (#"{"a": [1]}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.names("a") }),
            (#"{"a": {}}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.list("a") }),
            (#"{"a": []}"#, { (m: JSONMembers) throws(AgentError) in _ = try m.object("a", known: []) }),
        ] {
            let error = #expect(throws: AgentError.self) { try read(members(text)) }
            #expect(error?.detail.hasPrefix("a : ") == true)
        }
        #expect(try members(#"{"a": "ZOE ANNE"}"#).names("a") == ["ZOE", "ANNE"])
        #expect(try members(#"{"a": ["JEAN PIERRE"]}"#).names("a") == ["JEAN PIERRE"])
    }

    @Test("An unknown member is refused without being told, since it may be a value in the wrong place")
    func unknown() {
        let error = #expect(throws: AgentError.self) { try members(#"{"2690549588157": 1}"#) }
        #expect(error?.detail == "Contenu : champ inconnu ; connus : a, b.")
    }

    @Test(
        "Two members of one name, and names like none of ours, are refused before anything is decoded",
        arguments: [
            (#"{"a":1,"a":2}"#, JSONShape.Fault?.some(.duplicate)), (#"{"a":{"b":1,"c":[{}],"b":2}}"#, .duplicate),
            (#"{"a":[{"b":1},{"b":2,"b":3}]}"#, .duplicate), (#"{"a":"b","b":"a"}"#, nil),
            (#"{"a":["b","b","a"],"b":{"a":1,"b":2}}"#, nil), (#"{"a":[{"b":1},{"b":2}]}"#, nil),
            (#"{"\u0061":1}"#, .name), (#"{"a":"\u0061\"","b":"\\"}"#, nil), (#"["a","a"]"#, nil), (#""a""#, nil),
            (#"{"a" :1 , "a": 2}"#, .duplicate), ("}}]],,{", nil), ("", nil),
        ])
    func shapes(_ text: String, _ fault: JSONShape.Fault?) {
        #expect(JSONShape.fault(in: Array(text.utf8)) == fault)
        let long = #"{"\#(String(repeating: "e\u{301}", count: 30_000))":1}"#
        #expect(JSONShape.fault(in: Array(long.utf8)) == .name)
    }

    @Test("A text that nests deeper than any of ours is refused before it is decoded; brackets in texts do not count")
    func nesting() throws {
        let deep = #"{"a":"# + String(repeating: "[", count: 505) + String(repeating: "0,", count: 10_000)
        #expect(JSONShape.fault(in: Array(deep.utf8)) == .depth)
        #expect(throws: AgentError.self) { try members(deep) }
        #expect(try members(#"{"a": "[[[[[[[[[[[[\"[[["}"#).text("a") == "[[[[[[[[[[[[\"[[[")
    }
}
