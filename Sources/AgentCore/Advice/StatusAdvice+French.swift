public import HealthIdentity

extension StatusEvent {
    /// The event at the desk, in French.
    public var text: String {
        switch self {
        case .callRequested: "appeler INSi"
        case .insRetrieved: "INSi répond une identité"
        case .insNotFound: "INSi ne répond pas d'identité"
        case .insInvalidated: "l'INS n'est plus confirmée"
        case .insOfAnotherPerson: "INS d'une autre personne"
        case .documentChecked: "pièce d'identité contrôlée"
        case .documentWithdrawn: "contrôle de pièce annulé"
        case .strictTraitChanged: "trait strict modifié"
        case .strictTraitCorrected: "trait corrigé sur pièce"
        case .doubtfulSet: "attribut douteux posé"
        case .doubtfulCleared: "attribut douteux retiré"
        case .fictitiousSet: "attribut fictif posé"
        case .fictitiousCleared: "attribut fictif retiré"
        case .homonymSet: "attribut homonyme posé"
        case .homonymCleared: "attribut homonyme retiré"
        case .transmissionRequested: "transmettre l'INS"
        }
    }
}

extension LocalIdentity.Status {
    /// Its name, in French.
    public var text: String {
        switch self {
        case .provisional: "provisoire"
        case .retrieved: "récupérée"
        case .validated: "validée"
        case .qualified: "qualifiée"
        }
    }
}

extension StatusAdvice {
    /// The advice in one sentence, in French.
    public var text: String {
        switch (verdict, rule) {
        case (.allowed, _) where changesStatus: "L'identité devient \(status.text)\(attributesText)."
        case (.allowed, _): "L'identité reste \(status.text)\(attributesText)."
        case (.unchanged, .transmission): "Le matricule INS et l'OID peuvent être transmis."
        case (.unchanged, _): "L'identité reste \(status.text)\(attributesText)."
        case (.forbidden, .heldProvisional):
            "Interdit pour une identité douteuse ou fictive, qui reste provisoire, sans INS ni appel à INSi."
        case (.forbidden, .transmission): "Interdit : seule une identité qualifiée transmet son INS."
        case (.forbidden, .retrievedAlready):
            "Refusé : une identité qualifiée ne se redemande que si son matricule est temporaire (NIA)."
        case (.forbidden, _): "Interdit : seuls les attributs douteux et homonyme vont ensemble."
        case (.incoherent, .together):
            "Cette identité enfreint déjà une règle : seuls les attributs douteux et homonyme vont ensemble."
        case (.incoherent, _):
            "Cette identité enfreint déjà une règle : douteuse ou fictive, elle doit être provisoire et sans INS."
        }
    }

    private var attributesText: String {
        let names = attributes.map(\.rawValue).sorted()
        return names.isEmpty ? ", sans attribut" : ", " + names.joined(separator: " et ")
    }
}

extension StatusRule {
    /// What the rule says, in French.
    public var text: String {
        switch self {
        case .fourStatuses: "Le statut croise deux questions : récupérée d'INSi, contrôlée sur pièce."
        case .strictTrait: "Un trait strict modifié n'est plus ni récupéré ni contrôlé."
        case .heldProvisional: "Douteuse ou fictive : provisoire, sans INS, sans appel à INSi."
        case .together: "Seuls les attributs douteux et homonyme vont ensemble."
        case .asReceived: "Ce qu'INSi répond est conservé tel quel."
        case .transmission: "L'INS n'est transmise que d'une identité qualifiée."
        case .retrievedAlready: "Une identité qualifiée ne se redemande que pour un matricule NIA."
        }
    }
}

extension StatusAdvice.Duty {
    /// The duty, in French.
    public var text: String {
        switch self {
        case .compare: "Une personne compare d'abord les traits du dossier à ceux d'INSi."
        case .storeAsReceived: "Conserver matricule, clé, OID, traits et historique tels qu'INSi les a répondus."
        case .replaceStrictTraits: "Remplacer les traits stricts du dossier par ceux d'INSi."
        case .invalidateINS: "Ne plus utiliser ni transmettre le matricule INS et son OID."
        case .checkAgain: "Refaire ce qui manque : contrôle de la pièce d'identité, appel à INSi."
        case .resolveDoubt: "Faire lever le doute sur l'identité, puis retirer l'attribut."
        case .returnToProvisional: "Remettre l'identité au statut provisoire."
        case .removeAttribute: "Retirer l'attribut qui ne va pas avec les autres."
        }
    }
}
