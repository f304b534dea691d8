import Cryptography
import Foundation
import Testing
import ToolKit

@testable import CardSimulator

private let hasTools = ["pcscd", "opensc-tool", "pkcs15-tool", "pkcs11-tool"].allSatisfy { Tool.path($0) != nil }

/// What nobody here wrote judges the cards: the real pcscd and OpenSC (cpx.md 9.1, 9.2).
@Suite(
    "OpenSC and pcscd with virtual cards", .serialized,
    .enabled(if: hasTools, "apt-get install -y --no-install-recommends pcscd opensc"))
struct ForeignCardTests {
    private let daemon: TestPCSCD
    private let professional: VirtualReaderSlot
    private let patient: VirtualReaderSlot

    init() throws {
        daemon = try TestPCSCD()
        professional = VirtualReaderSlot(socketPath: daemon.alpha)
        patient = VirtualReaderSlot(socketPath: daemon.beta)
    }

    /// One card in, all of OpenSC's tools on it: making a card is the slow part.
    @Test("OpenSC names the CPS3, lists it, reads its certificates, changes its PIN and signs with the new one")
    func professionalCard() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        let card = try CPS3Card(.init(), authority: CPS3Kit.shared.get().authority)
        try professional.insert(card)
        try daemon.awaitCard(in: "Alpha")
        defer { professional.remove() }
        let reader = ["--reader", "Alpha 00 00"]

        let name = try daemon.client("opensc-tool", ["-n"] + reader)
        #expect(name.status == 0 && name.output.contains("IAS-ECC"), "\(name.output)")

        let certificates = try daemon.client("pkcs15-tool", ["--list-certificates"] + reader)
        #expect(certificates.status == 0, "\(certificates.output)")
        #expect(certificates.output.contains("Certificat de Signature CPS"))
        #expect(certificates.output.contains("Certificat d'Authentification CPS"))

        let pins = try daemon.client("pkcs15-tool", ["--list-pins"] + reader)
        #expect(pins.status == 0 && pins.output.contains("Code porteur de la carte CPS"), "\(pins.output)")

        let data = try daemon.client("pkcs15-tool", ["--list-data-objects"] + reader)
        for label in ["CPS_ID_CARD", "CPS_INFO_PS", "CPS_ACTIVITY_01_PS"] {
            #expect(data.output.contains(label), "\(data.output)")
        }

        for (identifier, certificate) in [("01", card.signatureCertificate), ("02", card.authenticationCertificate)] {
            let read = try daemon.client(
                "pkcs15-tool", ["--read-certificate", "E828BD080F8025000001FF0010" + identifier] + reader)
            let pem = read.output.drop { $0 != "-" }
            #expect(try Certificate(pem: String(pem)).der == certificate, "\(read.output)")
        }

