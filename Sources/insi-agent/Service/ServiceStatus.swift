import AgentCore

/// The line that `systemctl status` shows: readers and environment, nobody's name and no reader's either.
enum ServiceStatus {
    static func line(_ state: AgentState, hasLooked: Bool, environment: Configuration.Environment) -> String {
        "\(readers(state, hasLooked)), environnement \(environment.rawValue)."
    }

    private static func readers(_ state: AgentState, _ hasLooked: Bool) -> String {
        guard hasLooked else { return "Les lecteurs ne sont pas encore connus" }
        guard state.readerServiceAvailable else { return "Le service des lecteurs (pcscd) ne répond pas" }
        let usable = state.readers.count { $0.problem == nil }
        let others = state.readers.count - usable
        let unusable = others == 0 ? "" : others == 1 ? ", 1 inutilisable" : ", \(others) inutilisables"
        return switch usable {
        case 0: "Aucun lecteur" + unusable
        case 1: "1 lecteur" + unusable
        default: "\(usable) lecteurs" + unusable
        }
    }
}
