import HealthCards

extension Configuration {
    /// What to send for a holder: their own entry as it is; the establishment's without its speciality for those who are no
    /// physicians. Nil when neither is there.
    func billing(of holder: CPxHolder) -> Billing? {
        if let own = billing[holder.nationalId] { return own }
        return billingDefault.map { holder.isPhysician ? $0 : Billing(identifier: $0.identifier) }
    }

    /// What the file lacks for a holder: an entry, or the speciality without which a physician is refused; nil when it lacks
    /// nothing. Told before the PIN is asked for.
    func billingObstacle(of holder: CPxHolder) -> Problem? {
        guard let billing = billing(of: holder) else { return .billingMissing }
        return holder.isPhysician && billing.speciality == nil ? .specialityMissing : nil
    }
}
