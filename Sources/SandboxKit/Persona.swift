/// A fictitious card of the sandbox, ready to be put into a reader. Its JSON is a `CardDescription`.
public struct Persona: Sendable {
    /// Lower case with dashes; the name of its file under `Personas`.
    public let name: String
    /// JSON text in UTF-8; its `comment` says in French what the card shows.
    public let json: [UInt8]

    /// The persona of that name, nil when there is none.
    public static func named(_ name: String) -> Persona? {
        all.first { $0.name == name }
    }

    /// Every persona: the profiles of vitale.md 7.6, other Vitale cards, professional cards, and what is neither.
    public static let all: [Persona] = [
        Persona(name: "carte-a-l-envers", json: PackageResources.carte_a_l_envers_json),
        Persona(name: "carte-bancaire", json: PackageResources.carte_bancaire_json),
        Persona(name: "carte-inconnue", json: PackageResources.carte_inconnue_json),
        Persona(name: "cpa", json: PackageResources.cpa_json),
        Persona(name: "cpe", json: PackageResources.cpe_json),
        Persona(name: "cpe-non-nominative", json: PackageResources.cpe_non_nominative_json),
        Persona(name: "cpf", json: PackageResources.cpf_json),
        Persona(name: "cps-autre-autorite", json: PackageResources.cps_autre_autorite_json),
        Persona(name: "cps-bloquee", json: PackageResources.cps_bloquee_json),
        Persona(name: "cps-dernier-essai", json: PackageResources.cps_dernier_essai_json),
        Persona(name: "cps-expiree", json: PackageResources.cps_expiree_json),
        Persona(name: "cps-pas-encore-valide", json: PackageResources.cps_pas_encore_valide_json),
        Persona(name: "cps-reelle", json: PackageResources.cps_reelle_json),
        Persona(name: "cps-situations", json: PackageResources.cps_situations_json),
        Persona(name: "cps2ter", json: PackageResources.cps2ter_json),
        Persona(name: "cps3", json: PackageResources.cps3_json),
        Persona(name: "cps3-variante-b", json: PackageResources.cps3_variante_b_json),
        Persona(name: "cps4", json: PackageResources.cps4_json),
        Persona(name: "cpx-sans-contact", json: PackageResources.cpx_sans_contact_json),
        Persona(name: "cpx-sans-contact-hopital", json: PackageResources.cpx_sans_contact_hopital_json),
        Persona(name: "leurre", json: PackageResources.leurre_json),
        Persona(name: "leurre-atr-vitale", json: PackageResources.leurre_atr_vitale_json),
        Persona(name: "telephone", json: PackageResources.telephone_json),
        Persona(name: "vitale-1", json: PackageResources.vitale_1_json),
        Persona(name: "vitale-accents", json: PackageResources.vitale_accents_json),
        Persona(name: "vitale-atr-inconnu", json: PackageResources.vitale_atr_inconnu_json),
        Persona(name: "vitale-ayant-droit-sans-nir", json: PackageResources.vitale_ayant_droit_sans_nir_json),
        Persona(name: "vitale-cle-fausse", json: PackageResources.vitale_cle_fausse_json),
        Persona(name: "vitale-corse", json: PackageResources.vitale_corse_json),
        Persona(name: "vitale-dates-lunaires", json: PackageResources.vitale_dates_lunaires_json),
        Persona(name: "vitale-deux-lecteurs", json: PackageResources.vitale_deux_lecteurs_json),
        Persona(name: "vitale-dix-neuf", json: PackageResources.vitale_dix_neuf_json),
        Persona(name: "vitale-etiquettes-inconnues", json: PackageResources.vitale_etiquettes_inconnues_json),
        Persona(name: "vitale-famille-sept", json: PackageResources.vitale_famille_sept_json),
        Persona(name: "vitale-fichier-unique", json: PackageResources.vitale_fichier_unique_json),
        Persona(name: "vitale-fichier-unique-numeros", json: PackageResources.vitale_fichier_unique_numeros_json),
        Persona(name: "vitale-lecteur-apdu", json: PackageResources.vitale_lecteur_apdu_json),
        Persona(name: "vitale-lecteur-occupe", json: PackageResources.vitale_lecteur_occupe_json),
        Persona(name: "vitale-meme-nir", json: PackageResources.vitale_meme_nir_json),
        Persona(name: "vitale-protegee", json: PackageResources.vitale_protegee_json),
        Persona(name: "vitale-remise-a-zero", json: PackageResources.vitale_remise_a_zero_json),
        Persona(name: "vitale-remplie", json: PackageResources.vitale_remplie_json),
        Persona(name: "vitale-retiree", json: PackageResources.vitale_retiree_json),
        Persona(name: "vitale-seule", json: PackageResources.vitale_seule_json),
        Persona(name: "vitale-t0-stricte", json: PackageResources.vitale_t0_stricte_json),
        Persona(name: "vitale-tronquee", json: PackageResources.vitale_tronquee_json),
        Persona(name: "vitale-vide", json: PackageResources.vitale_vide_json),
    ]
}
