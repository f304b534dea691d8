extension LocalIdentity {
    /// What the rules say when `event` happens to an identity of that status with these attributes. `kind` is that of the number
    /// that it holds, where that is known: a temporary one is asked for again.
    public static func advice(
        for status: Status, _ attributes: Set<Attribute>, kind: INSKind? = nil, when event: StatusEvent
    ) -> StatusAdvice {
        if let broken = broken(status, attributes) {
            let isAbove = isHeld(attributes) && status != .provisional
            return StatusAdvice(
                verdict: .incoherent, status: status, attributes: attributes,
                duties: (broken == .together ? [.removeAttribute] : [])
                    + (isAbove ? [.returnToProvisional, .invalidateINS] : []),
                propagated: [], rule: broken)
        }
        switch event {
        case .doubtfulSet: return setting(.doubtful, on: status, attributes)
        case .fictitiousSet: return setting(.fictitious, on: status, attributes)
        case .homonymSet: return setting(.homonym, on: status, attributes)
        case .doubtfulCleared: return clearing(.doubtful, on: status, attributes)
        case .fictitiousCleared: return clearing(.fictitious, on: status, attributes)
        case .homonymCleared: return clearing(.homonym, on: status, attributes)
        case .callRequested: return asking(status, attributes, kind)
        case .insRetrieved, .insNotFound: return answered(status, attributes, kind, event)
        case .transmissionRequested:
            return outcome(status == .qualified ? .unchanged : .forbidden, status, attributes, .transmission)
        case .insInvalidated, .insOfAnotherPerson, .documentChecked, .documentWithdrawn, .strictTraitChanged,
            .strictTraitCorrected:
            return changed(status, attributes, event)
        }
    }

    /// The rule that an identity breaks as it stands; nil when it breaks none.
    private static func broken(_ status: Status, _ attributes: Set<Attribute>) -> StatusRule? {
        if attributes.count > 1, attributes != [.doubtful, .homonym] { return .together }
        return isHeld(attributes) && status != .provisional ? .heldProvisional : nil
    }

    /// Whether the attributes allow no other status than provisional.
    private static func isHeld(_ attributes: Set<Attribute>) -> Bool {
        !attributes.isDisjoint(with: [.doubtful, .fictitious])
    }

    private static func setting(
        _ attribute: Attribute, on status: Status, _ attributes: Set<Attribute>
    ) -> StatusAdvice {
        guard !attributes.contains(attribute) else { return outcome(.unchanged, status, attributes, .together) }
        let next = attributes.union([attribute])
        guard broken(.provisional, next) == nil else { return outcome(.forbidden, status, attributes, .together) }
        guard isHeld(next) else {
            return StatusAdvice(
                verdict: .allowed, status: status, attributes: next, duties: [], propagated: [.attributes],
                rule: .together)
        }
        return moved(status, to: .provisional, attributes, next, .heldProvisional)
    }

    /// What was held provisional stays so: neither the retrieval nor the check that it lost comes back by itself.
    private static func clearing(
        _ attribute: Attribute, on status: Status, _ attributes: Set<Attribute>
    ) -> StatusAdvice {
        guard attributes.contains(attribute) else { return outcome(.unchanged, status, attributes, .together) }
        let next = attributes.subtracting([attribute])
        return StatusAdvice(
            verdict: .allowed, status: status, attributes: next,
            duties: attribute == .homonym || isHeld(next) ? [] : [.checkAgain],
            propagated: [.attributes], rule: attribute == .homonym ? .together : .heldProvisional)
    }

    private static func asking(
        _ status: Status, _ attributes: Set<Attribute>, _ kind: INSKind?
    ) -> StatusAdvice {
        let refusal = LocalIdentity(status: status, attributes: attributes, kind: kind)
            .refusal(provisionalMayBeCalled: true)
        return switch refusal {
        case nil, .provisional: outcome(.unchanged, status, attributes, .fourStatuses)
        case .doubtful, .fictitious: outcome(.forbidden, status, attributes, .heldProvisional)
        case .qualified: outcome(.forbidden, status, attributes, .retrievedAlready)
        }
    }

    private static func answered(
        _ status: Status, _ attributes: Set<Attribute>, _ kind: INSKind?, _ event: StatusEvent
    ) -> StatusAdvice {
        let call = asking(status, attributes, kind)
        guard call.verdict != .forbidden, event == .insRetrieved else { return call }
        let next: Status = status.isChecked ? .qualified : .retrieved
        return StatusAdvice(
            verdict: next == status ? .unchanged : .allowed, status: next, attributes: attributes,
            duties: [.compare, .storeAsReceived, .replaceStrictTraits],
            propagated: [.strictTraits] + (next == status ? [] : [.status]) + (next == .qualified ? [.ins] : [])
                + (status.isRetrieved && kind == .nia ? [.insInvalidation] : []),
            rule: .asReceived)
    }

    private static func changed(
        _ status: Status, _ attributes: Set<Attribute>, _ event: StatusEvent
    ) -> StatusAdvice {
        let isTraitChange =
            event == .strictTraitChanged || event == .strictTraitCorrected
            || event == .insOfAnotherPerson && status.isRetrieved
        let next: Status =
            switch event {
            case .insInvalidated: status.isChecked ? .validated : .provisional
            case .documentChecked: status.isRetrieved ? .qualified : .validated
            case .documentWithdrawn: status.isRetrieved ? .retrieved : .provisional
            case .insOfAnotherPerson where !status.isRetrieved: status
            case .strictTraitCorrected: .validated
            default: .provisional
            }
        guard !isHeld(attributes) || next == .provisional || isTraitChange else {
            return outcome(.forbidden, status, attributes, .heldProvisional)
        }
        let held = isHeld(attributes) ? Status.provisional : next
        return moved(
            status, to: held, attributes, attributes, isTraitChange ? .strictTrait : .fourStatuses,
            changesTraits: isTraitChange)
    }

    private static func moved(
        _ status: Status, to next: Status, _ attributes: Set<Attribute>, _ nextAttributes: Set<Attribute>,
        _ rule: StatusRule, changesTraits: Bool = false
    ) -> StatusAdvice {
        let losesINS = status.isRetrieved && (!next.isRetrieved || changesTraits)
        let losesAnything = losesINS || (status.isChecked && !next.isChecked)
        var propagated: [StatusAdvice.Propagated] = changesTraits ? [.strictTraits] : []
        if next != status { propagated.append(.status) }
        if nextAttributes != attributes { propagated.append(.attributes) }
        if next == .qualified, status != .qualified { propagated.append(.ins) }
        if losesINS || (status == .qualified && next != .qualified) { propagated.append(.insInvalidation) }
        return StatusAdvice(
            verdict: next == status && nextAttributes == attributes ? .unchanged : .allowed, status: next,
            attributes: nextAttributes,
            duties: (losesINS ? [.invalidateINS] : [])
                + (nextAttributes.contains(.doubtful) && !attributes.contains(.doubtful) ? [.resolveDoubt] : [])
                + (losesAnything && !isHeld(nextAttributes) ? [.checkAgain] : []),
            propagated: propagated, rule: rule)
    }

    private static func outcome(
        _ verdict: StatusAdvice.Verdict, _ status: Status, _ attributes: Set<Attribute>, _ rule: StatusRule
    ) -> StatusAdvice {
        StatusAdvice(
            verdict: verdict, status: status, attributes: attributes, duties: [], propagated: [], rule: rule)
    }
}

extension LocalIdentity.Status {
    /// Whether the INS came from INSi.
    public var isRetrieved: Bool { self == .retrieved || self == .qualified }
    /// Whether the traits were checked against a document of high confidence.
    public var isChecked: Bool { self == .validated || self == .qualified }
}
