/// Decodes a value whose object has no other keys than it knows: a spelling mistake would otherwise pass in silence.
struct StrictKeys<Value: Decodable & KnowsItsKeys>: Decodable {
    let value: Value

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
        if let unknown = keys.first(where: { !Value.keys.contains($0.stringValue) }) {
            throw DecodingError.dataCorruptedError(
                forKey: unknown, in: container, debugDescription: "champ inconnu")
        }
        value = try Value(from: decoder)
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }
}

/// A type that `StrictKeys` decodes.
protocol KnowsItsKeys {
    static var keys: Set<String> { get }
}
