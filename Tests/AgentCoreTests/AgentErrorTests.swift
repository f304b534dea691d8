import AgentTestKit
import Cryptography
import HTTPS
import HealthCards
import INSi
import SAML
import SmartCard
import Testing
import XML

@testable import AgentCore

@Suite struct AgentErrorTests {
    @Test(
        "Every problem has three French sentences, a status and a stable code of its own", arguments: Problem.allCases)
    func catalogue(_ problem: Problem) {
        let error = AgentError(problem)
        #expect(error.code == problem.rawValue)
        #expect(error.code.wholeMatch(of: #/[a-z]+(\.[a-zA-Z]+)+/#) != nil)
        for sentence in [error.title, error.detail, error.action] {
            #expect(sentence.hasSuffix("."))
            #expect(sentence.count > 8 && sentence.first?.isUppercase == true)
        }
        #expect((400...504).contains(error.status))
        #expect(error.service == nil)
        #expect(Problem.allCases.filter { $0.text.title == error.title }.count == 1)
    }

    @Test(
        "Card errors",
        arguments: [
            (.serviceUnavailable(code: 0x8010_001D), "reader.serviceUnavailable", 503, .later),
            (.noReader, "reader.none", 409, .afterUserAction),
            (.cardRemoved, "card.removed", 409, .afterUserAction), (.cardMute, "card.mute", 409, .afterUserAction),
            (.readerBusy, "reader.busy", 409, .later), (.readerExclusive, "reader.exclusive", 409, .later),
            (.readerHeld, "reader.held", 409, .later),
            (.communicationFailed(code: 0x8010_002F), "card.communicationFailed", 502, .now),
            (.cardReset, "card.reset", 502, .now),
            (.unexpectedStatus(StatusWord(0x6F, 0x00), during: "SELECT MF"), "card.unexpectedAnswer", 502, .never),
            (.malformedResponse(count: 1), "card.unexpectedAnswer", 502, .never),
            (.cancelled, "card.removed", 409, .afterUserAction),
        ] as [(CardError, String, Int, AgentError.Retry)])
    func card(_ cause: CardError, _ code: String, _ status: Int, _ retry: AgentError.Retry) {
        let error = AgentError(HealthCardError.card(cause))
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(error.retry == retry)
        #expect(error.underlying != nil)
    }

    @Test(
        "Errors of reading and using a card",
        arguments: [
            (.unsupportedCard(.vitale1), "vitale.firstGeneration", 422, .never),
            (.unsupportedCard(.vitale), "vitale.unreadable", 422, .afterUserAction),
            (.unsupportedCard(.cps3), "professional.unreadable", 422, .afterUserAction),
            (.unsupportedCard(.cps4), "professional.unreadable", 422, .afterUserAction),
            (.unsupportedCard(.cps2ter), "professional.secondGeneration", 422, .afterUserAction),
            (.unsupportedCard(.contactlessCPx), "professional.contactless", 422, .afterUserAction),
            (.unsupportedCard(.phone), "card.phone", 422, .afterUserAction),
            (.unsupportedCard(.bankCard), "card.bank", 422, .afterUserAction),
            (.unsupportedCard(.unknown), "card.unsupported", 422, .afterUserAction),
            (.fileMissing(.identity), "vitale.unreadable", 422, .afterUserAction),
            (.fileMissing(.matricules), "vitale.unreadable", 422, .afterUserAction),
            (.fileMissing(.objectDirectory), "professional.unreadable", 422, .afterUserAction),
            (.fileMissing(.certificate), "professional.unreadable", 422, .afterUserAction),
            (.protectedFile(.identity), "vitale.protected", 422, .afterUserAction),
            (.protectedFile(.certificate), "professional.unreadable", 422, .afterUserAction),
            (.foreignIssuer, "professional.untrusted", 422, .afterUserAction),
            (.interruptedUpdate, "professional.interruptedUpdate", 422, .afterUserAction),
            (.unreadable(field: "matricule"), "card.unreadable", 422, .afterUserAction),
            (.malformedPIN, "pin.malformed", 400, .afterUserAction), (.memoryNotLocked, "agent.internal", 500, .later),
        ] as [(HealthCardError, String, Int, AgentError.Retry)])
    func healthCard(_ cause: HealthCardError, _ code: String, _ status: Int, _ retry: AgentError.Retry) {
        let error = AgentError(cause)
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(error.retry == retry)
    }

