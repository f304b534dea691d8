import Testing

@testable import SandboxKit

struct AgentConfigurationTests {
    @Test func `a software certificate is named in the agent's configuration`() {
        let files = SoftwareCertificateFiles(container: "/f/client.p12", passphrase: "/f/client.pass")
        let text = AgentConfiguration(
            folder: "/f", insiURL: "https://127.0.0.1:1/lps", caFile: "/f/ca.pem", software: files, others: []
        ).text
        for line in [
            "Authentication=softwareCertificate", "ClientCertificate=/f/client.p12",
            "ClientCertificatePassphrase=/f/client.pass", "URL=https://127.0.0.1:1/lps",
        ] {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
        }
    }

    @Test func `without one nothing is said of it`() {
        let text = AgentConfiguration(folder: "/f", insiURL: "https://x/lps", caFile: "/f/ca.pem", others: []).text
        #expect(!text.contains("Authentication") && !text.contains("ClientCertificate"))
    }
}
