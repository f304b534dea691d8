public import HTTPS

/// What is known of the machine's clock.
public struct SeenClock: Equatable, Sendable {
    /// Its time, seconds since 1970 UTC.
    public let now: Int64
    /// Whether a time service keeps it right; nil when the system does not say.
    public let isSynchronised: Bool?

    /// A clock from its parts.
    public init(now: Int64, isSynchronised: Bool? = nil) {
        (self.now, self.isSynchronised) = (now, isSynchronised)
    }
}

extension CheckFinding {
    /// The machine's clock against the `Date` of the service's answer: more than a minute is a warning, more than five an error,
    /// since assertions carry their instant. Where the server was not believed its `Date` proves nothing, but that a clock is
    /// off where dates are why it was not believed, or where nothing keeps this clock right.
    public static func clock(
        _ probe: Result<HTTPResponse, HTTPSError>?, stranger: ServerSight? = nil, _ clock: SeenClock
    ) -> CheckFinding {
        let answered: HTTPResponse? = if case .success(let answer) = probe { answer } else { nil }
        let text = answered.map(\.date) ?? stranger?.date
        guard let date = text.flatMap({ Timestamp.seconds(httpDate: $0) }) else {
            let isSilent = answered == nil
            return unverified("non vérifiée, le service n'a pas \(isSilent ? "répondu" : "donné l'heure")", clock)
        }
        let difference = clock.now.subtractingReportingOverflow(date).partialValue
        return compared(
            difference, clock, isBelieved: answered != nil,
            isProof: answered != nil || clock.isSynchronised == false || isRefusedForDates(probe))
    }

    private static func isRefusedForDates(_ probe: Result<HTTPResponse, HTTPSError>?) -> Bool {
        guard case .failure(let error) = probe, let refusal = error.certificateRefusal else { return false }
        return [.expired, .notYetValid, .revocationListExpired].contains(refusal)
    }

    private static func compared(
        _ difference: Int64, _ clock: SeenClock, isBelieved: Bool, isProof: Bool
    ) -> CheckFinding {
        let side = difference > 0 ? "avance" : "retarde"
        let whose = isBelieved ? "celle du service" : "celle du serveur qui a répondu, qui n'a pas été cru"
        let told = difference == 0 ? "à l'heure du service" : "\(side) de \(difference.magnitude) s sur \(whose)"
        guard difference.magnitude > 60 else { return CheckFinding(.clock, .ok, told) }
        guard isProof else {
            return CheckFinding(
                .clock, .warning, "non vérifiée, \(told)" + synchronisation(clock),
                action: "Réglez d'abord la ligne TLS.")
        }
        return CheckFinding(
            .clock, difference.magnitude > 300 ? .error : .warning, told + synchronisation(clock),
            action: "Synchronisez l'horloge du poste (NTP, par exemple systemd-timesyncd).", code: "clock.wrong")
    }

    private static func unverified(_ text: String, _ clock: SeenClock) -> CheckFinding {
        guard clock.isSynchronised == false else { return CheckFinding(.clock, .warning, text) }
        return CheckFinding(
            .clock, .warning, text + synchronisation(clock),
            action: "Vérifiez l'heure du poste et synchronisez-la (NTP, par exemple systemd-timesyncd).",
            code: "clock.unsynchronised")
    }

    private static func synchronisation(_ clock: SeenClock) -> String {
        switch clock.isSynchronised {
        case true?: " ; le système la dit synchronisée"
        case false?: " ; aucune synchronisation n'est active"
        case nil: ""
        }
    }
}
