import AgentCore
import ArgumentParser

/// The configuration of a verb: a file, its drop-ins, and what the service manager hands over.
enum ConfigurationSource {
    /// Where the package puts it.
    static let path = "/etc/insi-agent/insi-agent.conf"

    /// The agent's socket as the installed configuration has it, as far as our user may read that; else the default, and no
    /// fault is told: whoever only calls the agent has nothing to mend.
    static var installedSocket: String { ConfigurationReading(file: path).configuration.socket }

    /// The configuration; every fault of its lines is told and ends the command with status 78.
    static func read(_ path: String) throws -> Configuration {
        let reading = ConfigurationReading(file: path)
        try tell(reading.faults)
        return Credentials.ofProcess.completing(reading.configuration)
    }

    /// Ends the command with status 78 after one line for each fault; goes on when there is none.
    static func tell(_ faults: [ConfigurationFault]) throws {
        for fault in faults { Terminal.complain(fault.description) }
        if !faults.isEmpty { throw ExitCode(78) }
    }
}

extension SecretFile {
    /// The secrets of an agent with this state directory.
    static func of(stateDirectory: String) -> SecretFile {
        SecretFile(account: .ofAgent(stateDirectory: stateDirectory), credentials: .ofProcess)
    }

    /// A secret of one line, or the fault of its file.
    func secret(_ path: String) throws(ConfigurationFault) -> [UInt8] {
        do throws(Refusal) {
            return try readLine(path)
        } catch {
            throw ConfigurationFault(sentence(error, path))
        }
    }
}
