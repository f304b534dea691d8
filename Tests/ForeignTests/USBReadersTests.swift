import Testing
import ToolKit

/// Readers on USB, plugged and unplugged by umockdev, as the real pcscd, the real libccid and the real agent see them.
@Suite("Readers on USB", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct USBReadersTests {
    private static let refused = #"""
        bed.add_from_string(reader(1, 5))
        start_pcscd()
        start_agent()
        problem = lambda path, code: lambda readers: [(r["usbPath"], r["code"]) for r in readers] == [(path, code)]
        until("there from the start", problem("1-1", "reader.notTaken"))
        unplug(1)
        until("unplugged", lambda readers: readers == [])
        cases = [("reader.notTaken", {}), ("reader.notPCSC", dict(vendor=0x0b00, product=0x0090, cls=0xff)),
                 ("reader.noDriver", dict(vendor=0xf055, product=0x1234)), ("reader.heldByDriver", dict(driver="cdc_acm")),
                 ("reader.noPermission", dict(mode=0))]
        for address, (code, what) in enumerate(cases, 10):
            plug(2, address, **what)
            until(code, problem("1-2", code))
            unplug(2)
            until("unplugged", lambda readers: readers == [])
        end(0)
        """#

    @Test(
        "A reader that pcscd does not show is in the state within two seconds, with its cause, and gone when unplugged")
    func causes() async throws {
        let steps = try await USBBench.run(Self.refused, .installed)
        let codes = [
            "reader.notTaken", "reader.notPCSC", "reader.noDriver", "reader.heldByDriver", "reader.noPermission",
        ]
        #expect(steps.map(\.name) == ["there from the start", "unplugged"] + codes.flatMap { [$0, "unplugged"] })
        for step in steps.dropFirst() { #expect(step.seconds < 2, "\(step)") }
        let names = steps.compactMap(\.readers.first?.name)
        #expect(
            names == [
                "Gemalto PC Twin", "Gemalto PC Twin", "INGENICO Lecteur SESAM VITALE", "Maker Reader of tests",
                "Gemalto PC Twin", "Gemalto PC Twin",
            ])
    }

    /// Follows the event stream from the first plugging on, so that an alarm that lasts one revision is seen.
    private static let taken = #"""
        alarms = []

        def follow():
            connection = Local("localhost")
            connection.request("GET", "/v1/events")
            answer = connection.getresponse()
            following.set()
            while line := answer.fp.readline():
                if line.startswith(b"data:") and b"reader.not" in line: alarms.append(line.decode())

        start_pcscd()
        start_agent()
        until("empty", lambda readers: readers == [])
        following = threading.Event()
        threading.Thread(target=follow, daemon=True).start()
        if not following.wait(10): fail("no event stream")
        for address in (5, 6, 7):
            plug(1, address)
            until("plugged", lambda readers: [(r["usbPath"], r["code"]) for r in readers] == [("1-1", None)])
            if address == 5:
                # Longer than any grace: the reader must still stand alone.
                since = time.monotonic()
                while (left := since + 2.5 - time.monotonic()) > 0: state("?wait=%d&after=%s" % (left + 1, state()["tag"]))
                until("alone", lambda readers: len(readers) == 1)
            unplug(1)
            until("unplugged", lambda readers: readers == [])
        print(json.dumps({"name": "alarms", "seconds": 0, "readers": [], "text": "".join(alarms)}))
        end(0)
        """#

    @Test("A reader that pcscd takes appears once, without an alarm, and goes when unplugged")
    func taken() async throws {
        let steps = try await USBBench.run(Self.taken, .virtual)
        let rest = ["plugged", "unplugged"]
        #expect(steps.map(\.name) == ["empty", "plugged", "alone", "unplugged"] + rest + rest + ["alarms"])
        #expect(steps.last?.text == "")
        #expect(steps[1].readers.first?.name.hasPrefix("Virtual USB Reader") == true)
        for step in steps.dropFirst() where step.name != "alone" { #expect(step.seconds < 2, "\(step)") }
    }

    /// The kernel's answer to the reset, which umockdev does not give: pcscd loses the interface and finds it again. A card that
    /// answers to nothing but reset keeps the agent busy.
    private static let reset = #"""
        def verb(*words):
            return subprocess.Popen([PRODUCTS + "/insi-agent", "reader"] + list(words), stdout=subprocess.PIPE,
                                    stderr=subprocess.STDOUT, text=True)

        def report(name, process, count=1):
            text, _ = process.communicate(timeout=30)
            until("%s %d" % (name, process.returncode), lambda readers: len(readers) == count, text)

        def rival(reader):
            """A program that keeps the card of a reader for itself."""
            process = subprocess.Popen([PRODUCTS + "/card-rival", reader, "transaction", "20000"], stdout=subprocess.PIPE, text=True)
            children.append(process)
            process.stdout.readline()
            return process

        def begun():
            """A reset, as far as the device was switched off."""
            switch = bed.get_root_dir() + ROOT + "/1-1/authorized"
            before = os.stat(switch).st_mtime_ns
            process = verb("reset", "1-1", "--socket", SOCKET)
            deadline = time.monotonic() + 10
            while os.stat(switch).st_mtime_ns == before:
                if time.monotonic() > deadline: fail("not begun")
                time.sleep(0.005)
            if "reader lent" not in log("agent"): fail("not lent")
            return process

        def insert(atr, address=5):
            card = socket.socket(socket.AF_UNIX)
            card.connect(FOLDER + "/usb-001-%03d.sock" % address)
            card.sendall(len(atr).to_bytes(2, "big") + atr)
            return card

        def stranger(address=5):
            """A card that nobody knows, and that answers 6D00 to everything."""
            card = insert(bytes.fromhex("3B00"), address)

            def answer():
                while len(head := card.recv(2, socket.MSG_WAITALL)) == 2:
                    frame = card.recv(int.from_bytes(head, "big"), socket.MSG_WAITALL)
                    if frame[:1] != b"P": card.sendall(bytes.fromhex("0002 6D00"))
                card.close()

            threading.Thread(target=answer, daemon=True).start()
            return card

        def lender():
            """An agent that lends its reader after another program has connected to it."""
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(FOLDER + "/lender.sock")
            listener.listen()

            def lend():
                caller, _ = listener.accept()
                caller.recv(4096)
                rival("Virtual USB Reader 00 00")
                caller.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
                caller.close()

            threading.Thread(target=lend, daemon=True).start()
            return FOLDER + "/lender.sock"

        start_pcscd()
        start_agent()
        plug(1, 5)
        until("plugged", lambda readers: [(r["usbPath"], r["code"]) for r in readers] == [("1-1", None)])
        report("list", verb("list"))
        report("elsewhere", verb("reset", "1-9", "--socket", SOCKET))
        report("no agent", verb("reset", "1-1", "--socket", SOCKET + ".none"))
        card = insert(bytes.fromhex("3B751300004909EA9000"))
        until("inserted", lambda readers: readers[0]["hasCard"])
        report("reading", verb("reset", "1-1", "--socket", SOCKET))
        report("connected", verb("reset", "1-1", "--without-agent"))
        card.close()
        until("removed", lambda readers: not readers[0]["hasCard"])

        # A card that refuses everything is nobody's once the agent has seen that: its reader is free.
        card = stranger()
        until("stranger", lambda readers: readers[0]["card"] == "unknown")
        report("meanwhile", verb("reset", "1-1", "--socket", lender()))
        card.shutdown(socket.SHUT_RDWR)
        until("stranger removed", lambda readers: not readers[0]["hasCard"])

        # Two of one model: the one whose card a program keeps does not tell its place, and may be either.
        plug(2, 6)
        until("twin", lambda readers: len(readers) == 2)
        twin = stranger(6)
        until("twin inserted", lambda readers: any(r["card"] == "unknown" for r in readers))
        other = rival(next(r["name"] for r in shown(state()) if r["card"] == "unknown"))
        report("twin in use", verb("reset", "1-2", "--without-agent"), 2)
        other.kill()
        twin.shutdown(socket.SHUT_RDWR)
        unplug(2)
        until("alone", lambda readers: len(readers) == 1)

        os.kill(children[0].pid, signal.SIGSTOP)
        for name, words in (("silent list", ["list"]), ("silent reset", ["reset", "1-1", "--socket", SOCKET])):
            report(name, verb(*words))
        os.kill(children[0].pid, signal.SIGCONT)

        process = begun()
        bed.uevent(ROOT + "/1-1/1-1:1.0", "remove")
        until("lost", lambda readers: readers == [])
        os.kill(children[0].pid, signal.SIGSTOP)
        text, _ = process.communicate(timeout=30)
        os.kill(children[0].pid, signal.SIGCONT)
        bed.uevent(ROOT + "/1-1/1-1:1.0", "add")
        until("not back %d" % process.returncode, lambda readers: len(readers) == 1, text)

        process = begun()
        interface = ROOT + "/1-1/1-1:1.0"
        bed.uevent(interface, "remove")
        until("left", lambda readers: readers == [])
        bed.uevent(interface, "add")
        report("reset", process)
        switch = open(bed.get_root_dir() + ROOT + "/1-1/authorized").read().strip()
        print(json.dumps({"name": "switch", "seconds": 0, "readers": [], "text": switch}))
        end(0)
        """#

    @Test("A reader is reset by an administrator, unless it is not there, agent or pcscd is silent or somebody uses it")
    func reset() async throws {
        let steps = try await USBBench.run(Self.reset, .virtual)
        #expect(
            steps.map(\.name) == [
                "plugged", "list 0", "elsewhere 2", "no agent 69", "inserted", "reading 75", "connected 2", "removed",
                "stranger", "meanwhile 2", "stranger removed", "twin", "twin inserted", "twin in use 2", "alone",
                "silent list 75", "silent reset 75", "lost",
                "not back 75",
                "left", "reset 0", "switch",
            ], "\(steps)")
        func text(_ name: String) -> String { steps.first { $0.name.hasPrefix(name) }?.text ?? "" }
        #expect(text("list").contains("Gemalto PC Twin (08e6:3437, USB 1-1)"))
        #expect(text("list").contains("PC/SC : Virtual USB Reader 00 00"))
        #expect(text("elsewhere").contains("1-1 (Gemalto PC Twin)"))
        #expect(text("reading").contains("La carte est en cours de lecture. "))
        #expect(text("connected").contains("Un programme est connecté à « Virtual USB Reader 00 00 »"))
        #expect(text("meanwhile").contains("Un programme est connecté à « Virtual USB Reader 00 00 »"))
        #expect(text("twin in use").contains("Un programme est connecté à « Virtual USB Reader"))
        #expect(text("silent list").contains("pcscd ne répond pas, il est bloqué"))
        #expect(text("silent list").contains("Gemalto PC Twin (08e6:3437, USB 1-1)"))
        #expect(text("silent reset").contains("pcscd ne répond pas, il est bloqué"))
        #expect(text("not back").contains("Le lecteur n'est pas revenu dans PC/SC."))
        #expect(text("reset").contains("« Virtual USB Reader 00 00 » est de retour."))
        #expect(text("switch") == "1")
    }
}
