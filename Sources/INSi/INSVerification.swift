public import HealthIdentity

/// WS_INS3: a known INS and traits, to be found equal to those of the base or not (insi.md 2.9).
///
/// UNVERIFIED. Only fragments of this operation are public: the names of the elements come from left-over comments of an
/// official kit. Namespace and action of the request are known to nobody outside, so they are never invented here: an
/// administrator who holds the guide gives them (`Format`), and without them the operation is off.
public struct INSVerification: Equatable, Sendable {
    /// What the guide says and public sources do not.
    public struct Format: Equatable, Sendable {
        /// Namespace of `RequeteUnitaire` and its children.
        public let namespace: String
        /// SOAP action.
        public let action: String

        /// A format as the guide gives it.
        public init(namespace: String, action: String) {
            self.namespace = namespace
            self.action = action
        }
    }

    /// The traits of the identity to be verified.
    public let traits: SoughtTraits
    /// Given names of the civil record (`ListePrenom`), when they are known.
    public let givenNameList: SubmittedName?
    /// The INS to be verified.
    public let number: INSNumber
    let format: Format

    /// A verification in a format.
    public init(number: INSNumber, traits: SoughtTraits, givenNameList: SubmittedName?, format: Format) {
        self.number = number
        self.traits = traits
        self.givenNameList = givenNameList
        self.format = format
    }
}
