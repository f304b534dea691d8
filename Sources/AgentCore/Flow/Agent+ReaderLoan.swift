import Logging
import SmartCard

/// A reader that an administrator resets: the agent keeps its hands off it meanwhile.
extension Agent {
    /// How long a reader is lent at most; it is the agent's again as soon as it left.
    public static let loan: Duration = .seconds(15)

    /// Lends what is plugged at that path of the kernel's: until it left, or for `loan`, nothing is sent to a card in it. Throws
    /// `reader.inUse` while a card in it is read, a call relies on one, or a PIN is being asked for or holds.
    public func lend(usbPath: String) throws(AgentError) {
        let lent = readers.filter { locations[$0]?.usbPath == usbPath }
        for reader in lent {
            if let use = use(of: reader) { throw AgentError(.readerInUse, detail: use) }
        }
        let end = ContinuousClock.now + Self.loan
        for reader in lent { loans[reader] = end }
        log.tell(.readerLent, .usb(path: usbPath))
    }

    /// Whether the reader is lent at the moment.
    func isLent(_ reader: Reader) -> Bool {
        loans[reader].map { $0 > .now } ?? false
    }

    /// What the card in the reader is used for; nil when it only lies there.
    private func use(of reader: Reader) -> String? {
        guard let slot = slots[reader] else { return nil }
        if search?.cardSession == slot.session, search?.outcome == nil { return "Un appel à INSi est en cours." }
        switch slot.content {
        case .recognising, .readingVitale: return "La carte est en cours de lecture."
        case .professional(let professional):
            let isAsked = professional.prompt != nil || isPINInFlight || padEntry != nil
            if professional.isPINVerified || professional.mustReset || isAsked {
                return "Le code de la carte de professionnel est saisi ou attendu."
            }
            return nil
        case .vitale, .unusable: return nil
        }
    }
}
