/// The traits that somebody is searched by without a card (WS_INS2, insi.md 2.8 and 6.1 to 6.4): nothing in it may be
/// refused by the service for its form.
public struct SoughtTraits: Hashable, Sendable, Codable {
    /// Birth name.
    public let birthName: SubmittedName
    /// Given names in the order of the civil record, at least one.
    public let givenNames: [SubmittedName]
    /// Sex.
    public let sex: Sex
    /// A day of the calendar.
    public let birthDate: BirthDate
    /// Birth place, when it is known.
    public let birthPlace: BirthPlace?

    /// Why traits cannot be searched with.
    public enum Fault: Error, Equatable, Sendable {
        /// The birth name.
        case birthName(SubmittedName.Fault)
        /// A given name, by its index.
        case givenName(Int, SubmittedName.Fault)
        /// No given name, or more than ten.
        case givenNames(count: Int)
        /// Neither `M` nor `F`.
        case sex
        /// `00` in the date: it must be completed by the rules of identity care before the call, never by us.
        case birthDateIncomplete
        /// No day of the calendar, or one to come.
        case birthDate
        /// No COG code.
        case birthPlace
    }

    /// Checks every trait; `today` is `AAAA-MM-JJ`. An unknown place (`99999`) is left out: it narrows nothing down.
    public init(
        birthName: String, givenNames: [String], sex: String, birthDate: String, birthPlace: String?, today: String
    ) throws(Fault) {
        do throws(SubmittedName.Fault) {
            self.birthName = try SubmittedName(birthName, as: .birthName)
        } catch {
            throw .birthName(error)
        }
        guard (1...10).contains(givenNames.count) else { throw .givenNames(count: givenNames.count) }
        var names: [SubmittedName] = []
        for (index, name) in givenNames.enumerated() {
            do throws(SubmittedName.Fault) {
                names.append(try SubmittedName(name, as: .givenName))
            } catch {
                throw .givenName(index, error)
            }
        }
        self.givenNames = names
        guard let sex = Sex(rawValue: sex) else { throw .sex }
        self.sex = sex
        self.birthDate = try Self.date(birthDate, today: today)
        var place: BirthPlace?
        if let birthPlace {
            place = BirthPlace(birthPlace)
            guard place != nil else { throw .birthPlace }
        }
        self.birthPlace = place?.isUnknown == true ? nil : place
    }

    private static func date(_ text: String, today: String) throws(Fault) -> BirthDate {
        guard let date = BirthDate(text) else { throw .birthDate }
        switch date.completeness {
        case .incomplete: throw .birthDateIncomplete
        case .impossible: throw .birthDate
        case .calendarDate: break
        }
        guard date.text <= today else { throw .birthDate }
        return date
    }
}
