import XML

/// The namespaces of the service (insi.md 2.1).
enum Namespace {
    static let soap = "http://www.w3.org/2003/05/soap-envelope"
    static let addressing = "http://www.w3.org/2005/08/addressing"
    static let security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
    static let bam = "urn:siram:bam:ctxbam"
    static let lps = "urn:siram:lps:ctxlps"
    static let siram = "urn:siram"
    static let vitaleRequest = "http://www.cnamts.fr/INSiRecVit"
    static let traitsRequest = "http://www.cnamts.fr/INSiRecSans"
    static let result = "http://www.cnamts.fr/INSiResultat"
}

/// The actions of the service (insi.md 1.3).
enum Action {
    static let searchByVitaleCard = "urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale"
    static let searchByTraits = "urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite"
}

extension XMLName {
    static func soap(_ local: String) -> XMLName { XMLName(namespace: Namespace.soap, local: local) }
    static func addressing(_ local: String) -> XMLName { XMLName(namespace: Namespace.addressing, local: local) }
    static func security(_ local: String) -> XMLName { XMLName(namespace: Namespace.security, local: local) }
    static func bam(_ local: String) -> XMLName { XMLName(namespace: Namespace.bam, local: local) }
    static func lps(_ local: String) -> XMLName { XMLName(namespace: Namespace.lps, local: local) }
    static func siram(_ local: String) -> XMLName { XMLName(namespace: Namespace.siram, local: local) }
    static func vitale(_ local: String) -> XMLName { XMLName(namespace: Namespace.vitaleRequest, local: local) }
    static func traits(_ local: String) -> XMLName { XMLName(namespace: Namespace.traitsRequest, local: local) }
    static func result(_ local: String) -> XMLName { XMLName(namespace: Namespace.result, local: local) }
}
