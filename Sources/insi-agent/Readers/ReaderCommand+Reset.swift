import AgentCore
import ArgumentParser
import FoundationEssentials
import Glibc
import ReaderUSB
import SmartCard

extension ReaderCommand {
    /// `insi-agent reader reset PATH`: as if the reader were unplugged and plugged in again.
    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Réinitialise un lecteur bloqué, comme s'il était débranché et rebranché (root).",
            discussion: """
                Refusé tant que l'agent lit une carte dans ce lecteur, fait un appel avec elle, en attend ou en garde le \
                code, et tant qu'un autre programme est connecté au lecteur. L'agent laisse le lecteur de côté jusqu'à son \
                retour.
                Codes de sortie : 1 pas root, ou réinitialisation impossible ; 2 lecteur absent ou utilisé par un programme ; \
                69 agent muet ; 75 lecteur utilisé par l'agent, pcscd muet ou qui refuse, ou lecteur qui n'est pas revenu.
                """)

        @Argument(help: "Chemin USB du lecteur, tel que « insi-agent reader list » le montre, par exemple 1-1.2.")
        var path: String

        @Flag(help: "Ne demande rien à l'agent, quand il ne tourne pas ou ne répond plus.")
        var withoutAgent = false

        @OptionGroup var socket: SocketOptions

        func run() async throws {
            guard geteuid() == 0 else { throw Self.refuse("La réinitialisation d'un lecteur est réservée à root.", 1) }
            let (_, row) = try await look()
            guard let wait = await ReaderReturn.watch(path: path, former: Set(row.shown.map(\.reader))) else {
                throw Self.refuse(ReaderOverview.silence.joined(separator: "\n"), 75)
            }
            do {
                if !withoutAgent { try borrow() }
            } catch let refusal as Refusal {
                throw refusal.exit()
            }
            // Only now, when the agent has let go and others had time to come.
            let (overview, device) = try await look()
            if let user = device.usb.flatMap(overview.user) {
                throw Self.refuse(
                    "Un programme est connecté à « \(PlainLine.of(user.reader.name)) »\(user.isLocated ? "" : ", peut-être ce lecteur") : "
                        + "fermez-le, puis recommencez.", 2)
            }
            let isShown = !row.shown.isEmpty
            try await reset()
            guard let reader = await wait.reader() else {
                throw Self.refuse(
                    isShown ? "Le lecteur n'est pas revenu dans PC/SC." : "PC/SC ne montre toujours pas le lecteur.", 75
                )
            }
            Terminal.say("« \(PlainLine.of(reader.name)) » est de retour.")
        }

        /// What USB and PC/SC show now, of the reader too. Where PC/SC does not say who uses which reader, none is reset; where
        /// there is no such service nobody does.
        private func look() async throws -> (ReaderOverview, ReaderOverview.Row) {
            let overview = await ReaderOverview.look()
            guard !overview.isServiceUnknown else {
                throw Self.refuse(overview.serviceLines.joined(separator: "\n"), 75)
            }
            guard let row = overview.rows.first(where: { $0.usb?.path == path }) else {
                let known = overview.rows.compactMap { row in row.usb.map { "\($0.path) (\($0.name))" } }
                throw Self.refuse(
                    "Aucun lecteur en « \(path) ». "
                        + (known.isEmpty ? "USB n'en montre aucun." : "Lecteurs : \(known.joined(separator: ", "))."), 2
                )
            }
            return (overview, row)
        }

        /// Asks the agent to leave the reader alone.
        private func borrow() throws {
            let body = try JSONEncoder().encode(["usbPath": path])
            _ = try socket.request(
                "POST", "/v1/readers/loan", headers: [("Content-Type", "application/json")], body: Array(body))
        }

        /// Not interrupted from the keyboard: the device would stay switched off.
        private func reset() async throws {
            let signals = [SIGINT, SIGTERM, SIGHUP]
            for number in signals { signal(number, SIG_IGN) }
            defer { for number in signals { signal(number, SIG_DFL) } }
            let outcome = await Blocking.run { [path] in
                Result { () throws(USBError) in try USBReset().reset(path: path) }
            }
            if case .failure(let error) = outcome {
                let cause = "La réinitialisation a échoué : \(error)."
                throw Self.refuse(error == .deviceMissing ? "Le lecteur n'est plus là." : cause, 1)
            }
        }

        private static func refuse(_ sentence: String, _ code: Int32) -> ExitCode {
            Terminal.complain(sentence)
            return ExitCode(code)
        }
    }
}
