import Foundation

/// Programs that nobody here wrote, as judges. They are installed by the CI script, which sets `INSI_FOREIGN`.
enum ForeignTools {
    static let isAsked = ProcessInfo.processInfo.environment["INSI_FOREIGN"] != nil

    /// The build folder, which holds the products next to the test bundle.
    static let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path

    /// The folder of the programs that the CI script installs from PyPI.
    static let judges = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/judges/bin").path
}
