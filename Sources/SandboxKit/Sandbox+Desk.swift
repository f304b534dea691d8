public import CardSimulator

/// What people do at the desk.
extension Sandbox {
    private static let patience = Duration.seconds(20)

    /// Puts a Vitale card in; returns once the agent's state shows what it is.
    public func insertPatient(_ description: VitaleDescription) async throws(SandboxError) {
        let card: VitaleCard
        do throws(CardDescriptionError) {
            card = try VitaleCard(description)
        } catch {
            throw SandboxError("description de la carte Vitale", "\(error)")
        }
        try await insert(card, into: patientSlot, "insertion de la carte Vitale") { $0.patient }
    }

    /// Puts a professional's card in; returns once the agent's state shows what it is.
    public func insertProfessional(_ description: ProfessionalDescription) async throws(SandboxError) {
        let authority = authority
        let card = try await Blocking.run { () throws(SandboxError) in
            do throws(CardCreationError) {
                return try CPS3Card(description, authority: authority)
            } catch {
                throw SandboxError("description de la carte de professionnel", "\(error)")
            }
        }
        try await insert(card, into: professionalSlot, "insertion de la carte de professionnel") { $0.professional }
    }

    /// Takes the Vitale card out; returns as soon as the reader's socket is closed.
    public func removePatient() async {
        await Blocking.do { [patientSlot] in patientSlot.remove() }
    }

    /// Takes the professional's card out; returns as soon as the reader's socket is closed.
    public func removeProfessional() async {
        await Blocking.do { [professionalSlot] in professionalSlot.remove() }
    }

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

    private func insert(
        _ card: any VirtualCard, into slot: VirtualReaderSlot, _ step: String,
        part: @Sendable (AgentView.State) -> AgentView.State.Part
    ) async throws(SandboxError) {
        try await Blocking.run { () throws(SandboxError) in
            do throws(SlotError) {
                try slot.insert(card)
            } catch {
                throw SandboxError(step, error == .occupied ? "une carte est déjà dans le lecteur" : "\(error)")
            }
        }
        let shown = try await view.follow(for: Self.patience) { !["absent", "reading"].contains(part($0).status) }
        guard shown != nil else { throw SandboxError(step, "l'agent ne voit pas la carte") }
    }
}
