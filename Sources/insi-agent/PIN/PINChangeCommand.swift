import ArgumentParser
import CLinux

/// `insi-agent pin change`: gives the card another PIN.
struct PINChangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change le code de la carte : le code actuel, puis le nouveau deux fois.")

    @OptionGroup var options: PINOptions

    func run() throws {
        _ = linux_forbid_dump()
        try options.telling {
            let overview = try options.overview()
            guard options.mayGoOn("code", triesLeft: overview.triesLeft) else { throw ExitCode(2) }
            let reader = CodeReader(stdin: options.stdin)
            var known = try reader.code("Code actuel : ")
            defer { CodeReader.wipe(&known) }
            var new = try reader.newCode()
            defer { CodeReader.wipe(&new) }
            var codes = CodeReader.joined(known, new)
            defer { CodeReader.wipe(&codes) }
            try options.present(
                codes, "POST", "/v1/professional/pin/change", to: overview,
                confirmed: overview.triesLeft == 1 && !options.stdin)
            Terminal.complain("Code changé.")
        }
    }
}
