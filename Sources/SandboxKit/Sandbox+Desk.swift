public import CardSimulator

/// What people do at the desk.
extension Sandbox {
    private static let patience = Duration.seconds(45)

    /// Puts a card into a reader; returns once the agent's state shows what it is, or that it left again.
    public func insert(_ description: CardDescription, into slot: DeskSlot) async throws(SandboxError) {
        let authority = authority
        let card = try await Blocking.run { () throws(SandboxError) in
            do throws(CardCreationError) {
                return try description.makeCard(authority: authority)
            } catch {
                throw SandboxError("description de la carte", "\(error)")
            }
        }
        try await insert(card, into: slot)
    }

    /// Puts a Vitale card into the patient's reader.
    public func insertPatient(_ description: VitaleDescription) async throws(SandboxError) {
        try await insert(.vitale(description), into: .patient)
    }

    /// Puts a professional's card into the professional's reader.
    public func insertProfessional(_ description: ProfessionalDescription) async throws(SandboxError) {
        try await insert(.professional(description), into: .professional)
    }

    /// Takes the card out; returns as soon as the reader's socket is closed.
    public func remove(from slot: DeskSlot) async {
        let reader = self.slot(slot)
        await Blocking.do { reader.remove() }
    }

    /// Takes the Vitale card out.
    public func removePatient() async { await remove(from: .patient) }

    /// Takes the professional's card out.
    public func removeProfessional() async { await remove(from: .professional) }

    /// Types the PIN; returns once the agent's state shows the outcome, and throws with the agent's sentence when it is not
    /// accepted.
    public func enter(pin: String) async throws(SandboxError) {
        try await verbs.present(pin: pin)
        guard try await view.follow(for: Self.patience, until: { $0.professional.status != "locked" }) != nil else {
            throw SandboxError("saisie du code", "l'état ne montre rien")
        }
    }

    /// The state document once the search of the patient in place has ended; throws when nobody but a person can go on.
    public func result() async throws(SandboxError) -> [UInt8] {
        let ended = ["found", "notFound", "several", "failed", "waitingForBeneficiary"]
        guard
            let (state, document) = try await view.follow(
                for: Self.patience, until: { ended.contains($0.ins.status) || $0.patient.problem != nil })
        else { throw SandboxError("recherche de l'INS", "aucun résultat") }
        guard state.ins.status != "waitingForBeneficiary" else {
            throw SandboxError("recherche de l'INS", "plusieurs bénéficiaires sur la carte ; il faut choisir")
        }
        if let problem = state.patient.problem {
            throw SandboxError("lecture de la carte Vitale", "\(problem.title) [\(problem.code)]")
        }
        if let problem = state.ins.problem {
            throw SandboxError("recherche de l'INS", "\(problem.title) [\(problem.code)]")
        }
        return document
    }

    private func insert(_ card: any VirtualCard, into slot: DeskSlot) async throws(SandboxError) {
        let reader = self.slot(slot)
        let before = try await view.current().session(in: slot.readerName)
        try await Blocking.run { () throws(SandboxError) in
            do throws(SlotError) {
                try reader.insert(card)
            } catch {
                throw SandboxError(
                    "insertion de la carte", error == .occupied ? "une carte est déjà dans le lecteur" : "\(error)")
            }
        }
        let shown = try await view.follow(for: Self.patience) { state in
            if !reader.isOccupied { return state.session(in: slot.readerName) == nil }
            return state.session(in: slot.readerName) ?? before != before && !state.isReading
        }
        guard shown != nil else { throw SandboxError("insertion de la carte", "l'agent ne voit pas la carte") }
    }
}
