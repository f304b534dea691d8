public import SAML

/// How a call proves who makes it (insi.md 1.6).
public enum CallAuthentication: Equatable, Sendable {
    /// The professional's signed assertion, and the Vitale card's beside it when there is one (insi.md 3.9).
    case cpx(SignedAssertion, vitale: VitaleAssertion?)
    /// The client certificate of the connection; no assertion (insi.md 3.8).
    case softwareCertificate
    /// The assertion of Pro Santé Connect. Its form is known; how it travels is not, so that no `ServiceEndpoint` exists for
    /// it and nothing sends it yet (insi.md 3.7).
    case proSanteConnect(ProSanteConnectAssertion)

    /// The children of the Security header; empty leaves the header out.
    var assertions: [[UInt8]] {
        switch self {
        case .cpx(let assertion, let vitale): [assertion.octets] + (vitale.map { [$0.octets] } ?? [])
        case .softwareCertificate: []
        case .proSanteConnect(let assertion): [assertion.octets]
        }
    }
}
