import Foundation
import Testing
import XML

@testable import INSiSimulator

/// What a reply comes to, read without looking at prefixes.
struct Judgement {
    /// CodeCR, or the code of the fault.
    let code: String
    /// The text of CodeCR's neighbour, or of the fault.
    let text: String
    /// The subcode of a fault without prefix.
    let subcode: String

    init(_ text: String) throws {
        let root = try XMLReader.parse(Array(text.utf8), limit: 1 << 22)
        let elements = Self.all(in: root)
        if let error = elements.first(where: { $0.name == XMLName(namespace: "urn:siram", local: "Erreur") }) {
            code = error[attribute: "code"] ?? ""
            self.text = error.text
            subcode = elements.last { $0.name == .soap("Value") }?.localPart ?? ""
        } else {
            code = elements.first { $0.name.local == "CodeCR" }?.text ?? ""
            self.text = elements.first { $0.name.local == "LibelleCR" }?.text ?? ""
            subcode = ""
        }
    }

    /// An element and all in it, in document order.
    static func all(in element: XMLElement) -> [XMLElement] {
        [element] + element.elements.flatMap(all)
    }
}

extension ServiceDesk {
    /// Answers a message now.
    func judge(
        _ text: String, contentType: String = Requests.contentType, from caller: Caller = .professional,
        as behaviour: Behaviour = Behaviour()
    ) throws -> Judgement {
        let reply = answer(
            Array(text.utf8), contentType: contentType, from: caller, as: behaviour, at: DateTime.now())
        let judgement = try Judgement(reply.text)
        #expect((reply.status == 200) == (judgement.code.count == 2))
        return judgement
    }

    /// Answers a message now and tells the code.
    func code(of text: String, contentType: String = Requests.contentType) throws -> String {
        try judge(text, contentType: contentType).code
    }
}
