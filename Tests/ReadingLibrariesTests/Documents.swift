/// Synthetic documents in both forms of vitale.md 5.4.
enum Documents {
    static let complete = """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <T_AsnDonneesVitale>
          <numSerie>000000000001</numSerie>
          <listeBenef>
            <T_AsnBeneficiaire>
              <ident>
                <nomUsuel>TESTEUR</nomUsuel><nomPatronymique>ESSAI</nomPatronymique>
                <prenomUsuel>GÉRARD</prenomUsuel>
                <naissance><date>12041975</date></naissance>
                <rangDeNaissance>1</rangDeNaissance>
                <nir>1750499999001 70</nir><nirCertifie></nirCertifie>
                <adresse><ligne5>00000 NULLE PART</ligne5></adresse>
              </ident>
              <amo><qualBenef>0</qualBenef><codeRegime>01</codeRegime><caisse>349</caisse>
                <listePeriodesDroits><element><debut>01012020</debut></element></listePeriodesDroits></amo>
            </T_AsnBeneficiaire>
            <T_AsnBeneficiaire>
              <ident>
                <nomUsuel>TESTEUR</nomUsuel><nomPatronymique/><prenomUsuel>ZOE</prenomUsuel>
                <naissance><dateEnCarte>120230</dateEnCarte></naissance>
                <rangDeNaissance>2</rangDeNaissance>
                <nir>1750499999001 70</nir><nirCertifie></nirCertifie>
              </ident>
              <amo><qualBenef>6</qualBenef></amo>
            </T_AsnBeneficiaire>
          </listeBenef>
        </T_AsnDonneesVitale>
        """

    static let identification = """
        <Identification>
        <T_AsnBeneficiaire><ident><nomUsuel>TESTEUR</nomUsuel><prenomUsuel>GÉRARD</prenomUsuel>\
        <dateNaissance>12041975</dateNaissance></ident><amo><nir>1750499999001 70</nir></amo></T_AsnBeneficiaire>
        <T_AsnBeneficiaire><ident><nomUsuel>TESTEUR</nomUsuel><prenomUsuel>ZOE</prenomUsuel>\
        <dateNaissance>30022012</dateNaissance></ident><amo><nir>1750499999001 70</nir></amo></T_AsnBeneficiaire>
        </Identification>
        """

    /// ISO-8859-1 of a text that fits.
    static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
}
