import XML

/// The namespaces of the service (insi.md 2.1).
enum Namespace {
    static let soap = "http://www.w3.org/2003/05/soap-envelope"
    static let vitaleRequest = "http://www.cnamts.fr/INSiRecVit"
    static let traitsRequest = "http://www.cnamts.fr/INSiRecSans"
    static let result = "http://www.cnamts.fr/INSiResultat"
}

/// The operations whose names are public (insi.md 1.3).
enum Action {
    static let searchByVitaleCard = "urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale"
    static let searchByTraits = "urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite"
}

extension XMLName {
    static func soap(_ local: String) -> XMLName { XMLName(namespace: Namespace.soap, local: local) }
    static func vitale(_ local: String) -> XMLName { XMLName(namespace: Namespace.vitaleRequest, local: local) }
    static func traits(_ local: String) -> XMLName { XMLName(namespace: Namespace.traitsRequest, local: local) }

    static func addressing(_ local: String) -> XMLName {
        XMLName(namespace: "http://www.w3.org/2005/08/addressing", local: local)
    }

    static func bam(_ local: String) -> XMLName { XMLName(namespace: "urn:siram:bam:ctxbam", local: local) }
    static func lps(_ local: String) -> XMLName { XMLName(namespace: "urn:siram:lps:ctxlps", local: local) }
    static func saml(_ local: String) -> XMLName {
        XMLName(namespace: "urn:oasis:names:tc:SAML:2.0:assertion", local: local)
    }

    static let security = XMLName(
        namespace: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
        local: "Security")
}
