/// What the package did on a started machine; nothing but `why` where this machine starts none.
struct BootStep: Decodable {
    /// The words of the container that did not start.
    let why: String?
    /// Whether socket and service run (`systemctl is-active`), after each step.
    let unconfigured, started, wrong, upgraded, removed, again, purged: [String]?
    let ins, matricule: String?
    /// Messages of the unit up to the answer of INSi.
    let journal: String?
    /// HTTP status of `/healthz`: after kill -9, with a wrong configuration, once that was mended, after the removal.
    let killed, mended, silent: String?
    let refused: [String]?
    /// Seconds from kill -9 to the answer.
    let back: Double?
    /// Status of a start with another seal key, and whether the journal says so.
    let otherKey: Int?
    let otherKeyTold: Bool?
    /// What `audit verify` said of the trail of all these starts.
    let verified: String?
    /// Status and words of `config check` while the seal key comes from systemd.
    let checked: Int?
    let said: String?
    /// Whether an upgrade started the new program.
    let isNew: Bool?
    /// Paths that the purge left, and units that systemd calls failed.
    let left, failed: [String]?
}
