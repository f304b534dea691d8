/// Identity traits as the service returned them (TIQ, insi.md 4.1). Absent traits are nil, never invented.
public struct PatientTraits: Equatable, Sendable, Codable {
    /// Birth name.
    public let birthName: String?
    /// Given names of the civil record, separated by spaces.
    public let givenNames: String?
    /// First given name (`Prenom`), which the service has not sent since 2022.
    public let givenName: String?
    /// `M` or `F`.
    public let sex: String?
    /// Birth date.
    public let birthDate: BirthDate?
    /// INSEE code of the birth place, five characters.
    public let birthPlace: String?

    /// Traits from their parts.
    public init(
        birthName: String? = nil, givenNames: String? = nil, givenName: String? = nil, sex: String? = nil,
        birthDate: BirthDate? = nil, birthPlace: String? = nil
    ) {
        self.birthName = birthName
        self.givenNames = givenNames
        self.givenName = givenName
        self.sex = sex
        self.birthDate = birthDate
        self.birthPlace = birthPlace
    }
}