        let change = try daemon.client("pkcs11-tool", ["--change-pin", "--pin", "1234", "--new-pin", "4321"])
        #expect(change.status == 0 && change.output.contains("PIN successfully changed"), "\(change.output)")
        #expect(try sign(pin: "1234").verdict.output.contains("CKR_PIN_INCORRECT"))
        let (verdict, signature) = try sign(pin: "4321")
        #expect(verdict.status == 0, "\(verdict.output)")
        let key = try Certificate(der: card.authenticationCertificate).publicKey
        #expect(try opensslAccepts(signature, of: Self.digest, "sha256", by: key))
    }

    private static let digest = Digest.sha256(Array("message".utf8))

    /// Logs in and has the authentication key sign the digest; no signature when that fails.
    private func sign(pin: String) throws -> (verdict: Tool.Outcome, signature: [UInt8]) {
        let folder = try ScratchFolder()
        let input = try folder.write(hex("3031300D060960864801650304020105000420") + Self.digest, to: "in")
        let verdict = try daemon.client(
            "pkcs11-tool",
            [
                "--login", "--pin", pin, "--sign", "--mechanism", "RSA-PKCS", "--id", "E828BD080F8025000001FF001002",
                "--input-file", input, "--output-file", folder.path + "/out",
            ])
        return (verdict, (try? folder.read("out")) ?? [])
    }

    @Test("OpenSC finds a PIN blocked, and logs in with the one that the PUK set")
    func unblocking() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        var holder = ProfessionalDescription()
        holder.triesLeft = 0
        try professional.insert(CPS3Card(holder, authority: CPS3Kit.shared.get().authority))
        try daemon.awaitCard(in: "Alpha")
        defer { professional.remove() }
        #expect(try sign(pin: "1234").verdict.output.contains("CKR_PIN_LOCKED"))
        let commands = [
            "00 2C 00 01 10 3132333435363738 34333231FFFFFFFF", "00 20 00 01 08 34333231FFFFFFFF",
        ].flatMap { ["-s", hex(hex($0)).replacingOccurrences(of: " ", with: "")] }
        let unblock = try daemon.client(
            "opensc-tool", ["--card-driver", "default", "--reader", "Alpha 00 00"] + commands)
        #expect(unblock.output.components(separatedBy: "SW1=0x90, SW2=0x00").count == 3, "\(unblock.output)")
        #expect(try sign(pin: "4321").verdict.status == 0)
    }

    @Test("pcscd takes each ATR of a CPS4, and its channel 1 opens", arguments: CPS3Kit.cps4ATRs)
    func fourthGeneration(atr: String) throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        var holder = ProfessionalDescription()
        holder.atr = atr
        try professional.insert(CPS4Card(holder, authority: CPS3Kit.shared.get().authority))
        try daemon.awaitCard(in: "Alpha")
        defer { professional.remove() }
        let options = ["--card-driver", "default", "--reader", "Alpha 00 00"]
        let opened = try daemon.client(
            "opensc-tool", options + ["-s", "01200001", "-s", "01A4040C088025000001FF0100", "-s", "01200001"])
        let statuses = opened.output.split(separator: "\n").filter { $0.contains("SW1=") }
        #expect(statuses.count == 3, "\(opened.output)")
        #expect(
            zip(statuses, ["SW1=0x68, SW2=0x81", "SW1=0x90, SW2=0x00", "SW1=0x63, SW2=0xC3"]).allSatisfy {
                $0.contains($1)
            })
    }

    @Test("a CPS4 that pcscd talks to by T=1 takes the Le of a case 4 command and answers at once")
    func otherProtocol() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        try professional.insert(CPS4Card(.init(), authority: CPS3Kit.shared.get().authority))
        try daemon.awaitCard(in: "Alpha")
        defer { professional.remove() }
        let folder = try ScratchFolder()
        let atr = CPS3Kit.cps4ATRs[0].replacingOccurrences(of: " ", with: ":")
        let configuration = try folder.write(
            "app default { card_atr \(atr) { driver = \"default\"; force_protocol = \"t1\"; } }".utf8, to: "opensc.conf"
        )
        let read = try daemon.client(
            "env",
            [
                "OPENSC_CONF=\(configuration)", "opensc-tool", "--reader", "Alpha 00 00", "-s",
                "01A4040C088025000001FF0100", "-s", "01A4080002D00300", "-s", "01B0000000",
            ])
        #expect(read.output.components(separatedBy: "SW1=0x90, SW2=0x00").count == 4, "\(read.output)")
        #expect(read.output.contains("5A 0A 80 25 00 00 01 99 21 48 03 8F"), "\(read.output)")
    }

    @Test("APDUs reach the Vitale card through pcscd unchanged, and a swap of cards is noticed")
    func vitaleCard() throws {
        defer { #expect(daemon.stop(), "\(daemon.log)") }
        let bearer = Bearer(name: "TESTEUR", givenName: "ZOE", birthDate: "2012-02-30")
        try patient.insert(try VitaleCard(VitaleDescription(bearers: [bearer])))
        try daemon.awaitCard(in: "Beta")
        let commands = ["-s", "00A40000023F00", "-s", "00C0000012", "-s", "00B0820000", "-s", "00B082001A"]
        // OpenSC has no driver for the card: "default" sends what it is told and nothing else.
        let options = ["--card-driver", "default", "--reader", "Beta 01 00"]
        let first = try daemon.client("opensc-tool", options + commands)
        #expect(first.status == 0, "\(first.output)")
        #expect(first.output.contains("TESTEUR"))
        patient.remove()
        try patient.insert(
            try VitaleCard(VitaleDescription(bearers: [bearer], atr: "3B 75 13 00 00 48 09 EA 90 00")))
        try daemon.awaitCard(in: "Beta")
        let atr = try daemon.client("opensc-tool", ["--atr", "--reader", "Beta 01 00"])
        #expect(atr.output.contains("3b:75:13:00:00:48:09:ea:90:00"), "\(atr.output)")
        patient.remove()
    }
}
