import Foundation
import ToolKit

/// A machine with USB made by umockdev, in a mount namespace of its own: the real pcscd, the real agent, and a scenario that
/// plugs and unplugs and tells what the state shows.
enum USBBench {
    /// What the state showed at one step.
    struct Step: Decodable {
        struct Reader: Decodable, Equatable {
            let name: String
            let usbPath: String?
            let code: String?
        }

        let name: String
        /// From the plugging or unplugging to the state that shows it.
        let seconds: Double
        let readers: [Reader]
        /// What the step has to tell besides.
        let text: String
    }

    /// Which drivers pcscd finds.
    enum Drivers: String {
        /// Those that are installed.
        case installed
        /// Ours alone, as a bundle: a device that it names becomes a virtual reader.
        case virtual
    }

    /// Runs a scenario, which stands after `bench`.
    static func run(_ scenario: String, _ drivers: Drivers) async throws -> [Step] {
        let folder = try ScratchFolder()
        let script = try folder.write((bench + scenario).utf8, to: "bench.py")
        try makeBundle(in: folder)
        let mounts = """
            mkdir -p /run/pcscd && mount -t tmpfs tmpfs /run/pcscd || exit 1
            [ "$2" != virtual ] || mount --bind "$1/drivers" /usr/lib/pcsc/drivers || exit 1
            exec umockdev-wrapper /usr/bin/python3 "$0" "$1" "$3"
            """
        let outcome = try await Tool.run(
            "unshare", ["-m", "sh", "-c", mounts, script, folder.path, drivers.rawValue, ForeignTools.products],
            seconds: 120)
        guard outcome.status == 0 else { throw Failure(description: outcome.output) }
        let lines = outcome.output.split(separator: "\n").filter { $0.hasPrefix("{\"name\"") }
        return try lines.map { try JSONDecoder().decode(Step.self, from: Data($0.utf8)) }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static func makeBundle(in folder: ScratchFolder) throws {
        let contents = "drivers/virtual.bundle/Contents"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/\(contents)/Linux", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/\(contents)/Linux/libVirtualReader.so",
            withDestinationPath: ForeignTools.products + "/libVirtualReader.so")
        _ = try folder.write(plist.utf8, to: contents + "/Info.plist")
    }

    private static let plist = """
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0"><dict>
        <key>CFBundleExecutable</key><string>libVirtualReader.so</string>
        <key>ifdCapabilities</key><string>0x00000000</string>
        <key>ifdProtocolSupport</key><string>0x00000001</string>
        <key>ifdVersionNumber</key><string>0x00000001</string>
        <key>ifdVendorID</key><array><string>0x08E6</string></array>
        <key>ifdProductID</key><array><string>0x3437</string></array>
        <key>ifdFriendlyName</key><array><string>Virtual USB Reader</string></array>
        </dict></plist>
        """

    /// Devices as text for umockdev: a root hub, and a reader at a port of it.
    static let devices = #"""
        HUB = """P: /devices/pci0000:00/0000:00:14.0/usb1
        N: bus/usb/001/001
        E: DEVTYPE=usb_device
        E: DRIVER=usb
        E: SUBSYSTEM=usb
        E: BUSNUM=001
        E: DEVNUM=001
        E: DEVNAME=/dev/bus/usb/001/001
        A: busnum=1\\n
        A: devnum=1\\n
        A: speed=480\\n
        A: bConfigurationValue=1\\n
        A: bDeviceClass=09\\n
        A: idVendor=1d6b\\n
        A: idProduct=0002\\n
        A: maxchild=4\\n
        H: descriptors=12010002090001406B1D020006060302010109021900010100E0000904000001090000000705810304000C

        """

        READER = """P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}
        N: bus/usb/001/{address:03d}
        E: DEVTYPE=usb_device
        E: DRIVER=usb
        E: SUBSYSTEM=usb
        E: BUSNUM=001
        E: DEVNUM={address:03d}
        E: DEVNAME=/dev/bus/usb/001/{address:03d}
        E: PRODUCT={vendor:x}/{product:x}/200
        E: ID_VENDOR_ID={vendor:04x}
        E: ID_MODEL_ID={product:04x}
        A: authorized=1\\n
        A: busnum=1\\n
        A: devnum={address}\\n
        A: devpath={port}\\n
        A: speed=12\\n
        A: bConfigurationValue=1\\n
        A: bNumInterfaces= 1\\n
        A: bDeviceClass=00\\n
        A: idVendor={vendor:04x}\\n
        A: idProduct={product:04x}\\n
        A: manufacturer=Maker\\n
        A: product=Reader of tests\\n
        A: power/control=auto\\n
        H: descriptors=1201000200000008{low}000201020001{configuration}

        P: /devices/pci0000:00/0000:00:14.0/usb1/1-{port}/1-{port}:1.0
        E: DEVTYPE=usb_interface
        E: DRIVER={driver}
        E: SUBSYSTEM=usb
        E: INTERFACE={cls}/0/0
        E: PRODUCT={vendor:x}/{product:x}/200
        A: bInterfaceNumber=00\\n
        A: bInterfaceClass={cls:02x}\\n
        A: bNumEndpoints=03\\n

        """

