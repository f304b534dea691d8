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

    @Test("is nothing that was guessed")
    func guess() throws {
        #expect(try PageSessions().exchange(code: "") == nil)
    }
}
