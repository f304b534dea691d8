/// Why a request is refused: codes of the real service where one is public, else the simulator's own, all named `sim_…`.
struct Refusal: Error, Equatable, Sendable {
    /// Which layer of the service speaks; each has a shape of its own (insi.md 5.1).
    enum Generation: Sendable {
        /// The access front: prefix `soap:`, French, with messageID.
        case front
        /// INSi itself: prefix `S:`, "English", no messageID.
        case service
    }

    var generation = Generation.front
    var side = "Sender"
    var subcode = "siram_100"
    let code: String
    var severity = "erreur"
    var reason = Refusal.notAuthorised
    let text: String

    private static let notAuthorised =
        "L'accès par ce progiciel au service n'est pas autorisé. Contactez l'éditeur du progiciel ou votre responsable informatique."
    private static let notConforming = "La demande n'est pas conforme."
    private static let unavailable =
        "Le service est temporairement inaccessible. Veuillez renouveler votre demande ultérieurement. Si le problème "
        + "persiste, contactez l'éditeur du progiciel ou votre responsable informatique."

    /// Live: the software's authorisation number is unknown.
    static let desir550 = Refusal(code: "desir_550", text: "Numéro d'autorisation du logiciel inconnu.")
    /// Live: the service behind the front does not answer.
    static let desir1020 = Refusal(
        subcode: "siram_40", code: "desir_1020", severity: "fatale", reason: unavailable,
        text: "Le service appelé est temporairement indisponible")
    /// Told by the platform's support: the certificate's common name does not open the service (insi.md 1.5, 5.2).
    static let desir560 = Refusal(
        code: "desir_560", reason: "Vous ne disposez pas des droits suffisants pour accéder à ce service",
        text: "Niveau d'accès insuffisant")
    /// Live: what the test platform says of persons it does not know (insi.md 5.3).
    static let insi102 = Refusal(
        generation: .service, side: "Receiver", subcode: "siram_40", code: "insi_102", severity: "fatal",
        reason: unavailable,
        text: "L'appel au service de recherche avec les traits d'identité renvoie une erreur technique.")
    /// Weak (insi.md 5.2): the services behind INSi are down.
    static let insi111 = Refusal(
        generation: .service, side: "Receiver", subcode: "siram_40", code: "insi_111", severity: "fatale",
        reason: unavailable, text: "Indisponibilité des téléservices")
    /// Weak (insi.md 5.2): the birth name is missing. Its Reason is not public.
    static let insi19 = Refusal(
        generation: .service, subcode: "siram_10", code: "insi_19", reason: Refusal.notConforming,
        text: "Le champ nom de naissance est obligatoire")

    /// The simulator's own: the message is not what the operation asks for. `siram_10` is what the service uses for that.
    static func message(_ part: String, _ text: String) -> Refusal {
        Refusal(subcode: "siram_10", code: "sim_\(part)", reason: notConforming, text: text)
    }

    /// The simulator's own: a value that INSi itself cannot search with (insi.md 2.8: never a schema fault).
    static func functional(_ field: String, _ text: String) -> Refusal {
        Refusal(
            generation: .service, subcode: "siram_10", code: "sim_\(field)", reason: notConforming, text: text)
    }

    /// The simulator's own: the assertion is not believed. No code of the real service is public for it.
    static func assertion(_ what: String, _ text: String) -> Refusal {
        Refusal(code: "sim_assertion_\(what)", reason: "L'assertion du professionnel est refusée.", text: text)
    }
}
