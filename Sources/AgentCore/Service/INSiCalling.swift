public import INSi

/// Port: the INSi service. `INSiClient` is the real one; tests script it.
public protocol INSiCalling: Sendable {
    /// Calls the service once. "None" and "several" are answers; only a broken exchange or a refusal is an error.
    func call(
        _ request: INSiRequest, by authentication: CallAuthentication, context: CallContext, messageID: String
    ) async throws(INSiError) -> INSiAnswer
}

extension INSiClient: INSiCalling {}
