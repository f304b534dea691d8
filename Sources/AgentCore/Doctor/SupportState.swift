/// What a support archive tells of the agent's state: these fields and no others, so that what a later version adds to the state
/// is not told by accident. Nobody's name, number or date, and no session.
public struct SupportState: Codable, Equatable, Sendable {
    /// What went wrong, by its stable code only.
    struct Fault: Codable, Equatable {
        let code: String
    }

    /// The agent itself.
    struct Description: Codable, Equatable {
        let version: String
        let environment: String
        let authentication: String
        let readerService: String
    }

    /// One reader.
    struct Reader: Codable, Equatable {
        let name: String
        let role: String?
        let card: String?
        let usbPath: String?
        let problem: Fault?
    }

    /// A card, whoever holds it.
    struct Card: Codable, Equatable {
        let status: String
        let generation: String?
        let pinTriesLeft: Int?
        let pinPad: Bool?
        let problem: Fault?
    }

    /// The search.
    struct Search: Codable, Equatable {
        let status: String
        let usable: Bool?
        let problem: Fault?
    }

    let revision: Int
    let agent: Description
    let readers: [Reader]
    let professional: Card
    let patient: Card
    let ins: Search
}
