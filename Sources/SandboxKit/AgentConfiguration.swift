/// The configuration file of an agent in a sandbox.
struct AgentConfiguration {
    private var settings: [SandboxOptions.Setting]

    /// The sandbox's own keys, each replaced by one of `others` when it is named there too. With the files of a software
    /// certificate the agent calls with it.
    init(
        folder: String, insiURL: String, caFile: String, listFile: String? = nil,
        software: SoftwareCertificateFiles? = nil,
        others: [SandboxOptions.Setting]
    ) {
        var own: [SandboxOptions.Setting] = [
            .init("agent", "Environment", "sandbox"), .init("agent", "Automatic", "oui"),
            .init("agent", "StateDirectory", folder + "/state"), .init("endpoint", "Port", "0"),
            .init("endpoint", "Socket", folder + "/agent.sock"), .init("professional", "CardAuthorities", caFile),
            .init("insi", "URL", insiURL), .init("insi", "TrustAnchors", caFile),
            .init("insi", "IDAM", "TESTSGIE0000"), .init("billing", "Default", "991130972 01"),
        ]
        if let listFile { own.append(.init("insi", "RevocationLists", listFile)) }
        if let software {
            own += [
                .init("insi", "Authentication", Authentication.softwareCertificate.rawValue),
                .init("insi", "ClientCertificate", software.container),
                .init("insi", "ClientCertificatePassphrase", software.passphrase),
            ]
        }
        settings = own.filter { mine in !others.contains { $0.section == mine.section && $0.key == mine.key } } + others
    }

    /// The file's text, section by section.
    var text: String {
        var sections: [String] = []
        for setting in settings where !sections.contains(setting.section) { sections.append(setting.section) }
        return sections.map { section in
            let lines = settings.filter { $0.section == section }.map { "\($0.key)=\($0.value)\n" }
            return "[\(section)]\n" + lines.joined()
        }.joined()
    }
}
