import FoundationEssentials

/// Decoding that refuses unknown keys and speaks of keys in its errors.
enum DescriptionDecoding {
    /// Reads one description from JSON text in UTF-8.
    static func decode<Description: Decodable>(
        _ type: Description.Type, from json: [UInt8]
    ) throws(CardDescriptionError) -> Description {
        do {
            return try JSONDecoder().decode(type, from: Data(json))
        } catch let error as CardDescriptionError {
            throw error
        } catch DecodingError.keyNotFound(let key, _) {
            throw .missingKey(key.stringValue)
        } catch DecodingError.typeMismatch(let type, let context) where !context.codingPath.isEmpty {
            throw .wrongValue(key: context.path, expected: name(of: type))
        } catch DecodingError.valueNotFound(let type, let context) where !context.codingPath.isEmpty {
            throw .wrongValue(key: context.path, expected: name(of: type))
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw .wrongValue(key: context.path, expected: "one of the allowed values")
        } catch {
            throw .notJSON
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "a boolean"
        case is any FixedWidthInteger.Type: "a number"
        case is [Any].Type: "an array"
        default: "an object"
        }
    }

    /// Throws `unknownKey` for the first key, in alphabetical order, that `Keys` does not list. At the top, `comment` and
    /// the `card` that `CardDescription` decides by are known to all.
    static func refuseUnknownKeys<Keys: CodingKey & CaseIterable>(
        in decoder: any Decoder, keys: Keys.Type
    ) throws {
        var known = Set(Keys.allCases.map(\.stringValue))
        if decoder.codingPath.isEmpty { known.formUnion(["card", "comment"]) }
        if let unknown = try self.keys(in: decoder).sorted().first(where: { !known.contains($0) }) {
            throw CardDescriptionError.unknownKey(unknown)
        }
    }

    /// All keys of the object.
    static func keys(in decoder: any Decoder) throws -> Set<String> {
        Set(try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue))
    }

    /// The bytes of an ATR in hexadecimal, nil for nil.
    static func atr(_ text: String?) throws(CardDescriptionError) -> [UInt8]? {
        guard let text else { return nil }
        guard let bytes = Hex.decode(text), (2...33).contains(bytes.count) else {
            throw .wrongValue(key: "atr", expected: "2 to 33 bytes in hexadecimal")
        }
        return bytes
    }

    /// Latin-1 bytes of a text, or the error that names its key.
    static func latin1(_ text: String, key: String) throws(CardDescriptionError) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { throw .notLatin1(key: key) }
            bytes.append(byte)
        }
        return bytes
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

extension DecodingError.Context {
    fileprivate var path: String {
        codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
