import XML

/// UNVERIFIED. Where WS_INS3 takes its request: namespace and action have no public source (insi.md 2.9, 9).
public struct VerificationNames: Sendable, Equatable {
    /// Namespace of every element of the request.
    public var requestNamespace: String
    /// Action of the operation.
    public var action: String

    /// Names of one's own.
    public init(requestNamespace: String, action: String) {
        self.requestNamespace = requestNamespace
        self.action = action
    }

    /// The simulator's own stand-ins: the action follows the operation's public name, the namespace that of the answer.
    public static let standIn = VerificationNames(
        requestNamespace: "http://www.cnamts.fr/INSiLot2/REQUnitaire",
        action: "urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite")

    /// Namespace of the answer, in official code.
    static let resultNamespace = "http://www.cnamts.fr/INSiLot2/REPUnitaire"

    func name(_ local: String) -> XMLName { XMLName(namespace: requestNamespace, local: local) }

    /// The request as official code and a third party's sketch have it, all of it in one namespace.
    var table: ElementRule {
        ElementRule(
            name("RequeteUnitaire"), 1, 1,
            .sequence([
                ElementRule(
                    name("IndividuVerifie"), 1, 1,
                    .sequence([
                        ElementRule(
                            name("INSFourni"), 1, 1,
                            .sequence([
                                ElementRule(
                                    name("IdIndividu"), 1, 1,
                                    .sequence([
                                        text("NumIdentifiant", 1, .matricule), text("Cle", 0, .key),
                                        text("TypeMatricule", 0, .any),
                                    ])),
                                text("OID", 1, .filled),
                            ])),
                        ElementRule(
                            name("TraitsIdentiteIndividu"), 1, 1,
                            .sequence([
                                text("NomNaissance", 1, .any), text("Prenom", 0, .any), text("ListePrenom", 0, .any),
                                text("Sexe", 1, .any), text("DateNaissance", 1, .any),
                                text("LieuNaissance", 0, .any),
                            ])),
                    ]))
            ]))
    }

    private func text(_ local: String, _ minimum: Int, _ pattern: TextPattern) -> ElementRule {
        ElementRule(name(local), minimum, 1, .text(pattern))
    }
}
