import Cryptography

/// The certificates of a virtual professional card (cpx.md 6.2, 6.3).
extension TestAuthority {
    /// The two certificates of a card; they have the same subject.
    enum CardCertificate {
        case signature
        case authentication
    }

    /// Valid for three years, or expired, or not valid before tomorrow; a real card's is issued under the other name.
    func certificate(
        _ kind: CardCertificate, for publicKey: RSAPublicKey, _ holder: ProfessionalDescription
    ) throws(CryptoError) -> Certificate {
        let validity: Validity = holder.expired ? .expired : holder.notYetValid ? .notYet : .current
        var template = try Self.template(Self.subject(of: holder), years: 3, validity)
        switch kind {
        case .signature:
            template.keyUsage = .nonRepudiation
            template.extendedKeyUsage = [ExtendedKeyUsage.emailProtection]
        case .authentication:
            template.keyUsage = .digitalSignature
            template.extendedKeyUsage = [ExtendedKeyUsage.clientAuthentication, ExtendedKeyUsage.smartcardLogon]
        }
        template.privateExtensions = Self.extensions(of: holder)
        return try issue(template, for: publicKey, as: holder.test ? certificate : productionCertificate)
    }

    /// C, title, then one relative name of three attributes, which DER sorts; C, O, CN when no person is named.
    private static func subject(of holder: ProfessionalDescription) -> [[DistinguishedName.Attribute]] {
        let country = DistinguishedName.Attribute(oid: DistinguishedName.country, value: "FR")
        let number = DistinguishedName.Attribute(oid: DistinguishedName.commonName, value: holder.nationalId)
        guard holder.nominative else {
            let structure = holder.numberedSituations.lazy.compactMap(\.situation.name).first
            return [[country]] + (structure.map { [[.init(oid: DistinguishedName.organisation, value: $0)]] } ?? [])
                + [[number]]
        }
        return [
            [country],
            [.init(oid: DistinguishedName.title, value: holder.title)],
            [
                .init(oid: DistinguishedName.givenName, value: holder.givenName),
                .init(oid: DistinguishedName.surname, value: holder.surname),
                number,
            ],
        ]
    }

    /// Card type, card number, product category, profession (health professionals only), speciality.
    private static func extensions(of holder: ProfessionalDescription) -> [CertificateTemplate.PrivateExtension] {
        let profession = holder.profession > 0x7F ? [0, holder.profession] : [holder.profession]
        let hasProfession = holder.cardType == .cps || holder.cardType == .cpf
        let number = Array("8025000001/\(holder.cardNumber)".utf8)
        var extensions: [CertificateTemplate.PrivateExtension] = [
            .init(oid: "1.2.250.1.71.1.2.2", content: TLV.encode(0x02, [holder.cardType.code])),
            .init(oid: "1.2.250.1.71.1.2.3", content: TLV.encode(0x13, number)),
            .init(oid: "1.2.250.1.71.1.2.5", content: TLV.encode(0x04, [holder.category])),
        ]
        if hasProfession {
            extensions.append(.init(oid: "1.2.250.1.71.1.2.7", content: TLV.encode(0x02, profession)))
        }
        if let speciality = holder.speciality {
            let text = TLV.encode(0x0C, Array(speciality.utf8))
            extensions.append(.init(oid: "1.2.250.1.71.4.2.5", content: TLV.encode(0x30, text)))
        }
        return extensions
    }
}
