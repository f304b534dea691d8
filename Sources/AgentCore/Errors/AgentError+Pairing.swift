extension AgentError {
    /// A wrong code of a pairing, with the tries that are left in the window.
    init(pairingTriesLeft left: Int) {
        let told =
            left == 0
            ? "C'était le dernier essai : la fenêtre est fermée." : "Il reste \(left) essai\(left > 1 ? "s" : "")."
        self.init(.pairingWrongCode, detail: told)
        triesLeft = left
    }
}
