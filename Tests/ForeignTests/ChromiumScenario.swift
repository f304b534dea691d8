import Foundation
import ToolKit

/// A scenario in Python that drives the sandbox by its script mode and Chromium by Playwright, and prints one line of JSON a step.
enum ChromiumScenario {
    /// What every scenario has: `access`, `order`, `card`, `family`, `verb` for those of the command line, `served`, the agent's
    /// process and command, `hung`, while which it answers nothing, `HURRY`, `browser`, `page`, `errors`, `folder`, and
    /// `violations`, what the accessibility checker axe has against the page as it stands.
    private static let prelude = #"""
        import axe_playwright_python, contextlib, json, os, signal, subprocess, sys
        from playwright.sync_api import sync_playwright

        sandbox, folder, scenario, *options = sys.argv[1:]
        process = subprocess.Popen([sandbox, "--script", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        access = json.loads(process.stdout.readline())
        errors = []

        def order(line):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert answer["ok"], answer

        def family(*people):
            names = ["name", "givenName", "birthDate", "matricule"]
            with open(folder + "/card.json", "w") as file:
                json.dump({"bearers": [dict(zip(names, person)) for person in people]}, file)
            order("insert patient " + folder + "/card.json")

        def card(name, given, date, number):
            family((name, given, date, number))

        def verb(*words):
            socket = ["--socket", os.path.dirname(access["caFile"]) + "/agent.sock"]
            done = subprocess.run([os.path.dirname(sandbox) + "/insi-agent", *words, *socket], capture_output=True, text=True)
            assert done.returncode == 0, done
            return done.stdout.strip()

        def programs():
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open("/proc/" + pid + "/cmdline") as file:
                        yield pid, file.read().split("\0")[:-1]
                except OSError:
                    pass

        def served():
            command = ["serve", "--config", os.path.dirname(access["caFile"]) + "/agent.conf"]
            return next((int(pid), words) for pid, words in programs() if words[1:] == command)

        # A page that is hurried waits for a silent agent a fortieth of its time; what comes after minutes comes by `pass_time`.
        HURRY = """{ const [limit, start] = [AbortSignal.timeout.bind(AbortSignal), setTimeout];
            AbortSignal.timeout = (time) => limit(window.isHurried ? time / 40 : time);
            window.later = [];
            window.setTimeout = (act, time) => time >= 300000 ? (later.push(act), 0) : start(act, time); }"""

        def pass_time(): page.evaluate("later.splice(0).forEach((act) => act())")

        @contextlib.contextmanager
        def hung():
            os.kill(served()[0], signal.SIGSTOP)
            try: yield
            finally: os.kill(served()[0], signal.SIGCONT)

        def violations():
            with open(os.path.dirname(axe_playwright_python.__file__) + "/axe.min.js") as file:
                page.evaluate(file.read())
            return [f"{one['id']} ({one['impact']})" for one in page.evaluate("axe.run()")["violations"]]

        try:
            with sync_playwright() as play:
                browser = play.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
                page = browser.new_page()
                page.on("pageerror", lambda error: errors.append(str(error)))
                page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
                with open(scenario) as file:
                    exec(compile(file.read(), scenario, "exec"))
                browser.close()
        finally:
            process.stdin.write("quit\n")
            process.stdin.flush()
            process.wait(30)
        """#

    /// Why a scenario did not come to its end.
    struct Failure: Error {
        let output: String
    }

    /// Runs a scenario and returns what its steps told; throws its output when it did not come to its end. The service knows
    /// `identities` besides its own.
    static func run<Step: Decodable>(
        _ scenario: String, telling: Step.Type, identities: String? = nil
    ) async throws -> [Step] {
        let folder = try ScratchFolder()
        let (frame, script) = (
            try folder.write(prelude.utf8, to: "frame.py"), try folder.write(scenario.utf8, to: "scenario.py")
        )
        let options = try identities.map { ["--identities", try folder.write($0.utf8, to: "identities.json")] } ?? []
        let outcome = try await Tool.run(
            ForeignTools.judges + "/python",
            [frame, ForeignTools.products + "/insi-sandbox", folder.path, script] + options, seconds: 60)
        guard outcome.status == 0 else { throw Failure(output: outcome.output) }
        return try outcome.output.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
            try JSONDecoder().decode(Step.self, from: Data($0.utf8))
        }
    }
}
