import ArgumentParser
import CLinux

/// `insi-agent pin unblock`: gives the card a new PIN with the PUK.
struct PINUnblockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock",
        abstract: "Débloque la carte avec le code de déblocage (PUK, 8 chiffres) et lui donne un nouveau code.")

    @OptionGroup var options: PINOptions

    func run() throws {
        _ = linux_forbid_dump()
        try options.telling {
            let overview = try options.overview()
            guard options.mayGoOn("code de déblocage", triesLeft: overview.pukTriesLeft) else { throw ExitCode(2) }
            let reader = CodeReader(stdin: options.stdin)
            var puk = try reader.code("Code de déblocage : ")
            defer { CodeReader.wipe(&puk) }
            var new = try reader.newCode()
            defer { CodeReader.wipe(&new) }
            var codes = CodeReader.joined(puk, new)
            defer { CodeReader.wipe(&codes) }
            try options.present(
                codes, "POST", "/v1/professional/pin/unblock", to: overview,
                confirmed: overview.pukTriesLeft == 1 && !options.stdin)
            Terminal.complain("Carte débloquée, nouveau code enregistré.")
        }
    }
}
