public import HTTPS
public import HealthCards
public import INSi
import SAML
import SmartCard

extension Problem {
    /// What a card error is to the desk.
    init(_ error: CardError) {
        self =
            switch error {
            case .serviceUnavailable: .readerServiceUnavailable
            case .noReader: .readerNone
            case .cardRemoved: .cardRemoved
            case .cardMute: .cardMute
            case .readerBusy: .readerBusy
            case .readerExclusive: .readerExclusive
            case .readerHeld: .readerHeld
            case .communicationFailed: .cardCommunicationFailed
            case .cardReset: .cardReset
            case .cancelled: .cardRemoved
            case .unexpectedStatus, .malformedResponse: .cardUnexpectedAnswer
            }
    }

    /// What a broken exchange with the service is to the desk.
    init(_ error: HTTPSError) {
        self =
            switch error {
            case .certificateRefused: error.certificateRefusal.map(Problem.init) ?? .insCertificateRefused
            case .revocationListsUnreadable: .insRevocationList
            case .clientCertificateRefused(let alert): Problem(alert)
            case .clientIdentityUnusable: .certificateUnusable
            case .proxyRefused(407): .insProxyCredentials
            case .proxyRefused(502...504): .insUnavailable
            case .proxyRefused: .insProxyRefused
            case .proxyUnreachable: .insProxyUnreachable
            case .nameUnknown: .insNameUnknown
            case .timeout: .insTimeout
            case .cancelled: .callAbandoned
            case .handshakeFailed, .unreachable, .closed, .other: .insUnavailable
            case .tooLarge: .insUnreadableAnswer
            }
    }

    private init(_ refusal: CertificateRefusal) {
        self =
            switch refusal {
            case .expired: .insCertificateExpired
            case .notYetValid: .insCertificateNotYetValid
            case .revoked: .insCertificateRevoked
            case .name: .insCertificateName
            case .foreign: .insCertificateRefused
            case .revocationListMissing, .revocationListExpired: .insRevocationList
            }
    }

    private init(_ alert: TLSAlert) {
        self =
            switch alert {
            case .required: .certificateRefusedAbsent
            case .unknownAuthority: .certificateRefusedAuthority
            case .expired: .certificateRefusedExpired
            case .revoked: .certificateRefusedRevoked
            case .bad: .certificateRefused
            }
    }
}

extension CardFile {
    /// Whether the file is one of a Vitale card.
    fileprivate var isOfVitale: Bool {
        [.identity, .matricules, .bearers].contains(self)
    }
}

extension AgentError {
    /// The error of reading or using a card.
    public init(_ error: HealthCardError) {
        let problem: Problem =
            switch error {
            case .card(let error): Problem(error)
            case .unsupportedCard(let kind): kind.problem
            case .protectedFile(let file) where file.isOfVitale: .vitaleProtected
            case .fileMissing(let file) where file.isOfVitale: .vitaleUnreadable
            case .fileMissing, .protectedFile: .professionalUnreadable
            case .unreadable: .cardUnreadable
            case .foreignIssuer: .professionalUntrusted
            case .interruptedUpdate: .professionalInterruptedUpdate
            case .malformedPIN: .pinMalformed
            case .memoryNotLocked: .internalError
            }
        let detail = error == .memoryNotLocked ? "La mémoire du code ne peut pas être verrouillée (LimitMEMLOCK)." : nil
        self.init(problem, underlying: "\(error)", detail: detail)
    }

    /// A way to the service that does not work, met before any call.
    public init(_ error: HTTPSError) {
        let detail: String? =
            switch error {
            case .closed(_, connected: true):
                "La connexion a été coupée avant la fin de la réponse ; la demande a peut-être été traitée."
            case .timeout(connected: false): "La connexion n'a pas été établie à temps ; rien n'a été envoyé."
            case .handshakeFailed:
                "Le chiffrement (TLS 1.2 au moins) n'a pas pu être établi ; rien n'a été envoyé."
            case .proxyRefused(502...504): "Le mandataire n'a pas pu joindre le service ; rien n'a été envoyé."
            default: nil
            }
        self.init(Problem(error), underlying: "\(error)", detail: detail)
    }

    /// The error of making the assertion.
    init(_ error: SAMLError) {
        self.init(error == .certificateExpired ? .professionalExpired : .signatureFailed, underlying: "\(error)")
    }

    /// The error of a call: the service's faults keep their code (`insi.fault.desir_550`).
    public init(_ error: INSiError) {
        self.init(unmarked: error)
        mayBeAskedAgain = error.mayBeAskedAgain
        if case .transport(let cause) = error { neverReached = !cause.mayHaveBeenExecuted }
    }

    /// The error of a call that the machine's sleep ended; one that had not left yet may be made again.
    static func suspended(_ error: INSiError) -> AgentError {
        let ended = AgentError(error)
        var suspended = AgentError(.callSuspended, underlying: ended.underlying)
        suspended.mayBeAskedAgain = ended.mayBeAskedAgain
        suspended.neverReached = ended.neverReached
        return suspended
    }

    private init(unmarked error: INSiError) {
        switch error {
        case .transport(let error): self.init(error)
        case .unreadableAnswer(let status, let what):
            self.init(.insUnreadableAnswer, underlying: "HTTP \(status), \(what)")
        case .unavailable(let status):
            self.init(.insUnavailable, underlying: "HTTP \(status)", detail: "Le service se dit indisponible.")
        case .unwritableRequest(let error): self.init(.cardUnreadable, underlying: "\(error)")
        case .fault(let fault): self.init(fault)
        }
    }

    /// A refusal by the service: who can mend it is told by its code where that is known, else by its subcode, else by the side
    /// that it blames (insi.md 5.2; the meaning of the subcodes is inferred: weak).
    private init(_ fault: SOAPFault) {
        let kind: Problem =
            switch (fault.code, fault.subcode, fault.side) {
            case (let code?, _, _) where code.hasPrefix("desir_5"): .insFaultConfiguration
            case (_, "siram_100"?, _): .insFaultConfiguration
            case (_, "siram_10"?, _): .insFaultRequest
            case (_, "siram_40"?, _): .insFaultUnavailable
            case (_, nil, .sender?): .insFaultRequest
            default: .insFault
            }
        self.init(
            code: fault.code.flatMap(Self.stable) ?? kind.rawValue, text: kind.text,
            service: .init(
                code: fault.code, severity: fault.severity, messageID: fault.messageID, reason: fault.reason),
            underlying: "fault \(fault.code.flatMap(Self.stable) ?? "") \(fault.subcode.flatMap(Self.stable) ?? "")")
    }

    /// A code of ours made of the service's, as long as it looks like one of its codes.
    private static func stable(_ code: String) -> String? {
        let isCode =
            (1...40).contains(code.utf8.count)
            && code.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F
            }
        return isCode ? "insi.fault." + code : nil
    }
}
