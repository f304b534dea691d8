import HealthIdentity
import XML

/// What WS_INS1 asks: one beneficiary of a Vitale card (insi.md 2.7).
struct VitaleQuery: Equatable {
    /// The individual number, else the policy holder's.
    let number: String
    let birthDate: String
    let rank: Int
}

extension VitaleQuery {
    /// Reads RECVITALE and checks that the BAM context covers the same person.
    init(_ body: XMLElement, cover: XMLElement) throws(Refusal) {
        try Self.check(cover, against: body)
        let individual = body.number("MatriculeIndividu")
        guard let holder = body.number("MatriculeOD"), Matricule(holder) != nil,
            individual.map({ Matricule($0) != nil }) ?? true
        else { throw .functional("matricule", "Matricule mal formé.") }
        if let name = body.first(.vitale("NomNaissance"))?.text, let violation = NameRule.birthName.violation(in: name)
        {
            throw .functional("birth_name", "NomNaissance : \(violation).")
        }
        guard let date = body.first(.vitale("DateNaissance"))?.text, BirthDate(date) != nil else {
            throw .functional("birth_date", "DateNaissance mal formée.")
        }
        guard let rank = body.first(.vitale("RangNaissance"))?.text, TextPattern.birthRank.matches(rank),
            let value = Int(rank)
        else { throw .functional("birth_rank", "RangNaissance n'est pas un rang de 1 à 9.") }
        self.init(number: individual ?? holder, birthDate: date, rank: value)
    }

    private static func check(_ cover: XMLElement, against request: XMLElement) throws(Refusal) {
        let holder = cover.first(.bam("ASSURE"))?.first(.bam("Id"))?.first(.bam("Num"))?.text
        let beneficiary = cover.first(.bam("BENEFICIAIRE"))
        let pairs = [
            (holder, request.number("MatriculeOD")),
            (beneficiary?.first(.bam("Nir"))?.first(.bam("Num"))?.text, request.number("MatriculeIndividu")),
            (beneficiary?.first(.bam("DateNai"))?.text, request.first(.vitale("DateNaissance"))?.text),
            (beneficiary?.first(.bam("Rang"))?.text, request.first(.vitale("RangNaissance"))?.text),
        ]
        guard pairs.allSatisfy({ $0.0 == $0.1 }) else {
            throw .message("cover", "COUVERTURE et RECVITALE ne concordent pas.")
        }
    }
}

extension XMLElement {
    /// `NumIdentifiant` of that child.
    fileprivate func number(_ name: String) -> String? {
        first(.vitale(name))?.first(.vitale("NumIdentifiant"))?.text
    }
}
