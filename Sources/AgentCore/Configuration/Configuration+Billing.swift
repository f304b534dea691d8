import HealthCards

extension Configuration {
    /// What the file lacks for a holder: an entry, or the speciality without which a physician is refused; nil when it lacks
    /// nothing. Told before the PIN is asked for.
    func billingObstacle(of holder: CPxHolder) -> Problem? {
        guard let billing = billing(nationalId: holder.nationalId) else { return .billingMissing }
        return holder.isPhysician && billing.speciality == nil ? .specialityMissing : nil
    }
}
