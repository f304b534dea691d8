import HTTPS
import XML

/// Reads what the service sent back, by namespace and local name only: prefixes change within one message (insi.md 4.2).
struct AnswerReader {
    let messageID: String

    /// The answer; a fault is thrown as `INSiError.fault`, whatever the HTTP status.
    func read(_ response: HTTPResponse) throws(INSiError) -> INSiAnswer {
        let body = try soapBody(of: response)
        if let fault = body.first(.soap("Fault")) {
            throw .fault(SOAPFault(element: fault, sent: messageID))
        }
        guard response.status == 200 else { throw .unreadableAnswer(status: response.status, what: "status") }
        do throws(XMLError) {
            return try answer(in: body.required(.result("RESULTAT")))
        } catch .missing(let path) {
            throw .unreadableAnswer(status: response.status, what: path)
        } catch {
            throw .unreadableAnswer(status: response.status, what: "RESULTAT")
        }
    }

    private func soapBody(of response: HTTPResponse) throws(INSiError) -> XMLElement {
        guard !response.body.isEmpty else { throw .unreadableAnswer(status: response.status, what: "empty body") }
        let root: XMLElement
        do throws(XMLError) {
            root = try XMLReader.parse(response.body)
        } catch {
            throw .unreadableAnswer(status: response.status, what: "XML")
        }
        guard root.name == .soap("Envelope"), let body = root.first(.soap("Body")) else {
            throw .unreadableAnswer(status: response.status, what: "Envelope/Body")
        }
        return body
    }

    private func answer(in result: XMLElement) throws(XMLError) -> INSiAnswer {
        let report = try result.required(.result("CR"))
        let code = ReturnCode(rawValue: try report.required(.result("CodeCR")).token)
        guard !code.rawValue.isEmpty else { throw .missing(path: "CR/CodeCR") }
        let identity = code == .found ? try result.required(.result("INDIVIDU")).identity() : nil
        return INSiAnswer(
            messageID: messageID, returnCode: code, label: report.first(.result("LibelleCR"))?.filledText,
            identity: identity)
    }
}
