public import INSi
public import SAML

/// Port: WS_INS1. `INSiClient` is the real one; tests script it.
public protocol VitaleSearching: Sendable {
    /// Calls the service once. "None" and "several" are answers; only a broken exchange or a refusal is an error.
    func searchByVitaleCard(
        _ search: VitaleSearch, assertion: SignedAssertion, vitaleAssertion: VitaleAssertion?, context: CallContext
    ) async throws(INSiError) -> INSiAnswer
}

extension INSiClient: VitaleSearching {}
