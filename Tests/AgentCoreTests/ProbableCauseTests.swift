import SmartCard
import Testing

@testable import AgentCore

@Suite("The cause that insi-agent doctor names first")
struct ProbableCauseTests {
    private static func fault(
        _ check: CheckFinding.Check, _ code: String, _ status: CheckFinding.Status = .error
    ) -> CheckFinding {
        CheckFinding(check, status, code, action: "?", code: code)
    }

    private static let silent = fault(.agent, "agent.silent")
    private static let noReaderService = fault(.authentication, "reader.serviceUnavailable")
    private static let noCard = fault(.authentication, "professional.absent", .warning)
    private static let expired = fault(.authentication, "certificate.expired")
    private static let notYet = fault(.tls, "insi.certificateNotYetValid")
    private static let unverifiedTLS = CheckFinding(.tls, .warning, "non vérifié", action: "?")

    /// What is wrong, and what else looks wrong because of it.
    static let cases: [(cause: CheckFinding, effects: [CheckFinding])] = [
        (fault(.configuration, "configuration.unreadable"), [silent]),
        (fault(.disk, "disk.full"), [fault(.files, "files.notWritable"), silent]),
        (fault(.disk, "disk.readOnly"), [fault(.files, "files.notWritable"), silent]),
        (fault(.files, "files.owner"), [silent]),
        (fault(.pcscd, "pcscd.absent"), [noReaderService, fault(.readers, "reader.none")]),
        (fault(.pcscd, "pcscd.missing"), [noReaderService]),
        (fault(.pcscd, "pcscd.refused"), [noReaderService]),
        (fault(.pcscd, "pcscd.silent"), [noReaderService, noCard]),
        (fault(.readers, "reader.none"), [noCard]), (fault(.readers, "reader.notPCSC"), [noCard]),
        (fault(.sharing, "reader.exclusive"), [fault(.authentication, "reader.exclusive"), noCard]),
        (fault(.sharing, "reader.held"), [fault(.authentication, "reader.held")]),
        (fault(.clock, "clock.wrong"), [expired, notYet, fault(.trustAnchors, "trustAnchors.dates")]),
        (
            fault(.clock, "clock.wrong"),
            [fault(.revocationLists, "revocationLists.dates"), fault(.tls, "insi.revocationList")]
        ),
        (fault(.clock, "clock.unsynchronised", .warning), [fault(.authentication, "certificate.notYetValid"), notYet]),
        (expired, [fault(.clock, "clock.unsynchronised", .warning)]),
        (
            fault(.authentication, "certificate.expiring", .warning),
            [fault(.clock, "clock.unsynchronised", .warning), CheckFinding(.tls, .warning, "non vérifié")]
        ),
        (fault(.clock, "clock.wrong", .warning), [notYet]),
        (expired, [fault(.tls, "certificate.refusedExpired"), silent]),
        (fault(.authentication, "certificate.expiring", .warning), [fault(.policies, "policies.incomplete", .warning)]),
        (fault(.authentication, "certificate.commonName"), [fault(.tls, "certificate.refused")]),
        (fault(.authentication, "certificate.passphrase"), [unverifiedTLS, silent]),
        (fault(.authentication, "professional.testCard"), [fault(.idam, "idam.sample")]),
        (
            fault(.agent, "agent.otherConfiguration", .warning),
            [fault(.authentication, "professional.realCard")]
        ),
        (fault(.trustAnchors, "trustAnchors.unreadable"), [unverifiedTLS, silent]),
        (fault(.trustAnchors, "trustAnchors.incomplete", .warning), [fault(.tls, "tls.anchorMissing")]),
        (fault(.tls, "insi.certificateRefused"), [fault(.trustAnchors, "trustAnchors.incomplete", .warning)]),
        (fault(.revocationLists, "revocationLists.unreadable"), [fault(.tls, "insi.revocationList")]),
        (fault(.dns, "dns.unknown"), [fault(.tls, "insi.nameUnknown"), fault(.proxy, "insi.proxyUnreachable")]),
        (fault(.dns, "dns.silent"), [fault(.tls, "insi.timeout")]),
        (fault(.proxy, "insi.proxyRefused"), [CheckFinding(.tls, .warning, "non vérifié")]),
        (fault(.tls, "insi.timeout"), [noCard]),
        (fault(.tls, "insi.unavailable"), [CheckFinding(.clock, .warning, "non vérifiée")]),
        (fault(.port, "port.taken"), [silent]),
        (fault(.socket, "socket.permission"), [silent]),
        (fault(.socket, "socket.user"), [fault(.agent, "request.unauthenticated")]),
        (
            silent,
            [CheckFinding(.authentication, .warning, "non vérifiée"), CheckFinding(.socket, .warning, "absente")]
        ),
    ]

    @Test("is what explains the rest, in whatever order it was found", arguments: cases.indices)
    func cause(_ index: Int) {
        let (cause, effects) = Self.cases[index]
        let clean = ProbableCause.order.filter { check in !([cause] + effects).contains { $0.check == check } }
            .map { CheckFinding($0, .ok, "") }
        for findings in [[cause] + effects + clean, clean + effects.reversed() + [cause], effects + [cause]] {
            #expect(ProbableCause.among(findings) == cause)
            #expect(Diagnosis(findings).cause == cause)
        }
    }

    @Test("is the gravest fault when faults have nothing to do with each other")
    func gravest() {
        let warning = Self.fault(.disk, "disk.low", .warning)
        #expect(ProbableCause.among([warning, Self.fault(.port, "port.taken")])?.code == "port.taken")
        #expect(ProbableCause.among([warning, Self.silent])?.code == "agent.silent")
    }

    @Test("is nothing when nothing states a fault")
    func nothing() {
        #expect(ProbableCause.among([]) == nil)
        #expect(ProbableCause.among([Self.unverifiedTLS, CheckFinding(.disk, .ok, "")]) == nil)
        #expect(
            Diagnosis([CheckFinding(.disk, .ok, "1 Mio")]).lines == ["Rien à signaler.", "ok        Disque : 1 Mio"])
        let unverified = [Self.unverifiedTLS, CheckFinding(.clock, .warning, "non vérifiée")]
        #expect(Diagnosis(unverified).lines.first == "Rien trouvé ; 2 points non vérifiés.")
        let optional = [
            Self.fault(.revocationLists, "revocationLists.missing", .warning),
            Self.fault(.cardAuthorities, "cardAuthorities.missing", .warning),
        ]
        #expect(ProbableCause.among(optional) == nil)
        #expect(ProbableCause.among(optional + [Self.silent])?.code == "agent.silent")
        #expect(Diagnosis([Self.unverifiedTLS]).lines.first == "Rien trouvé ; 1 point non vérifié.")
    }

    @Test("stands on the first line with what to do, before every finding in the order of mending")
    func lines() {
        let reader = CheckFinding(.readers, .error, "aucun", action: "Branchez-le.", code: "reader.none")
        let findings = [CheckFinding(.port, .ok, "libre"), reader]
        #expect(
            Diagnosis(findings).lines == [
                "Cause probable : Lecteurs, aucun", "→ Branchez-le.", "erreur    Lecteurs : aucun",
                "          → Branchez-le.", "ok        Port : libre",
            ])
    }

    @Test("has a place for every check, once")
    func order() {
        #expect(Set(ProbableCause.order) == Set(CheckFinding.Check.allCases))
        #expect(ProbableCause.order.count == CheckFinding.Check.allCases.count)
    }
}
