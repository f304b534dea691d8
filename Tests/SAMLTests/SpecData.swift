import Foundation

/// Third-party messages that are read where they stand, never copied into the project.
enum SpecData {
    static let folder: URL =
        if let path = ProcessInfo.processInfo.environment["INSI_SPEC_DATA"] {
            URL(fileURLWithPath: path)
        } else {
            URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../../shared/spec/insi-data").standardizedFileURL
        }

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }
}
