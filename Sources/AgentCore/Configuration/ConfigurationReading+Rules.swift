extension ConfigurationReading {
    /// What is missing beside what is there: keys that a decision needs, or that go together.
    ///
    /// `whole` is the configuration with what the service manager hands over. A key that stands in a line with a fault seems
    /// to be missing: this is told only once every line could be read.
    public func missing(in whole: Configuration) -> [ConfigurationFault] {
        guard faults.isEmpty else { return [] }
        var missing: [ConfigurationFault] = []
        if whole.idam.isEmpty {
            missing.append(ConfigurationFault("la clé IDAM de [insi] est nécessaire.", key: "IDAM", at: main))
        }
        if whole.endpoint == nil {
            missing.append(
                need("URL", "insi", "est nécessaire dans l'environnement sandbox", because: "Environment", "agent"))
        }
        if whole.authentication == .softwareCertificate, whole.clientCertificate == nil {
            missing.append(
                need(
                    "ClientCertificate", "insi",
                    "va avec Authentication=softwareCertificate (ou l'identifiant client-certificate.p12 du gestionnaire "
                        + "de services, visible dans le service seulement)", because: "Authentication", "insi"))
        }
        if whole.apiLec != nil, whole.apiLecConfiguration == nil {
            missing.append(need("ApiLecConfiguration", "vitale", "va avec ApiLec", because: "ApiLec", "vitale"))
        }
        return missing + pair("ProxyUser", whole.proxyUser, "ProxyPassword", whole.proxyPassword)
            + pair(
                "VerificationNamespace", whole.verificationNamespace, "VerificationAction", whole.verificationAction)
    }

    /// The fault of a file that a key names, at that key.
    public func fault(_ message: String, section: String, key: String) -> ConfigurationFault {
        ConfigurationFault("« \(key) » : \(message)", key: key, at: place(section: section, key: key) ?? main)
    }

    /// The file that an administrator would look into first.
    private var main: ConfigurationFault.Place? { files.first.map { .init(file: $0) } }

    private func need(
        _ key: String, _ section: String, _ reason: String, because cause: String, _ of: String
    ) -> ConfigurationFault {
        ConfigurationFault(
            "la clé \(key) de [\(section)] \(reason).", key: key, at: place(section: of, key: cause) ?? main)
    }

    private func pair(
        _ first: String, _ one: String?, _ second: String, _ other: String?
    ) -> [ConfigurationFault] {
        guard (one == nil) != (other == nil) else { return [] }
        let (present, absent) = one == nil ? (second, first) : (first, second)
        let hint =
            absent == "ProxyPassword"
            ? " (ou l'identifiant proxy.password du gestionnaire de services, visible dans le service seulement)" : ""
        return [
            ConfigurationFault(
                "les clés \(first) et \(second) de [insi] vont ensemble\(hint).", key: absent,
                at: place(section: "insi", key: present) ?? main)
        ]
    }
}
