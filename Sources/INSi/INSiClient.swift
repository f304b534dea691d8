public import HTTPS
import XML

/// The client of the INSi service.
public struct INSiClient: Sendable {
    private let endpoint: ServiceEndpoint
    private let transport: HTTPSClient

    /// A client of that endpoint; the transport holds the trust anchors, and the client certificate where there is one.
    public init(endpoint: ServiceEndpoint, transport: HTTPSClient) {
        self.endpoint = endpoint
        self.transport = transport
    }

    /// Asks once, with identifiers and times of its own (insi.md 2.2) and a `MessageID` that the caller knows beforehand, so
    /// that even a call without an answer can be traced. "None" and "several" are answers.
    ///
    /// That assertions are fresh and of the cards in place is the caller's to check, as is whether to ask again.
    public func call(
        _ request: INSiRequest, by authentication: CallAuthentication, context: CallContext, messageID: String
    ) async throws(INSiError) -> INSiAnswer {
        let (stamp, content) = (MessageStamp(messageID: messageID), request.content)
        let message = try message(
            Envelope(stamp: stamp, content: content, authentication: authentication, context: context))
        let response = try await post(message, action: content.action)
        return try AnswerReader(messageID: stamp.messageID, operation: content).read(response)
    }

    private func message(_ envelope: Envelope) throws(INSiError) -> [UInt8] {
        do throws(XMLError) {
            return try envelope.bytes()
        } catch {
            throw .unwritableRequest(error)
        }
    }

    /// The action travels in the Content-Type; SOAP 1.2 has no SOAPAction header (insi.md 1.2).
    private func post(_ body: [UInt8], action: String) async throws(INSiError) -> HTTPResponse {
        let type = "application/soap+xml; charset=utf-8; action=\"\(action)\""
        let headers = [("Content-Type", type), ("Accept", "application/soap+xml")]
        do throws(HTTPSError) {
            return try await transport.post(endpoint.url, headers: headers, body: body)
        } catch {
            throw .transport(error)
        }
    }
}
