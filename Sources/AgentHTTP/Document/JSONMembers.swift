import AgentCore
import FoundationEssentials

/// The members of a JSON object, read one by one: what is wrong is told with the member's path.
struct JSONMembers {
    private let members: [String: JSONInput]
    private let path: String

    /// The object that the bytes are, with no other members than `known`; no bytes are an empty object.
    init(_ bytes: [UInt8], known: Set<String>) throws(AgentError) {
        let text = bytes.isEmpty ? Array("{}".utf8) : bytes
        switch JSONShape.fault(in: text) {
        case nil: break
        case .depth: throw Self.fault("Le contenu est plus profond que huit niveaux.")
        case .name: throw Self.fault("Contenu : champ inconnu.")
        case .duplicate: throw Self.fault("Contenu : un champ est donné deux fois.")
        }
        guard let value = try? JSONDecoder().decode(JSONInput.self, from: Data(text)) else {
            throw Self.fault("Le contenu n'est pas du JSON.")
        }
        try self.init(value, path: "", known: known)
    }

    /// The object that a value is.
    init(_ value: JSONInput, path: String, known: Set<String>) throws(AgentError) {
        guard case .object(let members) = value else {
            throw Self.fault("\(path.isEmpty ? "Contenu" : path) : un objet JSON est attendu.")
        }
        guard members.keys.allSatisfy(known.contains) else {
            // The name that was sent is not told: who mixes up names and values would have a number in a log.
            let names = known.sorted().joined(separator: ", ")
            throw Self.fault("\(path.isEmpty ? "Contenu" : path) : champ inconnu ; connus : \(names).")
        }
        self.members = members.filter { $0.value != .null }
        self.path = path
    }

    /// The names of the members that are there.
    var names: Set<String> { Set(members.keys) }

    /// A text; nil when it is absent or null.
    func text(_ name: String) throws(AgentError) -> String? {
        guard let value = members[name] else { return nil }
        guard case .string(let text) = value else { throw expected(name, "un texte") }
        return text
    }

    /// A text that must be there.
    func requiredText(_ name: String) throws(AgentError) -> String {
        guard let text = try text(name) else { throw expected(name, "un texte") }
        return text
    }

    /// A number without fraction.
    func integer(_ name: String) throws(AgentError) -> Int? {
        guard let value = members[name] else { return nil }
        guard case .integer(let number) = value else { throw expected(name, "un nombre entier") }
        return number
    }

    /// Yes or no; nil when it is absent or null.
    func boolean(_ name: String) throws(AgentError) -> Bool? {
        guard let value = members[name] else { return nil }
        guard case .boolean(let word) = value else { throw expected(name, "true ou false") }
        return word
    }

    /// A list of texts; one text is split at its spaces, as INSi writes given names.
    func names(_ name: String) throws(AgentError) -> [String] {
        switch members[name] {
        case .string(let text)?: return text.split(separator: " ").map(String.init)
        case .array(let values)?:
            var texts: [String] = []
            for value in values {
                guard case .string(let text) = value else { throw expected(name, "une liste de textes") }
                texts.append(text)
            }
            return texts
        default: throw expected(name, "une liste de textes, ou un texte")
        }
    }

    /// A list of any values; empty when it is absent.
    func list(_ name: String) throws(AgentError) -> [JSONInput] {
        guard let value = members[name] else { return [] }
        guard case .array(let values) = value else { throw expected(name, "une liste") }
        return values
    }

    /// An object with no other members than `known`; nil when it is absent.
    func object(_ name: String, known: Set<String>) throws(AgentError) -> JSONMembers? {
        guard let value = members[name] else { return nil }
        return try JSONMembers(value, path: full(name), known: known)
    }

    /// What is wrong with a member.
    func expected(_ name: String, _ what: String) -> AgentError {
        Self.fault("\(full(name)) : \(what) est attendu.")
    }

    private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func fault(_ detail: String) -> AgentError { AgentError(.requestMalformed, detail: detail) }
}
