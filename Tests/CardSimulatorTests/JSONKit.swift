import Foundation

/// JSON text in UTF-8.
func encoded(_ value: some Encodable) throws -> [UInt8] {
    Array(try JSONEncoder().encode(value))
}
