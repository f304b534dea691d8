/// What one step of the package's scenario told; a step tells only what it looked at.
struct PackageStep: Decodable {
    let name: String
    /// File name of the package.
    let package: String?
    /// Whether a second build gave the same bytes.
    let again: Bool?
    let lintian: String?
    let depends: String?
    let contents: String?
    /// Paths that came (`+`), went (`-`) or changed (`~`).
    let changes: [String]?
    /// Paths of ours that are still there.
    let left: [String]?
    let output: String?
    let version: String?
    /// State of the search, and the matricule that was found.
    let ins: String?
    let matricule: String?
    /// What the notify socket was told until the agent was ready.
    let messages: [String]?
    /// Exit status of the agent, and the seconds from SIGTERM to it.
    let status: Int?
    let stopped: Double?
    /// User number of the agent.
    let user: Int?
    /// Exit status and words of `insi-agent config check`.
    let checked: Int?
    /// Its exit status while the agent's user could not read the authorities.
    let hidden: Int?
    /// What the service manager was asked by the package, in order.
    let asked: [String]?
    let said: String?
    /// What identifies the installation.
    let instance: String?
    let log: String?
}
