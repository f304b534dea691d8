/// Identity traits as the service returned them (TIQ, insi.md 4.1). Absent traits are nil, never invented.
public struct PatientTraits: Equatable, Sendable {
    /// Birth name.
    public let birthName: String?
    /// Given names of the civil record, separated by spaces.
    public let givenNames: String?
    /// `M` or `F`.
    public let sex: String?
    /// Birth date.
    public let birthDate: BirthDate?
    /// INSEE code of the birth place, five characters.
    public let birthPlace: String?

    /// Traits from their parts.
    public init(birthName: String?, givenNames: String?, sex: String?, birthDate: BirthDate?, birthPlace: String?) {
        self.birthName = birthName
        self.givenNames = givenNames
        self.sex = sex
        self.birthDate = birthDate
        self.birthPlace = birthPlace
    }
}
