import FoundationEssentials

/// This program as a file.
enum Program {
    /// The folder that it and its helpers are in.
    static var folder: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
