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

    @Test("A text that nests deeper than any of ours is refused before it is decoded; brackets in texts do not count")
    func nesting() throws {
        let deep = #"{"a":"# + String(repeating: "[", count: 505) + String(repeating: "0,", count: 10_000)
        #expect(!JSONNesting.isShallow(Array(deep.utf8)))
        #expect(throws: AgentError.self) { try members(deep) }
        #expect(try members(#"{"a": "[[[[[[[[[[[[\"[[["}"#).text("a") == "[[[[[[[[[[[[\"[[[")
    }
}
