/// Words of a command that somebody copies into a shell.
enum ShellWord {
    /// A path as one word: as it is where the shell sees nothing special in it.
    static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || [0x2F, 0x2E, 0x2D, 0x5F].contains($0)
        }
        guard !isPlain else { return path }
        return "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
