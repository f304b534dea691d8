/// The second part of `PackageScenario`: its tree started as a machine of its own, with systemd as the first process, and the package
/// on it from install to purge. So the units, their sandbox and the maintainer scripts meet what they were written for.
enum BootScenario {
    static let text = #"""
        import select, uuid

        with contextlib.suppress(FileNotFoundError): os.unlink(tree + "/usr/sbin/policy-rc.d")
        with open(tree + "/etc/machine-id", "w") as file: file.write(uuid.uuid4().hex + "\n")

        # Memory may be locked, as on any machine; the container shares the network, and so the sandbox's simulator.
        BOOT = ("mkdir -p /run/systemd/nspawn && mount -t tmpfs none /run/systemd/nspawn && exec systemd-nspawn --quiet --directory=\"$0\" --register=no "
            "--keep-unit --notify-ready=yes --capability=CAP_IPC_LOCK --bind=\"$1\":/sandbox --boot")

        @contextlib.contextmanager
        def machine(access):
            """Gives what runs a program on the started tree; None and the container's last words where this machine lets none start."""
            log = open(folder + "/boot.log", "w+")
            hears = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            hears.bind(folder + "/boot.notify")
            process = subprocess.Popen(["unshare", "-m", "sh", "-c", BOOT, tree, os.path.dirname(access["pcscdSocket"])], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1", "NOTIFY_SOCKET": folder + "/boot.notify"})
            ended = os.pidfd_open(process.pid)
            def next_word():
                """What the container says next; empty when it ended, or says nothing for a minute and a half."""
                heard, _, _ = select.select([hears, ended], [], [], 90)
                return hears.recv(4096).decode() if hears in heard else ""
            try:
                words = []
                while not words or words[-1] and not "READY=1" in words[-1]: words.append(next_word())
                if not words[-1] and process.poll() is None: raise TimeoutError("the tree does not start: " + open(folder + "/boot.log").read())
                leader = re.search(r"X_NSPAWN_LEADER_PID=([0-9]+)", "\n".join(words))
                def reach(*words, **more):
                    clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
                    return run("nsenter", "-t", leader.group(1), "-m", "-p", "-u", "-i", "-C", *clean, *words, **more)
                yield (reach if words[-1] and leader else None), open(folder + "/boot.log").read()[-2000:]
            finally:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired): process.wait(20)
                process.kill()
                process.wait()
                os.close(ended)
                hears.close()

        def health(port=14674):
            return run("curl", "-s", "-m", "5", "-o", "/dev/null", "-w", "%{http_code}", f"http://127.0.0.1:{port}/healthz")[1]

        def life(reach, access, order):
            facts = {}
            def sure(*words, **more):
                status, output = reach(*words, **more)
                assert status == 0, (words, output, reach("journalctl", "-b", "-n", "60", "--no-pager", "-o", "cat")[1])
                return output.strip()
            def states(): return reach("systemctl", "is-active", "insi-agent.socket", "insi-agent.service")[1].split()
            def process(): return sure("systemctl", "show", "-P", "MainPID", "insi-agent.service")
            def failed(): return set(sure("systemctl", "--failed", "--no-legend", "--plain").splitlines())
            others = failed()
            # The sandbox's pcscd in the place of the distribution's.
            sure("systemctl", "mask", "--now", "--runtime", "pcscd.socket", "pcscd.service")
            sure("sh", "-c", "mkdir -p /run/pcscd && rm -f /run/pcscd/pcscd.comm && : >/run/pcscd/pcscd.comm && mount --bind /sandbox/pcscd.comm /run/pcscd/pcscd.comm")
            shutil.copy(package, tree + "/srv/insi-agent.deb")
            # Installed, and upgraded before anybody configured it.
            for _ in range(2): sure("dpkg", "-i", "/srv/insi-agent.deb")
            facts["unconfigured"] = states()
            configure(access)
            os.chmod(tree + "/etc/insi-agent/sandbox.pem", 0o644)
            sure("systemctl", "start", "insi-agent.socket", "insi-agent.service")
            facts["started"] = states()
            found = desk(order, reach)
            facts["ins"] = found["ins"]["status"]
            facts["matricule"] = found["ins"].get("identity", {}).get("matricule")
            facts["journal"] = sure("journalctl", "-u", "insi-agent.service", "--no-pager", "-o", "cat")
            sure("systemctl", "kill", "--signal=KILL", "insi-agent.service")
            start = time.monotonic()
            facts["killed"] = health()
            facts["back"] = time.monotonic() - start
            # A wrong configuration, and a page that polls: the port is held all the same.
            wrong = tree + "/etc/insi-agent/insi-agent.conf.d/99.conf"
            with open(wrong, "w") as file: file.write("Prxy=1\n")
            reach("systemctl", "restart", "insi-agent.service")
            facts["refused"] = sorted({health() for _ in range(40)})
            # Returns when the last of these starts has ended.
            reach("systemctl", "start", "insi-agent.service")
            facts["wrong"] = states()
            os.unlink(wrong)
            facts["mended"] = health()
            # The seal key in the store of credentials: that key or none.
            sure("sh", "-c", "mkdir -p /etc/credstore && head -c 32 /dev/urandom >/etc/credstore/insi-agent.seal.key && chmod 600 /etc/credstore/insi-agent.seal.key")
            facts["otherKey"] = reach("systemctl", "restart", "insi-agent.service")[0]
            facts["otherKeyTold"] = "pas la clé avec laquelle" in sure("journalctl", "-u", "insi-agent.service", "--no-pager", "-o", "cat")
            sure("mv", "/var/lib/insi-agent/seal.key", "/etc/credstore/insi-agent.seal.key")
            sure("systemctl", "restart", "insi-agent.service")
            facts["verified"] = sure("insi-agent", "audit", "verify", "--key", "/etc/credstore/insi-agent.seal.key")
            facts["checked"], facts["said"] = reach("insi-agent", "config", "check")
            old = process()
            sure("dpkg", "-i", "/srv/insi-agent.deb")
            facts["upgraded"] = states()
            facts["isNew"] = process() not in ("0", old)
            sure("dpkg", "--remove", "insi-agent")
            facts["removed"] = states()
            facts["silent"] = health()
            sure("dpkg", "-i", "/srv/insi-agent.deb")
            facts["again"] = states()
            sure("dpkg", "--purge", "insi-agent")
            facts["purged"] = states()
            facts["left"] = sure("find", "/etc", "/usr", "/var", "/run", "-xdev", "-name", "*insi-agent*", "-not", "-path", "/var/cache/*").split()
            facts["failed"] = sorted(failed() - others)
            return facts

        with cards() as (access, order), machine(access) as (reach, words):
            tell("booted", **(life(reach, access, order) if reach else {"why": words or "systemd-nspawn ended without a word"}))
        """#
}
