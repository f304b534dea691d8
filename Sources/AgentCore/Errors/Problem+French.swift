/// What is said of a problem, and how it travels.
struct ProblemText {
    let title: String
    let detail: String
    let action: String
    let retry: AgentError.Retry
    let status: Int

    init(_ status: Int, _ retry: AgentError.Retry, _ title: String, _ detail: String, _ action: String) {
        self.title = title
        self.detail = detail
        self.action = action
        self.retry = retry
        self.status = status
    }
}

/// Every French sentence for the person at the desk stands here and in `Problem+FrenchCalls.swift`, next to its HTTP status
/// and retry class.
extension Problem {
    var text: ProblemText { readerText ?? callText ?? deskText }

    private var deskText: ProblemText {
        switch self {
        case .readerServiceUnavailable:
            .init(
                503, .later, "Les lecteurs de cartes ne répondent pas.",
                "Le service PC/SC (pcscd) est arrêté ; l'agent se reconnecte de lui-même dès qu'il revient.",
                "Patientez quelques secondes ; si cela dure, demandez à votre informaticien de relancer pcscd.")
        case .readerNone:
            .init(
                409, .afterUserAction, "Aucun lecteur de cartes n'est branché.",
                "L'agent ne voit aucun lecteur PC/SC.", "Branchez le lecteur, puis réessayez.")
        case .readerBusy:
            .init(
                409, .later, "Le lecteur est occupé.", "L'échange précédent avec la carte n'est pas fini.",
                "Patientez quelques secondes, puis réessayez ; si cela dure, retirez la carte et réinsérez-la.")
        case .readerExclusive:
            .init(
                409, .later, "Un autre logiciel garde le lecteur pour lui seul.",
                "Il l'a ouvert en accès exclusif ; une carte insérée sera lue d'elle-même dès que le lecteur sera libre.",
                "Fermez l'autre logiciel (facturation, DMP…) ou terminez ce qu'il fait avec la carte.")
        case .readerHeld:
            .init(
                409, .later, "Un autre logiciel est en train d'utiliser la carte.",
                "Son échange avec la carte n'a pas pris fin à temps ; une carte insérée sera lue d'elle-même ensuite.",
                "Terminez l'opération en cours dans l'autre logiciel, ou fermez-le, puis recommencez.")
        case .cardRemoved:
            .init(
                409, .afterUserAction, "La carte a été retirée.", "L'opération a été abandonnée ; rien n'en est gardé.",
                "Réinsérez la carte et recommencez.")
        case .cardMute:
            .init(
                409, .afterUserAction, "La carte ne répond pas.", "Elle est peut-être à l'envers, sale ou abîmée.",
                "Retirez la carte, vérifiez le sens de la puce et réinsérez-la.")
        case .cardReset:
            .init(
                502, .now, "Un autre logiciel a réinitialisé la carte.", "L'échange en cours a été perdu.",
                "Recommencez ; si cela se répète, fermez l'autre logiciel.")
        case .cardCommunicationFailed:
            .init(
                502, .now, "La communication avec la carte a échoué.", "Le lecteur signale une erreur d'échange.",
                "Retirez puis réinsérez la carte ; si cela dure, changez de lecteur.")
        case .cardUnexpectedAnswer:
            .init(
                502, .never, "La carte a donné une réponse inattendue.",
                "Elle ne suit pas ce que l'agent sait de ces cartes.",
                "Essayez une autre carte et signalez le cas à votre support.")
        case .cardUnsupported:
            .init(
                422, .afterUserAction, "Cette carte n'est pas prise en charge.",
                "Ce n'est ni une carte Vitale ni une carte de professionnel lisible par l'agent.",
                "Insérez une carte Vitale ou une carte de professionnel de santé.")
        case .cardBank:
            .init(
                422, .afterUserAction, "C'est une carte bancaire.", "L'agent ne la lit pas.",
                "Insérez la carte Vitale du patient ou une carte de professionnel de santé.")
        case .cardPhone:
            .init(
                422, .afterUserAction, "Un téléphone ou une carte sans contact est posé sur le lecteur.",
                "L'application carte Vitale (apCV) ne peut pas être lue par cet agent.",
                "Demandez la carte Vitale du patient, ou recherchez-le par ses traits d'identité.")
        case .cardUnreadable:
            .init(
                422, .afterUserAction, "La carte n'a pas pu être lue entièrement.",
                "Son contenu est incomplet ou incohérent ; une lecture partielle n'est jamais utilisée.",
                "Retirez puis réinsérez la carte ; si cela se répète, essayez une autre carte ou la recherche par traits."
            )
        case .vitaleFirstGeneration:
            .init(
                422, .never, "Carte Vitale de première génération.", "Son contenu ne peut pas être lu directement.",
                "Recherchez le patient par ses traits d'identité ou saisissez-les.")
        case .vitaleFirstGenerationIncomplete:
            .init(
                422, .never, "Carte Vitale de première génération incomplète.",
                "Le composant officiel l'a lue, mais il y manque le siècle d'une naissance ou le numéro de l'assuré.",
                "Recherchez le patient par ses traits d'identité ou saisissez-les.")
        case .vitaleProtected:
            .init(
                422, .afterUserAction, "La carte Vitale refuse la lecture.", "Le fichier d'identité y est protégé.",
                "Recherchez le patient par ses traits d'identité et signalez le cas à votre support.")
        case .vitaleSourcesDisagree:
            .init(
                422, .afterUserAction, "Les deux lectures de la carte Vitale ne concordent pas.",
                "La lecture directe et le composant officiel donnent des personnes différentes ; rien n'est utilisé.",
                "Retirez la carte, réinsérez-la ; si cela se répète, signalez le cas à votre support.")
        case .vitaleSerialRequired:
            .init(
                409, .never, "Le numéro de série de la carte Vitale manque.",
                "L'appel avec carte doit porter l'assertion Vitale ; aucun composant officiel (MICA) n'a donné ce numéro.",
                "Recherchez le patient par ses traits d'identité, ou faites installer le composant MICA.")
        case .vitaleLibraryFailed:
            .init(
                502, .later, "Le composant officiel de lecture n'a pas répondu.",
                "La carte Vitale en place n'a pas pu être confirmée ; la demande n'est pas partie.",
                "Réessayez ; si cela se répète, demandez à votre informaticien de vérifier le composant (MICA, API de lecture)."
            )
        case .vitaleTestCard:
            .init(
                422, .afterUserAction, "C'est une carte Vitale de test ou de démonstration.",
                "L'agent travaille avec le service national : il n'accepte que des cartes réelles.",
                "Insérez la carte Vitale réelle du patient.")
        case .vitaleRealCard:
            .init(
                422, .afterUserAction, "C'est une carte Vitale réelle.",
                "L'agent travaille avec une plateforme de test : il n'accepte que des cartes de test.",
                "Utilisez une carte de test, ou passez l'agent en production.")
        case .vitaleUnreadable:
            .init(
                422, .afterUserAction, "La carte Vitale n'a pas pu être lue entièrement.",
                "Une lecture partielle n'est jamais utilisée.",
                "Retirez puis réinsérez la carte ; si cela se répète, recherchez le patient par ses traits.")
        case .vitaleSeveral:
            .init(
                409, .afterUserAction, "Plusieurs cartes Vitale sont insérées.",
                "L'agent ne choisit pas entre deux patients.",
                "Ne laissez qu'une seule carte Vitale.")
        case .vitaleChanged:
            .init(
                409, .afterUserAction, "La carte Vitale n'est plus celle qui a été lue.",
                "La relecture faite avant l'appel ne donne pas le même contenu.",
                "Retirez la carte, réinsérez-la et recommencez.")
        case .vitaleAbsent:
            .init(
                409, .afterUserAction, "Aucune carte Vitale lue.", "Il faut une carte Vitale lisible dans un lecteur.",
                "Insérez la carte Vitale du patient.")
        case .beneficiaryRequired:
            .init(
                409, .afterUserAction, "Plusieurs bénéficiaires sont sur la carte.",
                "La personne doit être choisie explicitement.",
                "Choisissez le bénéficiaire.")
        case .birthRankRequired:
            .init(
                409, .afterUserAction, "Le rang de naissance est nécessaire.",
                "Plusieurs personnes de la carte ont la même date de naissance et celle-ci n'a pas de numéro propre.",
                "Indiquez le rang de naissance (1 pour l'aîné des jumeaux, 2 pour le suivant).")
        case .beneficiaryUnknown:
            .init(
                422, .never, "Ce bénéficiaire n'est pas sur la carte.", "Le numéro demandé dépasse la liste lue.",
                "Choisissez un bénéficiaire de la carte.")
        case .professionalAbsent:
            .init(
                409, .afterUserAction, "Aucune carte de professionnel n'est insérée.",
                "L'appel à INSi est signé par la carte du professionnel.", "Insérez votre carte (CPS, CPF, CPE…).")
        case .professionalSeveral:
            .init(
                409, .afterUserAction, "Plusieurs cartes de professionnel sont insérées.",
                "L'agent ne choisit pas le signataire.",
                "Ne laissez qu'une seule carte de professionnel.")
        case .professionalUnreadable:
            .init(
                422, .afterUserAction, "La carte de professionnel n'a pas pu être lue.",
                "Son certificat de signature est illisible.",
                "Retirez puis réinsérez la carte ; si cela dure, contactez votre support.")
        case .professionalSecondGeneration:
            .init(
                422, .afterUserAction, "Carte de professionnel de deuxième génération (CPS2ter).",
                "Elle ne peut pas signer les demandes d'aujourd'hui.",
                "Utilisez votre carte actuelle (CPS3 ou CPS4) ; sinon demandez-la à l'Agence du numérique en santé.")
        case .professionalContactless:
            .init(
                422, .afterUserAction, "La carte de professionnel est posée sur un lecteur sans contact.",
                "Sans contact, elle n'a ni code ni signature.", "Insérez-la dans un lecteur à contacts.")
        case .professionalTestCard:
            .init(
                422, .afterUserAction, "C'est une carte de professionnel de test.",
                "L'agent travaille avec le service national : il n'accepte que des cartes réelles.",
                "Insérez votre carte réelle.")
        case .professionalRealCard:
            .init(
                422, .afterUserAction, "C'est une carte de professionnel réelle.",
                "L'agent travaille avec une plateforme de test : il n'accepte que des cartes de test.",
                "Utilisez une carte de test, ou passez l'agent en production.")
        case .professionalUntrusted:
            .init(
                422, .afterUserAction, "Le certificat de la carte de professionnel n'est pas reconnu.",
                "Elle ne vient pas de l'Agence du numérique en santé, ou son certificat n'est pas des autorités configurées.",
                "Vérifiez la carte ; sinon prévenez votre informaticien (clé CardAuthorities de la configuration).")
        case .professionalInterruptedUpdate:
            .init(
                422, .afterUserAction, "La dernière mise à jour de la carte de professionnel n'est pas terminée.",
                "La carte n'est pas utilisable dans cet état.",
                "Relancez la mise à jour de la carte auprès de l'Agence du numérique en santé.")
        case .professionalExpired:
            .init(
                409, .afterUserAction, "Le certificat de la carte de professionnel n'est pas valable aujourd'hui.",
                "Il est expiré ou pas encore valable ; la date du poste est peut-être fausse.",
                "Vérifiez la date du poste ; sinon utilisez une carte en cours de validité.")
        case .professionalNotNominative:
            .init(
                422, .afterUserAction, "Cette carte de professionnel n'est pas nominative.",
                "INSi n'accepte que les cartes au nom d'une personne.", "Utilisez une carte nominative.")
        case .billingMissing:
            .init(
                409, .afterUserAction, "L'identifiant de facturation de ce professionnel n'est pas configuré.",
                "INSi l'exige dans l'assertion signée ; ni la table ni la valeur de l'établissement ne le donnent.",
                "Demandez à votre informaticien de l'ajouter à la section [billing] de la configuration.")
        case .pinRequired:
            .init(
                409, .afterUserAction, "Le code de la carte de professionnel est attendu.",
                "La carte ne signe qu'après son code.",
                "Saisissez le code sur la page de l'agent ou avec « insi-agent pin ».")
        case .pinMalformed:
            .init(
                400, .afterUserAction, "Le code n'a pas la bonne forme.", "Il n'a pas été présenté à la carte.",
                "Saisissez les chiffres du code, sans autre caractère.")
        case .pinWrong:
            .init(
                403, .afterUserAction, "Le code est faux.", "La carte l'a refusé et a compté un essai.",
                "Vérifiez le code avant de le saisir à nouveau.")
        case .pinBlocked:
            .init(
                423, .afterUserAction, "Le code de la carte est bloqué.", "Trop de codes faux ont été présentés.",
                "Débloquez la carte avec son code de déblocage (PUK) ou contactez l'Agence du numérique en santé.")
        case .pinLastTry:
            .init(
                409, .afterUserAction, "Il ne reste qu'un essai.",
                "Un code faux bloquerait la carte ; le code n'a pas été présenté.",
                "Confirmez explicitement le dernier essai, ou attendez d'être sûr du code.")
        case .pinDoubtful:
            .init(
                502, .afterUserAction, "L'issue de la présentation du code est inconnue.",
                "L'échange a été interrompu ; le code ne sera pas représenté de lui-même.",
                "Vérifiez le nombre d'essais restants avant de saisir à nouveau le code.")
        case .pinCancelled:
            .init(
                409, .afterUserAction, "La saisie du code a été annulée.", "Rien n'a été présenté à la carte.",
                "Recommencez quand vous le souhaitez.")
        case .pinTimedOut:
            .init(
                409, .afterUserAction, "Le code n'a pas été saisi à temps sur le lecteur.",
                "Rien n'a été présenté à la carte.", "Recommencez et saisissez le code sur le clavier du lecteur.")
        case .pukWrong:
            .init(
                403, .afterUserAction, "Le code de déblocage est faux.", "La carte l'a refusé et a compté un essai.",
                "Vérifiez le code de déblocage (PUK) reçu avec la carte avant de le saisir à nouveau.")
        case .pukBlocked:
            .init(
                423, .never, "Le code de déblocage est lui-même bloqué.", "La carte ne peut plus être débloquée.",
                "Demandez une nouvelle carte à l'Agence du numérique en santé.")
        case .pukLastTry:
            .init(
                409, .afterUserAction, "Il ne reste qu'un essai du code de déblocage.",
                "Un code faux rendrait la carte inutilisable ; il n'a pas été présenté.",
                "Confirmez explicitement le dernier essai, ou attendez d'être sûr du code.")
        case .signatureFailed:
            .init(
                502, .afterUserAction, "La carte de professionnel n'a pas signé.",
                "La signature manque ou n'est pas vérifiable.",
                "Retirez puis réinsérez la carte de professionnel et recommencez.")
        case .insUnavailable:
            .init(
                502, .later, "Le service INSi est injoignable.", "La connexion n'a pas abouti.",
                "Vérifiez l'accès à Internet et réessayez plus tard.")
        case .insCertificateRefused:
            .init(
                502, .never, "Le serveur qui répond n'est pas reconnu.",
                "Son certificat ne vient pas des autorités configurées ; rien ne lui a été envoyé.",
                "Prévenez votre informaticien : mandataire, date du poste ou autorités de confiance à vérifier.")
        case .insTimeout:
            .init(
                504, .later, "Le service INSi n'a pas répondu à temps.", "La demande a peut-être été traitée.",
                "Réessayez dans quelques instants.")
        case .insUnreadableAnswer:
            .init(
                502, .later, "La réponse du service INSi est illisible.",
                "Ce n'est pas la réponse attendue ; rien n'en est utilisé.",
                "Réessayez ; si cela se répète, contactez votre support.")
        case .insFault:
            .init(
                502, .later, "Le service INSi a refusé la demande.", "La réponse du service donne la raison.",
                "Réessayez plus tard.")
        case .insFaultRequest:
            .init(
                502, .never, "Le service INSi a refusé le contenu de la demande.",
                "La réponse du service donne la raison.",
                "Vérifiez la carte ou les traits ; si cela se répète, transmettez le code à votre support.")
        case .insFaultConfiguration:
            .init(
                502, .never, "Le service INSi refuse l'accès à ce logiciel.",
                "Le numéro d'autorisation ou les droits sont en cause.",
                "Transmettez le code et l'identifiant du message à votre éditeur ou à votre informaticien.")
        case .storageFailed:
            .init(
                500, .later, "L'agent n'a pas pu lire ou écrire ses données.",
                "Disque plein, droits insuffisants ou fichier abîmé.",
                "Vérifiez l'espace disque et les droits du dossier d'état.")
        case .requestMalformed:
            .init(
                400, .never, "La requête est mal formée.", "Son en-tête ou son contenu ne peut pas être lu.",
                "Corrigez le programme appelant.")
        case .requestTooLarge:
            .init(
                413, .never, "Le contenu de la requête est trop grand.", "La limite est de 64 Kio.",
                "Corrigez le programme appelant.")
        case .requestHeadersTooLarge:
            .init(
                431, .never, "Les en-têtes de la requête sont trop grands.", "La limite est de 16 Kio.",
                "Corrigez le programme appelant.")
        case .requestHost:
            .init(
                421, .never, "Ce nom d'hôte n'est pas le nôtre.",
                "Seuls 127.0.0.1, localhost et [::1], avec le port, sont acceptés.",
                "Corrigez l'adresse appelée.")
        case .requestOrigin:
            .init(
                403, .never, "Cette page n'est pas autorisée.", "Son origine n'est pas enregistrée auprès de l'agent.",
                "Enregistrez l'origine avec « insi-agent client add --origin ».")
        case .requestCrossSite:
            .init(
                403, .never, "Appel venant d'un autre site.", "Le navigateur signale une page étrangère.",
                "Appelez l'agent depuis une page enregistrée.")
        case .requestMethod:
            .init(
                405, .never, "Cette méthode n'est pas permise ici.", "L'en-tête Allow donne les méthodes permises.",
                "Corrigez le programme appelant.")
        case .requestContentType:
            .init(
                415, .never, "Ce type de contenu n'est pas accepté.",
                "Le contenu doit être annoncé comme application/json.",
                "Corrigez le programme appelant.")
        case .requestNotAcceptable:
            .init(
                406, .never, "Aucun des formats demandés n'existe ici.",
                "L'en-tête Accept ne permet aucun des formats de cette ressource.",
                "Corrigez le programme appelant.")
        case .requestUnauthenticated:
            .init(
                401, .afterUserAction, "Jeton absent ou inconnu.",
                "L'en-tête Authorization doit porter un jeton valable.",
                "Créez un jeton avec « insi-agent client add ».")
        case .requestWrongCaller:
            .init(
                403, .never, "Ce jeton appartient à un autre appelant.",
                "Il est lié à une origine ou à un utilisateur.",
                "Créez un jeton pour cet appelant.")
        case .requestScope:
            .init(
                403, .never, "Ce jeton n'ouvre pas ce droit.", "Le droit nécessaire n'est pas accordé à ce client.",
                "Créez un jeton avec le droit voulu.")
        case .requestRate:
            .init(429, .later, "Trop de demandes.", "L'en-tête Retry-After dit quand revenir.", "Patientez.")
        case .requestPrecondition:
            .init(
                428, .never, "La carte visée n'est pas indiquée.",
                "L'en-tête If-Match doit porter la cardSession du patient.",
                "Corrigez le programme appelant.")
        case .requestCardSession:
            .init(
                412, .afterUserAction, "Ce n'est plus la même carte.",
                "La carte a été retirée ou changée depuis la lecture.",
                "Reprenez avec la carte présente.")
        case .idempotencyKeyReused:
            .init(
                422, .never, "Cette clé d'idempotence a déjà servi pour une autre demande.",
                "La personne ou le rang demandés diffèrent de la première fois.", "Corrigez le programme appelant.")
        case .requestNotFound:
            .init(
                404, .never, "Cette ressource n'existe pas.", "Le chemin est inconnu, ou le résultat n'est plus gardé.",
                "Corrigez l'adresse appelée.")
        case .comparisonNoIdentity:
            .init(
                409, .never, "Il n'y a pas d'identité à comparer.",
                "Cette recherche n'a pas trouvé une identité, et une seule.",
                "Reprenez la recherche, puis comparez.")
        case .waitersExhausted:
            .init(429, .later, "Trop de clients attendent.", "L'agent tient au plus 512 attentes.", "Patientez.")
        default:
            .init(
                500, .later, "Erreur interne de l'agent.", "L'opération n'a pas abouti.",
                "Réessayez et prévenez votre support.")
        }
    }
}
