public import HTTPS
public import SAML
import XML

/// The client of the INSi service, in CPx mode (insi.md 1.6).
public struct INSiClient: Sendable {
    private let endpoint: ServiceEndpoint
    private let transport: HTTPSClient

    /// A client of that endpoint; the transport holds the trust anchors.
    public init(endpoint: ServiceEndpoint, transport: HTTPSClient) {
        self.endpoint = endpoint
        self.transport = transport
    }

    /// WS_INS1: searches the identity of a beneficiary of a Vitale card, with a professional's signed assertion.
    ///
    /// "None" and "several" are answers. Never asks twice. The Vitale assertion goes in when there is one (insi.md 3.9:
    /// whether the service demands it is unknown); that it is fresh and of the card in place is the caller's to check.
    public func searchByVitaleCard(
        _ search: VitaleSearch, assertion: SignedAssertion, vitaleAssertion: VitaleAssertion? = nil,
        context: CallContext
    ) async throws(INSiError) -> INSiAnswer {
        let stamp = MessageStamp()
        let request = try message(
            Envelope(
                stamp: stamp, search: search, assertion: assertion, context: context, vitaleAssertion: vitaleAssertion))
        return try AnswerReader(messageID: stamp.messageID).read(try await post(request))
    }

    private func message(_ envelope: Envelope) throws(INSiError) -> [UInt8] {
        do throws(XMLError) {
            return try envelope.bytes()
        } catch {
            throw .unwritableRequest(error)
        }
    }

    /// The action travels in the Content-Type; SOAP 1.2 has no SOAPAction header (insi.md 1.2).
    private func post(_ body: [UInt8]) async throws(INSiError) -> HTTPResponse {
        let type = "application/soap+xml; charset=utf-8; action=\"\(Action.searchByVitaleCard)\""
        let headers = [("Content-Type", type), ("Accept", "application/soap+xml")]
        do throws(HTTPSError) {
            return try await transport.post(endpoint.url, headers: headers, body: body)
        } catch {
            throw .transport(error)
        }
    }
}
