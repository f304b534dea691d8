import Foundation

/// Programs that nobody here wrote, run as judges. They are installed by the CI script, which sets `INSI_FOREIGN`.
enum ForeignTools {
    static let isAsked = ProcessInfo.processInfo.environment["INSI_FOREIGN"] != nil

    /// Runs a program to its end; both of its streams are returned together.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// The build folder, which holds the products next to the test bundle.
    static let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path

    /// The third-party schemas beside the checkout.
    static let schemas: String = {
        let named = ProcessInfo.processInfo.environment["INSI_SPEC_DATA"]
        let beside = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../shared/spec/insi-data")
        return (named.map { URL(filePath: $0) } ?? beside).appending(path: "schema-icir-1.5.0/xsd").standardizedFileURL
            .path
    }()
}

/// A folder of its own, gone when the value is.
final class ScratchFolder {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.appending(path: "insi-foreign-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, _ name: String) throws -> String {
        let file = path + "/" + name
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}
