public import SmartCard

/// The French sentences of readers that are on USB and not in PC/SC.
extension Problem {
    var readerText: ProblemText? {
        switch self {
        case .readerNotPCSC:
            .init(
                409, .afterUserAction, "Ce lecteur n'est pas utilisable par l'agent.",
                "Il est branché, mais ne parle pas PC/SC dans son mode actuel.",
                "Passez-le en mode PC/SC (menu du lecteur ou pilote du fabricant), ou utilisez un lecteur PC/SC.")
        case .readerNoDriver:
            .init(
                409, .afterUserAction, "Aucun pilote PC/SC ne connaît ce lecteur.",
                "Il est branché, mais aucun pilote installé pour pcscd ne prend son modèle.",
                "Demandez à votre informaticien d'installer libccid ou le pilote du fabricant, ou utilisez un autre lecteur."
            )
        case .readerHeldByDriver:
            .init(
                409, .afterUserAction, "Ce lecteur est tenu par autre chose que PC/SC.",
                "Un autre pilote ou un autre programme l'a pris avant pcscd.",
                "Demandez à votre informaticien d'écarter ce pilote ou d'arrêter ce programme, puis rebranchez le lecteur."
            )
        case .readerNoPermission:
            .init(
                409, .afterUserAction, "PC/SC n'a pas le droit d'ouvrir ce lecteur.",
                "Le système refuse l'appareil à pcscd.",
                "Demandez à votre informaticien de l'autoriser (règle udev, USBGuard), puis rebranchez le lecteur.")
        case .readerNotTaken:
            .init(
                409, .afterUserAction, "Ce lecteur est branché, mais PC/SC ne le montre pas.",
                "Son pilote n'a pas pu l'ouvrir, ou pcscd ne l'a pas vu arriver.",
                "Débranchez le lecteur et rebranchez-le, si possible sur une autre prise ; si cela dure, demandez à votre "
                    + "informaticien : « insi-agent reader reset », puis « systemctl restart pcscd ».")
        case .readerInUse:
            .init(
                409, .later, "Ce lecteur est en cours d'utilisation.", "Une opération de l'agent s'y déroule.",
                "Attendez qu'elle soit terminée, ou retirez la carte, puis recommencez.")
        default: nil
        }
    }
}

extension AgentError {
    /// Why PC/SC does not show a reader, with what was found out about it.
    public init(_ obstacle: USBReaderObstacle) {
        switch obstacle {
        case .notPCSC: self.init(.readerNotPCSC)
        case .noDriver: self.init(.readerNoDriver)
        case .heldByDriver(let name):
            self.init(.readerHeldByDriver, detail: "Le pilote « \(name) » du noyau l'a pris avant pcscd.")
        case .heldByProgram(let name, let pid):
            self.init(.readerHeldByDriver, detail: "Le programme « \(name) » (processus \(pid)) a ouvert l'appareil.")
        case .noPermission(let node):
            self.init(
                .readerNoPermission,
                detail: "Le fichier de l'appareil (propriétaire, groupe et droits \(node)) n'est pas ouvert à pcscd.")
        case .notAuthorised:
            self.init(
                .readerNoPermission,
                detail: "Le noyau ne l'autorise pas (« authorized » vaut 0, comme USBGuard le fait).")
        case .notTaken(let isClaimed):
            self.init(
                .readerNotTaken,
                detail: isClaimed
                    ? "Un programme l'a pris, sans doute pcscd, mais l'échange avec lui n'a pas abouti." : nil)
        }
    }
}
