import ToolKit

/// The programs that hold the served contract against the sandbox: schemathesis with its hooks, and every example replayed.
enum ContractJudge {
    /// Runs a command beside a desk; `{url}` in it is the agent's address.
    static func run(_ folder: ScratchFolder, _ command: [String]) async throws -> Tool.Outcome {
        let script = try folder.write(desk.utf8, to: "desk.py")
        return try await Tool.run(
            ForeignTools.judges + "/python",
            [script, ForeignTools.products + "/insi-sandbox", folder.path] + command, seconds: 300)
    }

    /// A desk with both cards in, the PIN typed and an identity found, told in `desk.json`; then the rest of the command line
    /// runs beside it.
    static let desk = #"""
        import http.client, json, os, socket, subprocess, sys, time

        SCOPES = ("status patient matricule ins ins:vitale ins:traits ins:verify ins:list ins:datamatrix professional "
                  "audit metrics").split()

        class Local(http.client.HTTPConnection):
            def __init__(self, path):
                super().__init__("localhost", timeout=20)
                self.path = path

            def connect(self):
                self.sock = socket.socket(socket.AF_UNIX)
                self.sock.connect(self.path)

        def local(path, method, target, body=None, kind="application/json"):
            connection = Local(path)
            connection.request(method, target, body, {"Content-Type": kind})
            answer = connection.getresponse()
            text = answer.read()
            assert answer.status < 400, (method, target, text)
            return json.loads(text) if text else None

