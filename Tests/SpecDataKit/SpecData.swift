public import Foundation

/// Third-party messages and schemas, used where they stand beside the checkout and never copied into it. The environment
/// variable `INSI_SPEC_DATA` names another folder.
public enum SpecData {
    /// The folder `insi-data`.
    public static let folder: URL =
        if let path = ProcessInfo.processInfo.environment["INSI_SPEC_DATA"] {
            URL(filePath: path)
        } else {
            URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/spec/insi-data")
                .standardizedFileURL
        }

    /// Whether the folder is there; tests that need it are skipped otherwise, and say so.
    public static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    /// Why a test is skipped.
    public static let absence = "the folder shared/spec/insi-data is absent"

    /// The bytes of one message.
    public static func message(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "messages/\(name)")))
    }

    /// The path of one schema.
    public static func schema(_ name: String) -> String {
        folder.appending(path: "schema-icir-1.5.0/xsd/\(name)").path
    }

    /// What stands between the first pair of these texts in a message, references to CR removed.
    public static func text(_ name: String, between start: String, and end: String) throws -> String {
        let document = String(decoding: try message(name), as: UTF8.self)
        let tail = document.components(separatedBy: start).dropFirst().first ?? ""
        return (tail.components(separatedBy: end).first ?? "").replacingOccurrences(of: "&#xD;", with: "")
    }
}
