import AgentCore
import FoundationEssentials

/// The managed policies of the browsers that may be here, as far as they concern the agent (README, « Browsers »).
enum PolicyProbe {
    private static let chromium = [
        ("Chrome", "/etc/opt/chrome/policies/managed"), ("Chromium", "/etc/chromium/policies/managed"),
        ("Edge", "/etc/opt/edge/policies/managed"),
    ]
    private static let firefox = "/etc/firefox/policies/policies.json"

    /// The keys of Chromium before and after its version 146, and Firefox's.
    private struct Chromium: Decodable {
        let LocalNetworkAccessAllowedForUrls: [String]?
        let LoopbackNetworkAllowedForUrls: [String]?
    }

    private struct Firefox: Decodable {
        struct Policies: Decodable {
            struct Access: Decodable { let SkipDomains: [String]? }
            let LocalNetworkAccess: Access?
        }
        let policies: Policies?
    }

    /// Every file that names one of the keys, or that ends in `.json` and cannot be understood although it names one.
    static func look() -> [SeenPolicy] {
        let files = chromium.flatMap { browser, folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
                .filter { $0.hasSuffix(".json") }.compactMap { chromiumPolicy(browser, folder + "/" + $0) }
        }
        return files + (firefoxPolicy.map { [$0] } ?? [])
    }

    private static func chromiumPolicy(_ browser: String, _ path: String) -> SeenPolicy? {
        policy(browser, path, ["LocalNetworkAccessAllowedForUrls", "LoopbackNetworkAllowedForUrls"]) { data in
            let keys = try JSONDecoder().decode(Chromium.self, from: data)
            return (keys.LocalNetworkAccessAllowedForUrls ?? []) + (keys.LoopbackNetworkAllowedForUrls ?? [])
        }
    }

    private static var firefoxPolicy: SeenPolicy? {
        policy("Firefox", firefox, ["LocalNetworkAccess"]) { data in
            try JSONDecoder().decode(Firefox.self, from: data).policies?.LocalNetworkAccess?.SkipDomains ?? []
        }
    }

    private static func policy(
        _ browser: String, _ path: String, _ keys: [String], _ read: (Data) throws -> [String]
    ) -> SeenPolicy? {
        guard let data = try? Data(contentsOf: URL(filePath: path)),
            keys.contains(where: { data.firstRange(of: Data($0.utf8)) != nil })
        else { return nil }
        return SeenPolicy(browser: browser, path: path, admitted: try? read(data))
    }
}
