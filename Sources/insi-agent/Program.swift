import FoundationEssentials

/// This program as a file.
enum Program {
    /// The program that hosts the official libraries: beside this one in a build folder, apart from the commands of users where
    /// a package installed both.
    static var libraryHost: String {
        let beside = folder + "/insi-agent-library"
        let installed = folder + "/../libexec/insi-agent/insi-agent-library"
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : installed
    }

    private static var folder: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
