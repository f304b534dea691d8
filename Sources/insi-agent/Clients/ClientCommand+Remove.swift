import ArgumentParser

extension ClientCommand {
    /// `insi-agent client remove ID`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retire une autorisation ; son jeton ne vaut plus rien, tout de suite.")

        @OptionGroup var socket: SocketOptions
        @Argument(help: "Identifiant, tel que « client list » l'affiche.") var id: String

        func validate() throws {
            guard !id.isEmpty, id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
                throw ValidationError("Huit chiffres ou lettres de a à f sont attendus ; voyez « client list ».")
            }
        }

        func run() throws {
            do {
                _ = try socket.request("DELETE", "/v1/clients/\(id)")
            } catch let refusal as Refusal {
                throw refusal.exit()
            }
        }
    }
}
