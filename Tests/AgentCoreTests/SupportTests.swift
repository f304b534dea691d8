import Foundation
import Testing

@testable import AgentCore

/// What a support archive tells, and what it leaves out.
@Suite("What a support archive tells")
struct SupportTests {
    @Test(
        "a path is whole where packages put things, and only a kind of file elsewhere",
        arguments: [
            ("/etc/insi-agent/crl.pem", "/etc/insi-agent/crl.pem"), ("/etc/insi-agent", "/etc/insi-agent"),
            ("/etc/insi-agent/dr-martin.p12", "/etc/insi-agent/….p12"),
            ("/etc/insi-agent/martin/ca.pem", "/etc/insi-agent/…/….pem"), ("/home/martin/crl.pem", "crl.pem"),
            ("/etc/insi-agent-martin/x.martin-dupont", "…"), ("", "…"), ("martin", "…"),
            ("/var/lib/insi-agent/audit/000001.jsonl", "/var/lib/insi-agent/audit/000001.jsonl"),
            ("/opt/santesocial/mica/libmica.so", "/opt/santesocial/mica/libmica.so"),
            ("/usr/lib/../../home/martin/x.so", "….so"),
        ])
    func path(_ path: String, _ told: String) {
        #expect(SupportPath.told(path) == told)
    }

    @Test(
        "words of a finding are told for the machine's checks only, codes for all",
        arguments: CheckFinding.Check.allCases)
    func diagnosis(check: CheckFinding.Check) throws {
        let finding = CheckFinding(check, .error, "Martin", action: "Dupont", code: "a.code")
        let told = String(
            decoding: try JSONEncoder().encode(SupportDiagnosis(Diagnosis([finding]))), as: UTF8.self)
        let isQuoted = [.pcscd, .readers, .sharing, .clock, .port].contains(check)
        #expect(told.contains("a.code") && told.contains("Martin") == isQuoted && !told.contains("Dupont"))
    }

    @Test("fields of the log that bear names are left out, the others kept")
    func log() throws {
        let fields = ["requester", "client", "origin", "later", "code"].map {
            #"{"name": "\#($0)", "value": "v-\#($0)"}"#
        }
        let line =
            #"{"time": "t", "level": "info", "event": "e", "message": "m", "fields": [\#(fields.joined(separator: ","))]}"#
        let log = try JSONDecoder().decode(SupportLog.self, from: Data("{\"lines\": [\(line)]}".utf8))
        let told = String(decoding: try JSONEncoder().encode(log.withoutNames), as: UTF8.self)
        #expect(told.contains("v-code") && told.contains("\"e\""))
        for name in ["requester", "client", "origin", "later"] { #expect(!told.contains("v-" + name)) }
    }
}
