import FoundationEssentials

/// The counts on disk: one file with mode 0600, which names nobody.
struct IndicatorStore: Sendable {
    private let path: String

    /// The file of a state directory.
    init(directory: String) {
        path = directory + "/indicators.json"
    }

    /// What was kept; an empty book without a file, nil for a file that cannot be read or understood.
    func load() -> IndicatorBook? {
        guard FileManager.default.fileExists(atPath: path) else { return IndicatorBook() }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return Self.book(data)
    }

    /// The book that a file's content is; nil for anything that no agent of this version wrote.
    static func book(_ data: Data) -> IndicatorBook? {
        guard let book = try? JSONDecoder().decode(IndicatorBook.self, from: data), book.isSound else { return nil }
        return book
    }

    /// Keeps the book.
    func save(_ book: IndicatorBook) throws(AgentError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            try PrivateFile.write(encoder.encode(book), to: path)
        } catch {
            throw AgentError(.storageFailed, underlying: "indicators.json")
        }
    }

    /// Gives a file that cannot be understood another name, beside those put aside before; nil when that fails.
    func putAside(at seconds: Int64) -> String? {
        let name = "indicators-unreadable-\(seconds).json"
        let folder = path.dropLast("indicators.json".utf8.count)
        guard (try? FileManager.default.moveItem(atPath: path, toPath: folder + name)) != nil else { return nil }
        return name
    }
}
