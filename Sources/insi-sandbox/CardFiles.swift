import CardSimulator
import FoundationEssentials
import SandboxKit

/// Card descriptions from JSON files, or from the cards that the sandbox brings along: `@NAME`.
enum CardFiles {
    /// The card that usually goes into a reader, unless a file or a name says otherwise. Either reader takes any card.
    static func card(_ path: String?, for slot: DeskSlot) throws(SandboxError) -> CardDescription {
        guard let path else {
            return slot == .patient ? .vitale(patient) : .professional(ProfessionalDescription())
        }
        let json = try path.hasPrefix("@") ? persona(String(path.dropFirst())) : file(path)
        do throws(CardDescriptionError) {
            return try CardDescription(json: json)
        } catch {
            throw SandboxError("description de carte", "\(path) : \(error)")
        }
    }

    /// The test identity of the certification body (insi.md 7).
    private static let patient = VitaleDescription(bearers: [
        .init(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751")
    ])

    private static func persona(_ name: String) throws(SandboxError) -> [UInt8] {
        guard let persona = Persona.named(name) else {
            throw SandboxError(
                "description de carte",
                "@\(name) n'existe pas ; cartes fournies : \(Persona.all.map(\.name).joined(separator: ", "))")
        }
        return persona.json
    }

    private static func file(_ path: String) throws(SandboxError) -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw SandboxError("description de carte", "\(path) ne peut pas être lu")
        }
        return Array(data)
    }
}
