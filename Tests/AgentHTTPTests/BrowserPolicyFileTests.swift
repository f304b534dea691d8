import Foundation
import Testing

/// The files for administrators of browsers: what they grant, and to nobody but the example.
@Suite("Browser policy files")
struct BrowserPolicyFileTests {
    private func policy(_ name: String) throws -> [String: Any] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "systemd/browser-policies")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: name)))
        return try #require(object as? [String: Any])
    }

    @Test("grant the example's origin, by the names of before and after Chromium 146")
    func chromium() throws {
        let policy = try policy("chromium.json")
        #expect(Set(policy.keys) == ["LocalNetworkAccessAllowedForUrls", "LoopbackNetworkAllowedForUrls"])
        for value in policy.values { #expect(value as? [String] == ["https://a-remplacer.example"]) }
    }

    @Test("grant the example's host, and turn nothing on in Firefox")
    func firefox() throws {
        let policies = try #require(try policy("firefox.json")["policies"] as? [String: [String: [String]]])
        #expect(policies == ["LocalNetworkAccess": ["SkipDomains": ["a-remplacer.example"]]])
    }
}
