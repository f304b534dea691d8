import AgentCore
import Testing

@testable import AgentHTTP

@Suite("The page's one-time code")
struct PageSessionsTests {
    @Test("is exchanged once for a token that may present a PIN and pair, and make no client")
    func exchange() throws {
        let sessions = PageSessions()
        let code = try sessions.newCode()
        let token = try #require(try sessions.exchange(code: code))
        #expect(try sessions.exchange(code: code) == nil)
        let scopes = try #require(sessions.scopes(token: token))
        #expect(scopes.isSuperset(of: [.pin, .pairing]) && !scopes.contains(.admin))
        #expect(sessions.scopes(token: code) == nil)
    }

    @Test("of the patient's view gives a token that sees nobody and does nothing")
    func patient() throws {
        let sessions = PageSessions()
        let token = try #require(try sessions.exchange(code: try sessions.newCode(for: .patient)))
        #expect(sessions.scopes(token: token) == [.status])
    }

    @Test("is nothing that was guessed")
    func guess() throws {
        #expect(try PageSessions().exchange(code: "") == nil)
    }
}