        def main(sandbox, folder, command):
            process = subprocess.Popen([sandbox, "--script",
                "--set", "insi.VerificationNamespace=http://www.cnamts.fr/INSiLot2/REQUnitaire",
                "--set", "insi.VerificationAction=urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            try:
                access = json.loads(process.stdout.readline())
                path = os.path.dirname(access["caFile"]) + "/agent.sock"
                for order in ["insert professional", "pin 1234", "insert patient"]:
                    process.stdin.write(order + "\n")
                    process.stdin.flush()
                    assert json.loads(process.stdout.readline())["ok"], order
                state = local(path, "GET", "/v1/state")
                while state["ins"]["status"] != "found":
                    state = local(path, "GET", "/v1/state?wait=5&after=" + state["tag"])
                tokens = [
                    local(path, "POST", "/v1/clients", json.dumps({"name": "judge %d" % number, "scopes": SCOPES}))["token"]
                    for number in range(20)]
                with open(folder + "/desk.json", "w") as file:
                    json.dump({"url": access["url"], "socket": path, "tokens": tokens,
                               "cardSession": '"%s"' % state["patient"]["cardSession"]}, file)
                return subprocess.run([word.replace("{url}", access["url"]) for word in command], cwd=folder,
                    env=dict(os.environ, PYTHONPATH=folder, SCHEMATHESIS_HOOKS="hooks")).returncode
            finally:
                process.stdin.write("quit\n")
                process.stdin.flush()
                process.wait(30)

        if __name__ == "__main__":
            sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
        """#

    /// What schemathesis cannot know: whose list is whose, which card is in, and that an ended PIN session needs the PIN again.
    static let hooks = #"""
        import atexit, itertools, json
        import schemathesis
        from desk import local
        from schemathesis.core.parameters import ParameterLocation

        desk = json.load(open("desk.json"))
        tokens, owners, seen = itertools.cycle(desk["tokens"]), {}, {}

        @schemathesis.auth(refresh_interval=None)
        class Callers:
            """Whoever made a list or a search sees it; otherwise callers take turns, so that none meets the rate limit."""

            def get(self, case, context):
                names = [name for name in (case.path_parameters or {}).values() if isinstance(name, str)]
                return next((owners[name] for name in names if name in owners), None) or next(tokens)

            def set(self, case, data, context):
                case.headers["Authorization"] = "Bearer " + data

        @schemathesis.hook
        def before_call(context, case, kwargs):
            part = case.meta.components.get(ParameterLocation.HEADER) if case.meta else None
            if "If-Match" in case.headers and (part is None or part.mode.is_positive):
                case.headers["If-Match"] = desk["cardSession"]

        @schemathesis.hook
        def after_call(context, case, response):
            counts = seen.setdefault(case.operation.label, {})
            counts[str(response.status_code)] = counts.get(str(response.status_code), 0) + 1
            if response.status_code in (200, 201) and "json" in response.headers.get("content-type", [""])[0]:
                body = response.json()
                for name in ("id", "requestId"):
                    if isinstance(body, dict) and isinstance(body.get(name), str):
                        owners[body[name]] = response.request.headers["Authorization"].removeprefix("Bearer ")
            if case.operation.label == "DELETE /v1/professional/session" and response.status_code == 204:
                local(desk["socket"], "PUT", "/v1/professional/pin", "1234", "application/octet-stream")

        @atexit.register
        def tell():
            with open("seen.json", "w") as file:
                json.dump(seen, file)
        """#

    /// A well-formed request may meet a card that left (412), a rule of identity care (422) or no list any more (404), but is
    /// never called malformed; one that breaks the contract is refused, by whichever row of the filter comes first.
    static let configuration = """
        continue-on-failure = true
        max-stream-events = 1
        request-timeout = 20
        rate-limit = "auto"

        [generation]
        max-examples = 60
        deterministic = true
        database = "none"

        [checks.positive_data_acceptance]
        expected-statuses = ["2xx", "3xx", "401", "403", "404", "406", "409", "412", "422", "423", "429"]

        [checks.negative_data_rejection]
        expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "415", "422", "428", "429"]

        [checks.missing_required_header]
        expected-statuses = ["401", "403", "415", "428"]

        # All callers of it share one rate.
        [[operations]]
        include-path = "/v1/session"
        generation.max-examples = 10

        [[operations]]
        include-path = "/v1/pairing"
        generation.max-examples = 10

        # No schema can say that the first day is not after the last.
        [[operations]]
        include-path = "/v1/indicators"
        checks.positive_data_acceptance.expected-statuses = ["200", "400", "406"]
        """

    /// Sends every example of the contract as it is written, but for what only lives at this desk, and holds each answer and
    /// each example to its schema. Prints what is wrong, one line each, then the number of answers.
    static let examples = #"""
        import http.client, json, time, urllib.parse
        import jsonschema_rs
        from desk import Local, local

        LOCAL = ("/v1/professional/pin", "/v1/session-codes", "/v1/clients", "/v1/pairing-window", "/v1/readers/loan")
        desk = json.load(open("desk.json"))
        host = desk["url"].removeprefix("http://")

        def send(connection, method, target, headers, body=None):
            connection.request(method, target, body, headers)
            return connection.getresponse()

        contract = json.loads(send(http.client.HTTPConnection(host), "GET", "/openapi.json", {}).read())
        faults, count = [], 0

        def resolved(part):
            while "$ref" in part:
                path = part["$ref"].removeprefix("#/").split("/")
                part = contract
                for name in path:
                    part = part[name.replace("~1", "/").replace("~0", "~")]
            return part

        def judge(schema, value, where):
            document = {"components": contract["components"], "allOf": [schema]}
            for error in jsonschema_rs.Draft202012Validator(document, validate_formats=True).iter_errors(value):
                faults.append("%s: %s at %s" % (where, error.message, list(error.instance_path)))

        def examples(part):
            several = [resolved(example)["value"] for example in part.get("examples", {}).values()]
            return [part["example"]] if "example" in part else several

        lists = json.dumps({"lines": [{"birthName": "TCHITCHI", "givenNames": ["OLA"], "sex": "F", "birthDate": "1936-06-21"}]})
        token = {"Authorization": "Bearer " + desk["tokens"][0], "Content-Type": "application/json"}
        made = json.loads(send(http.client.HTTPConnection(host), "POST", "/v1/ins/worklists", token, lists).read())
        code = local(desk["socket"], "POST", "/v1/session-codes", "{}")["url"].split("#code=")[1]
        media = contract["paths"]["/v1/clients"]["post"]["requestBody"]["content"]["application/json"]
        client = local(desk["socket"], "POST", "/v1/clients", json.dumps(examples(media)[0]))
        alive = {"/v1/ins/worklists/{id}": made["id"], "/v1/clients/{id}": client["id"]}

        def paired(example, headers):
            """A person opens the window before a page asks, and carries the code to it."""
            headers["Origin"] = "https://admission.example"
            if "code" not in example:
                local(desk["socket"], "POST", "/v1/pairing-window", "{}")
                return example
            code = local(desk["socket"], "GET", "/v1/pairing-window")["asking"]["code"]
            return {"pairingId": alive["pairing"], "code": code}

        def replay(method, path, operation, example, kind, accept):
            target, headers, query = path, {"Accept": accept}, []
            for parameter in map(resolved, operation.get("parameters", [])):
                for value in examples(parameter)[:1]:
                    judge(parameter["schema"], value, "%s %s, parameter %s" % (method, path, parameter["name"]))
                    if parameter["in"] == "path":
                        known = next((live for start, live in alive.items() if path.startswith(start)), value)
                        target = target.replace("{%s}" % parameter["name"], urllib.parse.quote(known, safe=""))
                    elif parameter["in"] == "query":
                        query.append((parameter["name"], value))
                    elif parameter["name"] == "If-Match":
                        if parameter.get("required"):
                            headers["If-Match"] = desk["cardSession"]
                    else:
                        headers[parameter["name"]] = value
            if kind:
                headers["Content-Type"] = kind
            if example is not None and kind == "application/json":
                example = dict(example, code=code) if path == "/v1/session" else example
                example = paired(example, headers) if path == "/v1/pairing" else example
                example = json.dumps(example)
            is_local = path.startswith(LOCAL) and path != "/v1/professional/pin-request"
            connection = Local(desk["socket"]) if is_local else http.client.HTTPConnection(host, timeout=20)
            if operation["security"] and not is_local:
                headers["Authorization"] = token["Authorization"]
            target += "?" + urllib.parse.urlencode(query) if query else ""
            return send(connection, method.upper(), target, headers, example.encode() if example else None)

        def check(method, path, operation):
            global count
            if "operationId" not in operation:
                faults.append("%s %s has no operationId" % (method, path))
            success = [(number, resolved(answer)) for number, answer in operation["responses"].items() if number[0] == "2"]
            for number, answer in success:
                for kind, media in answer.get("content", {}).items():
                    for example in examples(media):
                        judge(media.get("schema", {}), example, "%s %s, example of %s" % (method, path, number))
            asked = operation.get("requestBody", {}).get("content", {None: {}})
            for kind, media in asked.items():
                bodies = examples(media)
                if kind and not bodies:
                    faults.append("%s %s has no example" % (method, path))
                for body in bodies or [None]:
                    if body is not None:
                        judge(media["schema"], body, "%s %s, example" % (method, path))
                    for accept in {kind for _, answer in success for kind in answer.get("content", {})} or {"*/*"}:
                        answer = replay(method, path, operation, body, kind, accept)
                        if answer.status == 429:
                            time.sleep(int(answer.getheader("Retry-After")))
                            answer = replay(method, path, operation, body, kind, accept)
                        got = (answer.getheader("Content-Type") or "").split(";")[0]
                        where = "%s %s answered %d %s" % (method, path, answer.status, got)
                        known = resolved(operation["responses"].get(str(answer.status), {}))
                        text = answer.read() if got != "text/event-stream" else b""
                        if str(answer.status) not in dict(success):
                            faults.append(where + " " + text.decode(errors="replace"))
                        elif got not in known.get("content", {"": None}):
                            faults.append(where)
                        elif got == "application/json":
                            document = json.loads(text)
                            judge(known["content"][got].get("schema", {}), document, where)
                            if path == "/v1/ins/vitale":
                                alive["/v1/ins/results/{requestId}"] = document["requestId"]
                            if "pairingId" in document:
                                alive["pairing"] = document["pairingId"]
                        for name, header in known.get("headers", {}).items():
                            if header.get("required") and answer.getheader(name) is None:
                                faults.append(where + " without " + name)
                        count += 1

        for last in (False, True):
            for path, operations in contract["paths"].items():
                for method, operation in operations.items():
                    if (method == "delete") == last:
                        check(method, path, operation)
        for name, part in contract["components"]["responses"].items():
            for media in part["content"].values():
                for example in examples(media):
                    judge(media["schema"], example, "response " + name)
        print("\n".join(faults))
        print(count, "answers")
        """#
}
