import HTTPS
import XML

/// Reads what the service sent back, by namespace and local name only: prefixes change within one message (insi.md 4.2).
struct AnswerReader {
    let messageID: String
    let operation: any OperationContent

    /// The answer; a fault is thrown as `INSiError.fault`, whatever the HTTP status.
    func read(_ response: HTTPResponse) throws(INSiError) -> INSiAnswer {
        let body: XMLElement
        do throws(INSiError) {
            body = try soapBody(of: response)
        } catch {
            throw response.status == 503 ? .unavailable(status: 503) : error
        }
        if let fault = body.first(.soap("Fault")) {
            throw .fault(SOAPFault(element: fault, sent: messageID))
        }
        guard response.status == 200 else { throw .unreadableAnswer(status: response.status, what: "status") }
        do throws(XMLError) {
            let content = try operation.readAnswer(in: body)
            return INSiAnswer(messageID: messageID, content: content, image: response.body)
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
}

extension XMLElement {
    /// RESULTAT of both searches (insi.md 4.1). Throws `XMLError.missing` with the path of what is absent, cannot be right,
    /// or stands there twice.
    func searchResult() throws(XMLError) -> INSiAnswer.Content {
        let report = try one(.result("CR"))
        let code = ReturnCode(rawValue: try report.one(.result("CodeCR")).token)
        guard code.isPlausible else { throw .missing(path: "CR/CodeCR") }
        let identity = code == .found ? try one(.result("INDIVIDU")).identity() : nil
        return .init(returnCode: code, label: report.first(.result("LibelleCR"))?.filledText, identity: identity)
    }

    /// The only child of that name: with two of them nobody could tell which is meant.
    func one(_ name: XMLName) throws(XMLError) -> XMLElement {
        let child = try required(name)
        guard all(name).count == 1 else { throw .missing(path: "\(self.name.local)/\(name.local)[2]") }
        return child
    }
}
