import Testing

@testable import AgentHTTP

@Suite("The rate of actions")
struct RateLimiterTests {
    @Test("lets thirty through at once, then names the wait, and counts callers apart")
    func limit() {
        let limiter = RateLimiter()
        for _ in 0..<30 { #expect(limiter.refusal(for: "a") == nil) }
        #expect(limiter.refusal(for: "a") == 1)
        #expect(limiter.refusal(for: "b") == nil)
    }
}
