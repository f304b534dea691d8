import AgentCore
import FoundationEssentials
import Glibc
import SmartCard

/// What goes into a support archive. Everything is taken from lists of what may be told, nothing is told and then removed: no name,
/// number or date of a person, no secret, no token, no card byte.
struct SupportBundle {
    let file: String
    let diagnosis: Diagnosis
    /// How long each thing that it looks at may take.
    private static let patience = Duration.seconds(5)

    /// The files of the archive.
    func entries() async throws -> [Archive.Entry] {
        // Of a configuration with faults the rest.
        let read = await Blocking.run("configuration of the archive", within: Self.patience) {
            ConfigurationReading(file: file).configuration
        }
        let configuration = Credentials.ofProcess.completing(read ?? Configuration())
        let listing = await Blocking.run("files of the archive", within: Self.patience) { files(configuration) }
        let agent = AgentProbe(socket: configuration.socket)
        var entries = [
            Archive.Entry(name: "doctor.json", text: try Self.encoded(SupportDiagnosis(diagnosis)) + "\n"),
            Archive.Entry(name: "versions.txt", text: SystemVersions.lines.joined(separator: "\n") + "\n"),
            Archive.Entry(name: "readers.txt", text: await readers),
            Archive.Entry(name: "files.txt", text: listing ?? "les disques ne répondent pas\n"),
            Archive.Entry(name: "configuration.txt", text: configuration.supportLines.joined(separator: "\n") + "\n"),
        ]
        if let state: SupportState = await part("/v1/state", of: agent) {
            entries.append(Archive.Entry(name: "state.json", text: try Self.encoded(state) + "\n"))
        }
        if let metrics = await agent.metrics(within: Self.patience) {
            entries.append(Archive.Entry(name: "metrics.txt", text: metrics))
        }
        if let log: SupportLog = await part("/v1/log?limit=2000", of: agent) {
            entries.append(Archive.Entry(name: "log.json", text: try Self.encoded(log.withoutNames) + "\n"))
        }
        return entries
    }

    /// JSON with sorted keys, on one line.
    static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A document of the running agent, read into what may be told of it.
    private func part<Part: Decodable>(_ path: String, of agent: AgentProbe) async -> Part? {
        await agent.get(path, within: Self.patience).flatMap {
            try? JSONDecoder().decode(Part.self, from: Data($0.utf8))
        }
    }

    private var readers: String {
        get async {
            let sights = await ReaderProbe.look().readers
            return sights.map {
                "\(PlainLine.of($0.reader.name)) ; carte=\($0.hasCard) exclusif=\($0.isExclusive) utilisé=\($0.isInUse)\n"
            }.joined()
        }
    }

    /// Names, modes and owners of the files of configuration and state, one a line. Of a configuration elsewhere only the file
    /// itself: what else lies beside it is nobody's business.
    private func files(_ configuration: Configuration) -> String {
        let usual = URL(filePath: ConfigurationSource.path).deletingLastPathComponent().path
        return ([file] + [usual, configuration.stateDirectory].flatMap(Self.tree)).map(Self.told).joined()
    }

    private static func tree(_ folder: String) -> [String] {
        let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
        return [folder] + names.map { folder + "/" + $0 }
    }

    private static func told(_ path: String) -> String {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return "?????? \(SupportPath.told(path))\n" }
        return "\(String(status.st_mode, radix: 8)) \(status.st_uid):\(status.st_gid) \(SupportPath.told(path))\n"
    }
}
