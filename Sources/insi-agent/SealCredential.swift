import FoundationEssentials

/// The key that the service manager hands over.
enum SealCredential {
    /// Its file; nil when there is none.
    static var path: String? {
        let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
        return folder.map { $0 + "/seal.key" }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }
}
