public import SmartCard

extension CPxCard {
    /// The practice situations, by number; the PIN must have been verified since the last reset (cpx.md 6.4).
    ///
    /// Otherwise the card refuses, `card(unexpectedStatus(6982, …))`, which ends the PIN session as for `sign`. A situation
    /// that is announced but missing, blank or odd is left out.
    public func situations(
        _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> [PracticeSituation] {
        guard !situationFiles.isEmpty else { return [] }
        try HealthCardError.wrapping { () throws(CardError) in try dialect.enter(channel) }
        var situations: [PracticeSituation] = []
        for file in situationFiles {
            if let situation = try situation(file, channel) { situations.append(situation) }
        }
        return situations
    }

    private func situation(
        _ file: PracticeSituation.File, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PracticeSituation? {
        do throws(HealthCardError) {
            let bytes = try files.readIfPresent(channel, file.path, named: "practice situation")
            return bytes.flatMap { PracticeSituation(index: file.index, $0) }
        } catch {
            guard case .unreadable = error else { throw error }
            return nil
        }
    }
}
