import Foundation
import ToolKit

/// What an administrator does with the package on a clean Debian 12, in Python: a tree made by debootstrap, the package
/// installed into it, the unit's own command run as the unit says, an upgrade, a purge. It prints one line of JSON a step.
enum PackageScenario {
    private static let text = #"""
        import contextlib, glob, hashlib, json, os, pwd, re, shutil, signal, socket, stat, subprocess, sys, time

        checkout, sandbox, folder = sys.argv[1:]
        tree = folder + "/tree"
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}

        def tell(name, **facts): print(json.dumps({"name": name, **facts}), flush=True)

        def run(*words, **more):
            done = subprocess.run(words, env=quiet, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
            return done.returncode, done.stdout

        def must(*words, **more):
            status, output = run(*words, **more)
            assert status == 0, (words, output)
            return output

        # Mounts end with the process that made them, so that nothing of this machine is inside the tree when it is removed.
        INSIDE = 'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && exec chroot "$0" "$@"'
        def inside(*words, **more): return run("unshare", "-m", "sh", "-c", INSIDE, tree, *words, **more)
        def must_inside(*words, **more):
            status, output = inside(*words, **more)
            assert status == 0, (words, output)
            return output

        # What tools of the distribution keep for themselves when users and packages come and go.
        BOOKS = re.compile(r"/(proc|sys|dev|tmp)/|/var/(cache|log)/|/var/lib/dpkg/|/etc/(passwd|group|shadow|gshadow|subuid|subgid)-$"
            r"|/etc/\.pwd\.lock$|/var/lib/apt/")

        # Where the distribution's tools look for a running systemd, and what stands for it: it writes down what it is asked. What
        # is enabled stands in the file system, and is left to the real one.
        ASKED = tree + "/tmp/asked"
        # Orders are written down; nothing is ever active.
        STAND_IN = "\n".join(["#!/bin/sh", 'case "$*" in *preset*) exec /usr/bin/systemctl "$@" ;; *is-active*) exit 3 ;; esac', 'echo "%s $*" >>/tmp/asked', ""])
        def pretend_systemd():
            os.makedirs(tree + "/run/systemd/system")
            for name in ("systemctl", "deb-systemd-invoke"):
                with open(tree + "/usr/local/sbin/" + name, "w") as file: file.write(STAND_IN % name)
                os.chmod(tree + "/usr/local/sbin/" + name, 0o755)
        def no_systemd():
            os.rmdir(tree + "/run/systemd/system")
            for name in ("systemctl", "deb-systemd-invoke"): os.unlink(tree + "/usr/local/sbin/" + name)
        def asked():
            with contextlib.suppress(FileNotFoundError):
                with open(ASKED) as file: lines = file.read().splitlines()
                os.unlink(ASKED)
                return [line.replace("--system ", "") for line in lines]
            return []

        def snapshot():
            seen = {}
            for path, folders, files in os.walk(tree):
                for name in folders + files:
                    whole = path + "/" + name
                    short = whole[len(tree):]
                    if BOOKS.search(short + ("/" if name in folders else "")): continue
                    found = os.lstat(whole)
                    content = None
                    if stat.S_ISLNK(found.st_mode): content = os.readlink(whole)
                    if stat.S_ISREG(found.st_mode):
                        with open(whole, "rb") as file: content = hashlib.sha256(file.read()).hexdigest()
                    seen[short] = [oct(found.st_mode), found.st_uid, found.st_gid, content]
            return seen

        def changes(old, new):
            gone = ["- " + path for path in old if path not in new]
            come = ["+ " + path for path in new if path not in old]
            return sorted(gone + come + ["~ " + path for path in old if path in new and old[path] != new[path]])

        def unit(name):
            keys = {}
            with open(tree + "/lib/systemd/system/" + name) as file:
                for line in file:
                    key, equal, value = line.strip().partition("=")
                    if equal and not key.startswith("#"): keys.setdefault(key, []).append(value)
            return keys

        def listen(address, mode):
            if address.startswith("/"):
                path = tree + address
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with contextlib.suppress(FileNotFoundError): os.unlink(path)
                listener = socket.socket(socket.AF_UNIX)
                listener.bind(path)
                os.chmod(path, int(mode, 8))
            else:
                host, _, port = address.rpartition(":")
                family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
                listener = socket.socket(family)
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind((host.strip("[]"), int(port)))
            listener.listen(64)
            return listener

        # What the service manager does for a unit: its sockets from number 3 on, its user, nothing to write but its state.
        STARTED = """mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && mount -t proc proc proc \
            && mount --bind "$STATE" var/lib/insi-agent && mount -o remount,bind,rw var/lib/insi-agent && mount --bind "$PCSCD" run/pcscd/pcscd.comm \
            && LISTEN_PID=$$ exec chroot . setpriv --reuid="$USER_OF_UNIT" --regid="$USER_OF_UNIT" --init-groups --no-new-privs \
            --bounding-set=-all --inh-caps=-all "$@" """

        @contextlib.contextmanager
        def service(access):
            """The unit's own command; gives what the notify socket was told until it is ready."""
            told = unit("insi-agent.service")
            sockets = [unit(os.path.basename(path)) for path in sorted(glob.glob(tree + "/lib/systemd/system/insi-agent*.socket"))]
            listeners = [listen(address, keys.get("SocketMode", ["0666"])[0]) for keys in sockets for address in keys["ListenStream"]]
            user, = told["User"]
            entry = next(line.split(":") for line in open(tree + "/etc/passwd") if line.startswith(user + ":"))
            state = tree + "/var/lib/" + told["StateDirectory"][0]
            os.makedirs(state, exist_ok=True)
            os.chmod(state, int(told["StateDirectoryMode"][0], 8))
            os.chown(state, int(entry[2]), int(entry[3]))
            os.makedirs(tree + "/run/pcscd", exist_ok=True)
            open(tree + "/run/pcscd/pcscd.comm", "a").close()
            notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            with contextlib.suppress(FileNotFoundError): os.unlink(tree + "/run/notify-test")
            notify.bind(tree + "/run/notify-test")
            os.chmod(tree + "/run/notify-test", 0o777)
            notify.settimeout(20)
            names = {"LISTEN_FDS": str(len(listeners)), "NOTIFY_SOCKET": "/run/notify-test", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                "STATE": state, "PCSCD": access["pcscdSocket"], "USER_OF_UNIT": user}
            files = [os.dup(listener.fileno()) for listener in listeners]
            files = [fcntl_dup(file, 100) for file in files]
            moves = "".join(f"exec {number}<&{file} {file}<&-; " for number, file in enumerate(files, 3))
            log = open(folder + "/agent.log", "w")
            process = subprocess.Popen(["unshare", "-m", "bash", "-c", moves + STARTED, tree, *told["ExecStart"][0].split()], env=names,
                pass_fds=files, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            for file in files: os.close(file)
            try:
                messages = []
                while not any("READY=1" in message for message in messages): messages.append(notify.recv(4096).decode())
                yield process, messages
            except TimeoutError:
                raise AssertionError(open(folder + "/agent.log").read())
            finally:
                process.kill()
                process.wait()
                notify.close()
                for listener in listeners: listener.close()

        def fcntl_dup(file, lowest):
            import fcntl
            copy = fcntl.fcntl(file, fcntl.F_DUPFD, lowest)
            os.close(file)
            return copy

        def desk(order, reach):
            """Both cards in, the code typed, and the state once the search has ended; `reach` runs a program beside the agent."""
            order("insert patient")
            order("insert professional")
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                status, output = reach("insi-agent", "status")
                state = json.loads(output) if status == 0 else {}
                if state.get("ins", {}).get("status") in ("found", "notFound", "failed"): return state
                if state.get("professional", {}).get("status") == "locked":
                    status, output = reach("insi-agent", "pin", "--stdin", input="1234\n")
                    assert status == 0, output
                time.sleep(0.05)
            raise AssertionError(output)

        @contextlib.contextmanager
        def cards():
            """A sandbox: how it is reached, and what tells it what to do."""
            process = subprocess.Popen([sandbox, "--script", "--set", "agent.Automatic=non"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            def order(line):
                process.stdin.write(line + "\n")
                process.stdin.flush()
                answer = json.loads(process.stdout.readline())
                assert answer["ok"], answer
            try:
                access = json.loads(process.stdout.readline())
                # As the distribution's pcscd has it: everybody may connect.
                os.chmod(access["pcscdSocket"], 0o666)
                yield access, order
            finally:
                process.stdin.write("quit\n")
                process.stdin.flush()
                process.wait(30)

        def reception(name):
            with cards() as (access, order):
                configure(access)
                hidden = inside("insi-agent", "config", "check")
                os.chmod(tree + "/etc/insi-agent/sandbox.pem", 0o644)
                checked = inside("insi-agent", "config", "check")
                with service(access) as (agent, messages):
                    found = desk(order, inside)
                    with open(f"/proc/{agent.pid}/status") as file: facts = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
                    doctor = inside("insi-agent", "doctor", "--json")
                    start = time.monotonic()
                    agent.send_signal(signal.SIGTERM)
                    status = agent.wait(10)
                    stopped = time.monotonic() - start
                tell(name, ins=found["ins"]["status"], matricule=found["ins"].get("identity", {}).get("matricule"),
                    messages=messages, status=status, stopped=stopped, user=int(facts["Uid"].split()[0]), checked=checked[0], said=checked[1], hidden=hidden[0],
                    instance=open(tree + "/var/lib/insi-agent/instance").read(), doctor=doctor[1], log=open(folder + "/agent.log").read())

        def configure(access):
            extra = tree + "/etc/insi-agent/insi-agent.conf.d"
            shutil.copy(access["caFile"], tree + "/etc/insi-agent/sandbox.pem")
            # As somebody leaves it who copies it in as root: the agent's user cannot read it.
            os.chmod(tree + "/etc/insi-agent/sandbox.pem", 0o600)
            with open(extra + "/10-poste.conf", "w") as file:
                file.write("[agent]\nEnvironment=sandbox\nAutomatic=oui\n[professional]\nCardAuthorities=/etc/insi-agent/sandbox.pem\n"
                    "[insi]\nURL=" + access["insiURL"] + "\nTrustAnchors=/etc/insi-agent/sandbox.pem\nIDAM=TESTSGIE0000\n"
                    "[billing]\nDefault=991130972 01\n")

        codename = dict(line.strip().partition("=")[::2] for line in open("/etc/os-release"))["VERSION_CODENAME"]
        mirrors = must("apt-get", "indextargets", "--format", "$(REPO_URI)", "Codename: " + codename).split()
        must("debootstrap", "--variant=minbase", codename, tree, *mirrors[:1])
        # Built before this by .ci/run, since SwiftPM lets nobody build while it tests.
        package, = glob.glob(checkout + "/.build/package/*.deb")
        same, = glob.glob(checkout + "/.build/package-again/*.deb")
        tell("built", package=os.path.basename(package), again=open(package, "rb").read() == open(same, "rb").read(),
            lintian=run("lintian", "--allow-root", package)[1],
            depends=must("dpkg-deb", "-f", package, "Depends"), contents=must("dpkg-deb", "-c", package))

        must_inside("apt-get", "update")
        must_inside("apt-get", "satisfy", "-y", "--no-install-recommends", must("dpkg-deb", "-f", package, "Depends").strip())
        before = snapshot()
        pretend_systemd()
        shutil.copy(package, tree + "/tmp/insi-agent.deb")
        output = must_inside("dpkg", "-i", "/tmp/insi-agent.deb")
        orders = asked()
        no_systemd()
        installed = snapshot()
        tell("installed", changes=changes(before, installed), output=output, asked=orders, version=must_inside("insi-agent", "--version").strip(),
            check=inside("insi-agent", "config", "check"))
        reception("reception")

        # A later version over it, with a configuration file of its own; the administrator's keys are in a drop-in.
        shutil.copytree(tree + "/tmp", folder + "/none", dirs_exist_ok=True)
        must("dpkg-deb", "-R", package, folder + "/next")
        control = open(folder + "/next/DEBIAN/control").read()
        with open(folder + "/next/DEBIAN/control", "w") as file: file.write(re.sub(r"(?m)^Version: .*$", "Version: 99.0", control))
        with open(folder + "/next/etc/insi-agent/insi-agent.conf", "a") as file: file.write("# 99.0\n")
        must("dpkg-deb", "--root-owner-group", "-Zxz", "-b", folder + "/next", tree + "/tmp/insi-agent.deb")
        kept = {path: facts for path, facts in snapshot().items() if path.startswith(("/var/lib/insi-agent", "/etc/insi-agent"))}
        pretend_systemd()
        must_inside("dpkg", "-i", "/tmp/insi-agent.deb")
        orders = asked()
        no_systemd()
        now = snapshot()
        tell("upgraded", asked=orders, changes=changes(kept, {path: facts for path, facts in now.items() if path in kept}),
            version=must_inside("dpkg-query", "-W", "-f", "${Version}", "insi-agent"))
        reception("reception after the upgrade")

        pretend_systemd()
        must_inside("dpkg", "--remove", "insi-agent")
        orders = asked()
        no_systemd()
        removed = snapshot()
        tell("removed", asked=orders, left=sorted(path for path in removed if path not in before and "insi-agent" in path))
        must_inside("dpkg", "--purge", "insi-agent")
        for path in ("/run/notify-test", "/run/pcscd/pcscd.comm"):
            with contextlib.suppress(FileNotFoundError): os.unlink(tree + path)
        os.rmdir(tree + "/run/pcscd")
        tell("purged", changes=changes(before, snapshot()))

        """#

    /// Why the scenario did not come to its end.
    struct Failure: Error {
        let output: String
    }

    /// What the steps told: those of the package by name, and the one of the started machine.
    struct Steps {
        let package: [String: PackageStep]
        let machine: BootStep?
    }

    /// Runs it; the folder is gone afterwards.
    static func run(checkout: String) async throws -> Steps {
        let folder = try ScratchFolder()
        let script = try folder.write((text + BootScenario.text).utf8, to: "package.py")
        let outcome = try await Tool.run(
            "python3", [script, checkout, ForeignTools.products + "/insi-sandbox", folder.path],
            environment: ProcessInfo.processInfo.environment, seconds: 2400)
        guard outcome.status == 0 else { throw Failure(output: outcome.output) }
        let lines = outcome.output.split(separator: "\n").filter { $0.hasPrefix("{") }.map { Data($0.utf8) }
        let machine = try lines.last.map { try JSONDecoder().decode(BootStep.self, from: $0) }
        let steps = try lines.dropLast().map { try JSONDecoder().decode(PackageStep.self, from: $0) }
        return Steps(package: steps.reduce(into: [:]) { $0[$1.name] = $1 }, machine: machine)
    }
}
