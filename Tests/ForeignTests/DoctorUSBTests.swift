import Testing
import ToolKit

/// A reader that stands on USB, by umockdev, and that the real pcscd does not show.
@Suite(
    "The diagnosis of readers on USB", .serialized,
    .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct DoctorUSBTests {
    private static let scenario = #"""
        start_pcscd()
        start_agent()
        cases = [dict(vendor=0x0b00, product=0x0090, cls=0xff), dict(vendor=0xf055, product=0x1234), dict(mode=0)]
        for address, what in enumerate(cases, 10):
            plug(2, address, **what)
            until("plugged", lambda readers: [r["usbPath"] for r in readers] == ["1-2"])
            done = subprocess.run([PRODUCTS + "/insi-agent", "doctor", "--json", "--config", FOLDER + "/agent.conf"],
                                  capture_output=True, text=True, timeout=30)
            cause = json.loads(done.stdout)["cause"]
            print(json.dumps({"name": cause["code"], "seconds": 0, "readers": [], "text": cause["text"]}), flush=True)
            unplug(2)
            until("unplugged", lambda readers: readers == [])
        end(0)
        """#

    @Test("The cause is the reader that PC/SC does not show, with the reason, before the service that is away as well")
    func cause() async throws {
        let steps = try await USBBench.run(Self.scenario, .installed)
        let codes = ["reader.notPCSC", "reader.noDriver", "reader.noPermission"]
        #expect(steps.map(\.name) == codes.flatMap { ["plugged", $0, "unplugged"] })
        #expect(steps[1].text.contains("« INGENICO Lecteur SESAM VITALE » (USB 1-2)"))
    }
}
