import AgentCore
import ArgumentParser
import FoundationEssentials

/// Reads the configuration file; a fault is told in one line and ends the command with status 78.
enum ConfigurationSource {
    static func read(_ path: String) throws -> Configuration {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw fault("\(path) : ce fichier de configuration ne peut pas être lu.")
        }
        do {
            return try ConfigurationFile.read(text)
        } catch {
            throw fault("\(path), \(error)")
        }
    }

    static func fault(_ sentence: String) -> ExitCode {
        Terminal.complain(sentence)
        return ExitCode(78)
    }
}
