/// How long something is still good, as a person counts it.
struct RemainingValidity: Equatable {
    /// From so many days left on, somebody should see to it: an authority takes weeks to issue a certificate.
    static let warningDays: Int64 = 30
    /// From so many days left on it is pressing: nothing works without it soon.
    static let pressingDays: Int64 = 7
    /// From so many days left on it is as good as over.
    static let lastDays: Int64 = 1

    /// Its last second, since 1970 UTC.
    let end: Int64
    /// The same clock's now.
    let now: Int64

    /// Whole days left; 0 on the last one, and when it is over.
    var daysLeft: Int64 { max(0, end.subtractingReportingOverflow(now).partialValue / 86_400) }

    /// An error once it is over and on its last day, a warning in its last 30 days.
    var status: CheckFinding.Status {
        guard now <= end, daysLeft > Self.lastDays else { return .error }
        return daysLeft <= Self.warningDays ? .warning : .ok
    }

    /// `valable jusqu'au 2029-03-01 (encore 830 jours)`.
    var text: String {
        let day = Timestamp.text(end).prefix(10)
        guard now <= end else { return "expiré depuis le \(day)" }
        let left = "valable jusqu'au \(day) (encore \(daysLeft) \(daysLeft < 2 ? "jour" : "jours"))"
        return daysLeft > Self.pressingDays ? left : left + (daysLeft > Self.lastDays ? ", c'est pressant" : ", URGENT")
    }
}
