import Foundation

/// The third-party messages and schemas, used where they stand.
enum SpecData {
    static let folder =
        ProcessInfo.processInfo.environment["INSI_SPEC_DATA"].map { URL(fileURLWithPath: $0) }
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/spec/insi-data").standardized

    static let isPresent = FileManager.default.fileExists(atPath: folder.path)
    static let absence = "the folder shared/spec/insi-data is absent"

    static func message(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent("messages/\(name)")))
    }

    static func schema(_ name: String) -> String {
        folder.appendingPathComponent("schema-icir-1.5.0/xsd/\(name)").path
    }
}