        CONFIGURATION = ("09025D00010100A03209040000030{cls}00000036211001000703000000C0120000C01200000067320000CE990C0035FE"
            "0000000000000000000000300201000F010000FFFF00000001070581030800180705020240000007058302400000")

        def reader(port, address, vendor=0x08e6, product=0x3437, cls=0x0b, driver="usbfs"):
            low = "".join("%02X%02X" % (n & 255, n >> 8) for n in (vendor, product))
            configuration = CONFIGURATION.replace("0{cls}", "%02X" % cls)
            return READER.format(port=port, address=address, vendor=vendor, product=product, cls=cls, driver=driver,
                                 low=low, configuration=configuration)

        """#

    /// pcscd, the agent and its state. Every wait is for a state, with a deadline.
    private static let bench =
        #"""
        import http.client, json, os, signal, socket, subprocess, sys, threading, time
        import gi
        gi.require_version("UMockdev", "1.0")
        from gi.repository import UMockdev

        FOLDER, PRODUCTS = sys.argv[1:3]
        SOCKET = FOLDER + "/agent.sock"
        LOGS = {name: open("%s/%s.log" % (FOLDER, name), "w") for name in ("pcscd", "agent")}
        children = []


        """# + devices + #"""
            class Local(http.client.HTTPConnection):
                def connect(self):
                    self.sock = socket.socket(socket.AF_UNIX)
                    self.sock.settimeout(20)
                    self.sock.connect(SOCKET)

            def state(query=""):
                connection = Local("localhost")
                connection.request("GET", "/v1/state" + query)
                return json.loads(connection.getresponse().read())

            def shown(state):
                return [{"name": r["name"], "usbPath": r.get("usbPath"), "code": (r.get("problem") or {}).get("code"),
                         "hasCard": "card" in r, "card": r.get("card")}
                        for r in state["readers"]]

            def until(name, wanted, text="", patience=15):
                start = time.monotonic()
                seen = state()
                while not wanted(shown(seen)):
                    left = patience - (time.monotonic() - start)
                    if left <= 0:
                        fail("waited in vain for %s: %s" % (name, shown(seen)))
                    seen = state("?wait=1&after=" + seen["tag"])
                print(json.dumps({"name": name, "seconds": time.monotonic() - start, "readers": shown(seen), "text": text}),
                      flush=True)

            def fail(words):
                for log in LOGS.values(): log.flush()
                logs = "".join(open("%s/%s.log" % (FOLDER, name)).read() for name in LOGS)
                print(words, logs, sep="\n", flush=True)
                end(1)

            def end(status):
                for child in reversed(children):
                    child.terminate()
                    child.wait(10)
                sys.exit(status)

            def start(name, command, **environment):
                children.append(subprocess.Popen(command, stdout=LOGS[name], stderr=LOGS[name], stdin=subprocess.DEVNULL,
                                                 env=dict(os.environ, **environment)))

            def log(name):
                return open("%s/%s.log" % (FOLDER, name)).read()

            def exists(path, patience=10):
                deadline = time.monotonic() + patience
                while not os.path.exists(path):
                    if time.monotonic() > deadline: fail("no " + path)
                    time.sleep(0.005)

            def start_pcscd():
                os.mkdir(FOLDER + "/none")
                start("pcscd", ["/usr/sbin/pcscd", "-f", "-i", "-c", FOLDER + "/none"], VIRTUAL_READER_USB=FOLDER)
                exists("/run/pcscd/pcscd.comm")

            def start_agent():
                subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=bench", "-keyout",
                                FOLDER + "/key.pem", "-out", FOLDER + "/ca.pem"], check=True, capture_output=True)
                with open(FOLDER + "/agent.conf", "w") as file:
                    file.write("[agent]\nEnvironment=sandbox\nStateDirectory=%s/state\n[endpoint]\nPort=0\nSocket=%s\n"
                               "[insi]\nURL=https://127.0.0.1:9/\nTrustAnchors=%s/ca.pem\nIDAM=BENCH\n"
                               % (FOLDER, SOCKET, FOLDER))
                start("agent", [PRODUCTS + "/insi-agent", "serve", "--config", FOLDER + "/agent.conf"])
                exists(SOCKET)

            bed = UMockdev.Testbed.new()
            # Set by the library behind Python's back.
            os.environ["UMOCKDEV_DIR"] = bed.get_root_dir()
            ROOT = "/sys/devices/pci0000:00/0000:00:14.0/usb1"

            def plug(port, address, mode=None, **what):
                bed.add_from_string(reader(port, address, **what))
                if mode is not None:
                    os.chmod("%s/dev/bus/usb/001/%03d" % (bed.get_root_dir(), address), mode)
                tell(port, "add")

            def tell(port, action):
                device, interface = "%s/1-%d" % (ROOT, port), "%s/1-%d/1-%d:1.0" % (ROOT, port, port)
                for path in ([device, interface] if action == "add" else [interface, device]): bed.uevent(path, action)

            def unplug(port):
                tell(port, "remove")
                for path in ("%s/1-%d/1-%d:1.0" % (ROOT, port, port), "%s/1-%d" % (ROOT, port)): bed.remove_device(path)

            bed.add_from_string(HUB)

            """#
}
