import AgentCore
import ArgumentParser
import Cryptography
import FoundationEssentials

/// Reads the configuration file and the files that it names.
enum ConfigurationSource {
    /// The configuration; a fault is told in one line and ends the command with status 78.
    static func read(_ path: String) throws -> Configuration {
        do {
            return try load(path)
        } catch {
            throw error.exit()
        }
    }

    /// The authorities of professional cards, from the file that `CardAuthorities` names.
    static func cardAuthorities(_ path: String) throws(ConfigurationFault) -> [Certificate] {
        guard let file = try? Data(contentsOf: URL(filePath: path)), let list = try? Certificate.list(Array(file)),
            !list.isEmpty
        else { throw ConfigurationFault("\(path) : les autorités des cartes ne peuvent pas être lues.") }
        return list
    }

    /// The configuration, or what is wrong with it.
    static func load(_ path: String) throws(ConfigurationFault) -> Configuration {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationFault(
                "\(path) : ce fichier de configuration ne peut pas être lu.", code: "configuration.unreadable")
        }
        do {
            return try ConfigurationFile.read(text)
        } catch {
            throw ConfigurationFault("\(path), \(error)", code: "configuration.invalid")
        }
    }
}
