import AgentCore
import Testing

@testable import AgentHTTP

@Suite("The tag of a state")
struct EntityTagTests {
    private let tag = EntityTag(instance: "i", revision: 7, scopes: [.status, .ins])

    @Test("reads back from its text, its header value and a weak header value")
    func roundTrip() {
        #expect(EntityTag(tag.text) == tag)
        #expect(EntityTag(tag.quoted) == tag)
        #expect(EntityTag("W/" + tag.quoted) == tag)
    }

    @Test("differs for another instance, another revision and other rights")
    func differs() {
        #expect(EntityTag(instance: "j", revision: 7, scopes: [.status, .ins]) != tag)
        #expect(EntityTag(instance: "i", revision: 8, scopes: [.status, .ins]) != tag)
        #expect(EntityTag(instance: "i", revision: 7, scopes: [.status]) != tag)
        #expect(EntityTag(instance: "i", revision: 7, scopes: [.status, .patient]) != tag)
    }

    @Test("is nothing else", arguments: ["", "*", "a.b", "a.b.c", "i.-1.3", "i.7.3.4", "\"\""])
    func others(text: String) {
        #expect(EntityTag(text) == nil)
    }
}
