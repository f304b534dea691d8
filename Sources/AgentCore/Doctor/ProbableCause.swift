/// Which of several findings to mend first: the one that explains the others.
public enum ProbableCause {
    /// The checks so that what explains stands before what it explains: without pcscd there is no reader, without a reader no
    /// card, with a wrong clock no certificate holds, without a proxy nobody is reached, on a port that is taken no agent runs.
    /// `doctor` tells its findings in this order, which is that of mending.
    public static let order: [CheckFinding.Check] = [
        .configuration, .disk, .files, .pcscd, .readers, .sharing, .clock, .authentication, .idam, .trustAnchors,
        .cardAuthorities, .revocationLists, .dns, .proxy, .tls, .port, .socket, .agent, .policies, .call,
    ]

    /// An effect that a fault may have which by itself weighs less.
    private struct Effect {
        let check: CheckFinding.Check
        let codes: Set<String>
        let cause: CheckFinding.Check
        let causeCodes: Set<String>
    }

    /// What a clock that lost its time looks like: it is behind.
    private static let early: Set<String> = [
        Problem.certificateNotYetValid.rawValue, Problem.insCertificateNotYetValid.rawValue,
        "revocationLists.dates", "trustAnchors.dates", "cardAuthorities.dates",
    ]

    /// What may explain others, but is no fault by itself: a clock that nothing keeps right is right as often as not, and a secret
    /// that nobody declares may come all the same. What an administrator may do without is advice.
    private static let suspects: Set<String> = [
        "clock.unsynchronised", CheckFinding.undeclaredCredential, "revocationLists.missing", "cardAuthorities.missing",
    ]

    /// What a clock that was found to be wrong looks like.
    private static let dates: Set<String> = [
        Problem.certificateExpired.rawValue, Problem.certificateNotYetValid.rawValue,
        Problem.professionalExpired.rawValue, Problem.insCertificateExpired.rawValue,
        Problem.insCertificateNotYetValid.rawValue, Problem.insRevocationList.rawValue, "trustAnchors.dates",
        "cardAuthorities.dates", "revocationLists.dates",
    ]

    /// The one table besides the order: warnings that are behind errors.
    private static let effects: [Effect] =
        [.authentication, .trustAnchors, .cardAuthorities, .revocationLists, .tls].flatMap { check in
            [
                Effect(check: check, codes: dates, cause: .clock, causeCodes: ["clock.wrong"]),
                Effect(check: check, codes: early, cause: .clock, causeCodes: suspects),
            ]
        } + [
            Effect(
                check: .authentication,
                codes: [Problem.professionalTestCard.rawValue, Problem.professionalRealCard.rawValue], cause: .agent,
                causeCodes: ["agent.otherConfiguration"]),
            Effect(
                check: .agent, codes: ["agent.silent"], cause: .authentication,
                causeCodes: [CheckFinding.undeclaredCredential]),
            Effect(
                check: .agent, codes: ["agent.silent"], cause: .proxy,
                causeCodes: [CheckFinding.undeclaredCredential]),
            Effect(
                check: .tls, codes: [CheckFinding.anchorMissing], cause: .trustAnchors,
                causeCodes: ["trustAnchors.incomplete"]),
            Effect(
                check: .tls, codes: [Problem.insRevocationList.rawValue], cause: .revocationLists,
                causeCodes: ["revocationLists.dates"]),
        ]

    /// The finding to mend first; nil when none states a fault.
    ///
    /// It is the first of the gravest in the order above, unless the table knows a lighter one behind it. A finding without a
    /// code states no fault of its own: it is well, or could not be looked at because of another.
    public static func among(_ findings: [CheckFinding]) -> CheckFinding? {
        let faults = order.flatMap { check in
            findings.filter { $0.check == check && $0.code != nil && $0.status != .ok }
        }
        let certain = faults.filter { $0.code.map { !suspects.contains($0) } ?? false }
        guard let worst = certain.map(\.status).max(), let first = certain.first(where: { $0.status == worst }) else {
            return nil
        }
        return faults.first { explains($0, first) } ?? first
    }

    private static func explains(_ cause: CheckFinding, _ effect: CheckFinding) -> Bool {
        guard let causeCode = cause.code, let code = effect.code else { return false }
        return effects.contains {
            $0.check == effect.check && $0.codes.contains(code) && $0.cause == cause.check
                && $0.causeCodes.contains(causeCode)
        }
    }
}
