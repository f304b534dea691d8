/// The name of a client, which lists and logs show: one short line of visible characters, so that it cannot look like something
/// else.
public enum ClientName {
    /// Whether a name has 1 to 64 characters, all of them visible or a space, and none that changes the direction of text.
    public static func isValid(_ name: String) -> Bool {
        (1...64).contains(name.unicodeScalars.count) && name.contains { $0 != " " }
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
    }
}