    @Test(
        "Errors of the way to the service",
        arguments: [
            (.handshakeFailed(code: 35), "insi.unavailable", 502, .later),
            (.certificateRefused(code: 60, verifyResult: 20), "insi.certificateRefused", 502, .never),
            (.certificateRefused(code: 60, verifyResult: 10), "insi.certificateExpired", 502, .never),
            (.certificateRefused(code: 60, verifyResult: 9), "insi.certificateNotYetValid", 502, .never),
            (.certificateRefused(code: 60, verifyResult: 23), "insi.certificateRevoked", 502, .never),
            (.certificateRefused(code: 60, verifyResult: 1), "insi.certificateName", 502, .never),
            (.certificateRefused(code: 60, verifyResult: 3), "insi.revocationList", 502, .never),
            (.certificateRefused(code: 60, verifyResult: 12), "insi.revocationList", 502, .never),
            (.revocationListsUnreadable(code: 82), "insi.revocationList", 502, .never),
            (.clientCertificateRefused(alert: .required), "certificate.refusedAbsent", 502, .never),
            (.clientCertificateRefused(alert: .unknownAuthority), "certificate.refusedAuthority", 502, .never),
            (.clientCertificateRefused(alert: .expired), "certificate.refusedExpired", 502, .never),
            (.clientCertificateRefused(alert: .revoked), "certificate.refusedRevoked", 502, .never),
            (.clientCertificateRefused(alert: .bad("bad certificate")), "certificate.refused", 502, .never),
            (.clientIdentityUnusable(code: 58), "certificate.unusable", 409, .never),
            (.proxyRefused(status: 407), "insi.proxyCredentials", 502, .never),
            (.proxyRefused(status: 403), "insi.proxyRefused", 502, .never),
            (.proxyUnreachable(code: 5), "insi.proxyUnreachable", 502, .later),
            (.nameUnknown(code: 6), "insi.nameUnknown", 502, .later),
            (.unreachable(code: 7), "insi.unavailable", 502, .later),
            (.timeout(connected: false), "insi.timeout", 504, .later),
            (.timeout(connected: true), "insi.timeout", 504, .later),
            (.closed(code: 56, connected: true), "insi.unavailable", 502, .later),
            (.tooLarge, "insi.unreadableAnswer", 502, .later),
            (.cancelled(connected: false), "insi.abandoned", 409, .afterUserAction),
            (.proxyRefused(status: 503), "insi.unavailable", 502, .later),
            (.other(code: 43, function: "curl_easy_setopt"), "insi.unavailable", 502, .later),
        ] as [(HTTPSError, String, Int, AgentError.Retry)])
    func transport(_ cause: HTTPSError, _ code: String, _ status: Int, _ retry: AgentError.Retry) {
        let error = AgentError(INSiError.transport(cause))
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(error.retry == retry)
        #expect(error.underlying != nil)
    }

    @Test(
        "Errors of the assertion",
        arguments: [
            (.certificateExpired, "professional.expired", 409),
            (.certificateNotForSigning, "professional.signatureFailed", 502),
            (.signingFailed, "professional.signatureFailed", 502),
            (.malformed(what: "ID"), "professional.signatureFailed", 502),
            (.digestMismatch, "professional.signatureFailed", 502),
            (.signatureInvalid, "professional.signatureFailed", 502),
            (.certificateRefused(reason: "r", code: 20), "professional.signatureFailed", 502),
            (.xml(.malformed(line: 1)), "professional.signatureFailed", 502),
            (.crypto(.unsupportedKey), "professional.signatureFailed", 502),
        ] as [(SAMLError, String, Int)])
    func assertion(_ cause: SAMLError, _ code: String, _ status: Int) {
        let error = AgentError(cause)
        #expect(error.code == code)
        #expect(error.status == status)
        #expect(error.retry == .afterUserAction)
    }

    @Test("An answer that is none keeps its HTTP status and the name of what is wrong")
    func answer() {
        let error = AgentError(INSiError.unreadableAnswer(status: 500, what: "Envelope"))
        #expect(error.code == "insi.unreadableAnswer")
        #expect(error.underlying == "HTTP 500, Envelope")
        #expect(AgentError(INSiError.unwritableRequest(.unwritable(scalar: 1))).code == "card.unreadable")
    }

    @Test(
        "A refusal keeps the service's words, and says by code, subcode or side who can mend it",
        arguments: [
            ("insi_1", "siram_100", .sender, AgentError.Retry.never), ("insi_1", "siram_10", .sender, .never),
            ("insi_1", "siram_40", .sender, .later), ("insi_1", "siram_40", .receiver, .later),
            ("insi_1", nil, .sender, .never), ("insi_1", nil, .receiver, .later), ("insi_1", nil, nil, .later),
            ("insi_1", "siram_999", .sender, .later), ("desir_550", nil, nil, .never),
            ("desir_560", "siram_40", .receiver, .never),
        ] as [(String, String?, SOAPFault.Side?, AgentError.Retry)])
    func fault(_ code: String, _ subcode: String?, _ side: SOAPFault.Side?, _ retry: AgentError.Retry) {
        let fault = SOAPFault(
            subcode: subcode, side: side, code: code, severity: "fatal", messageID: "uuid:42",
            reason: "La phrase.", text: "technique")
        let error = AgentError(INSiError.fault(fault))
        #expect(error.code == "insi.fault." + code)
        #expect(error.retry == retry)
        #expect(error.status == 502)
        #expect(
            error.service
                == .init(code: code, severity: "fatal", messageID: "uuid:42", reason: "La phrase."))
        #expect(error.underlying?.contains(code) == true)
        #expect(!error.title.isEmpty && !error.detail.isEmpty && !error.action.isEmpty)
    }

    @Test(
        "A refusal without a code has the code of its class",
        arguments: [
            ("siram_100", "insi.fault.configuration"), ("siram_10", "insi.fault.request"), (nil, "insi.fault"),
        ] as [(String?, String)])
    func nakedFault(_ subcode: String?, _ code: String) {
        let fault = SOAPFault(
            subcode: subcode, side: nil, code: nil, severity: nil, messageID: nil, reason: nil, text: nil)
        #expect(AgentError(INSiError.fault(fault)).code == code)
    }

    @Test("No error on the way of a patient with canary values holds one of them", arguments: 1...12)
    func canaries(_ transmit: Int) async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.cards.fail(AgentBench.counter, atTransmit: transmit, with: .malformedResponse(count: 1))
            bench.cards.fail(AgentBench.desk, atTransmit: max(1, transmit - 7), with: .malformedResponse(count: 1))
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            let text = Dumped.text(error as Any) + bench.log.value.joined()
            for canary in Sample.canaries + ["1234"] { #expect(!text.contains(canary)) }
        }
    }
}
