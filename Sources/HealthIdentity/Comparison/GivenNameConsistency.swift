/// Whether a first given name is how the list of given names begins (guide d'implémentation INS v3.0, EXI ID 10).
public enum GivenNameConsistency: Equatable, Sendable {
    /// The list begins so; `spelling` is the beginning as the list has it.
    case consistent(spelling: String, isInsideCompound: Bool)
    /// The list begins otherwise.
    case inconsistent
    /// One of the two is not there.
    case unknown

    /// The rule that asks for it.
    public static let rule = "Guide d'implémentation INS v3.0, EXI ID 10"

    /// Compares a first given name with a list.
    public init(of firstGivenName: String?, with list: String?) {
        guard let firstGivenName, let list, LooseName(firstGivenName)?.words.isEmpty != true,
            LooseName(list)?.words.isEmpty != true
        else {
            self = .unknown
            return
        }
        self =
            GivenNameList(list).start(like: firstGivenName).map {
                .consistent(spelling: $0.text, isInsideCompound: $0.isInsideCompound)
            } ?? .inconsistent
    }
}
