import Testing

/// The whole way of another software's page: let in by a code, following the state by the event stream, shut out again.
@Suite(
    "A paired page in Chromium", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct PairedPageTests {
    /// What one step brought, as JSON.
    private struct Step: Decodable {
        let name: String
        let value: String
    }

    @Test("is paired by the library, follows by the real stream through a restart, and is told when it is removed")
    func paired() async throws {
        let steps = try await ChromiumScenario.run(PairedPageScenario.text, telling: Step.self)
        let told = Dictionary(steps.map { ($0.name, $0.value) }) { $1 }
        let wanted = [
            "no window": #"["client.unreachable", "client.unreachable"]"#,
            "stranger at the window": #"["client.unreachable", false]"#, "asks": #""asked""#,
            "shown": #"["ORIGIN", 5, []]"#, "wrong code": #""pairing.wrongCode""#, "paired": "64",
            "followed": #"["ADRDEUX", "1810163220751", "ADRDEUX"]"#, "by the stream": "[[null], []]",
            "card out": "false", "agent started anew": #"[0, ["client.unreachable"]]"#, "resumed": "true",
            "agent's page": #"["Cette page n'est plus ouverte : relancez-la depuis l'agent.", false, false]"#,
            "nothing more": #"[0, 0, "client.unreachable"]"#,
        ]
        for (name, value) in wanted { #expect(told[name] == value, "\(name)") }
        let stranger = try #require(told["stranger"])
        #expect(
            stranger.hasPrefix(#"[0, ["client.unreachable"], "client.unreachable", "L'agent du poste ne répond pas"#))
        #expect(try #require(told["removed"]).hasPrefix(#"["request.unauthenticated", 401, "Jeton absent ou inconnu."#))
    }
}
