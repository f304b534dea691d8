import FoundationEssentials
import HealthIdentity

extension PersonBase {
    /// Persons from JSON in UTF-8:
    ///
    ///     {"persons": [{"birthName": "", "givenNames": "", "sex": "M", "birthDate": "AAAA-MM-JJ", "birthPlace": "",
    ///       "matricule": "", "key": "", "oid": "", "rank": 1, "also": ["matricule"],
    ///       "history": [{"matricule": "", "key": "", "oid": "", "from": "", "until": ""}]}]}
    ///
    /// `key`, `oid`, `rank`, `also`, `history` and what is in an entry of it but `matricule` may be left out. A wrong key
    /// is kept: the service has sent some (insi.md 4.3).
    public init(json: [UInt8]) throws(PersonBaseError) {
        let file: PersonFile
        do {
            file = try JSONDecoder().decode(PersonFile.self, from: Data(json))
        } catch {
            throw PersonBaseError(error)
        }
        var persons: [Person] = []
        for (index, entry) in file.persons.enumerated() {
            persons.append(try entry.value.person(at: "persons[\(index)]"))
        }
        self.init(persons: persons)
    }
}

extension PersonBaseError {
    fileprivate init(_ error: any Error) {
        guard let error = error as? DecodingError, let failure = error.failure, !failure.path.isEmpty else {
            self = .notJSON
            return
        }
        let path = failure.path.reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
        self = .field(path: path, expected: failure.expected)
    }
}

extension DecodingError {
    fileprivate var failure: (path: [any CodingKey], expected: String)? {
        switch self {
        case .keyNotFound(let key, let context): (context.codingPath + [key], "champ obligatoire")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            (context.codingPath, "valeur d'un autre type attendue")
        case .dataCorrupted(let context): (context.codingPath, context.debugDescription)
        @unknown default: nil
        }
    }
}
