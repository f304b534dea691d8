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
    @Test("OpenSC names the CPS3, lists it, and signs with its authentication key")
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

        let read = try daemon.client("pkcs15-tool", ["--read-certificate", "E828BD080F8025000001FF001001"] + reader)
        let pem = read.output.drop { $0 != "-" }
        #expect(try Certificate(pem: String(pem)).der == card.signatureCertificate, "\(read.output)")

        let folder = try ScratchFolder()
        let digest = Digest.sha256(Array("message".utf8))
        let input = try folder.write(hex("3031300D060960864801650304020105000420") + digest, to: "in")
        let sign = try daemon.client(
            "pkcs11-tool",
            [
                "--login", "--pin", "1234", "--sign", "--mechanism", "RSA-PKCS", "--id", "E828BD080F8025000001FF001002",
                "--input-file", input, "--output-file", folder.path + "/out",
            ])
        #expect(sign.status == 0, "\(sign.output)")
        let key = try Certificate(der: card.authenticationCertificate).publicKey
        #expect(key.verify(signature: try folder.read("out"), sha256: digest))
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
