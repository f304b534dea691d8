import CardSimulator
import FoundationEssentials
import SandboxKit

/// Card descriptions from JSON files.
enum CardFiles {
    /// The test identity of the certification body (insi.md 7), unless a file says otherwise.
    static func patient(_ path: String?) throws(SandboxError) -> VitaleDescription {
        guard let path else {
            return VitaleDescription(bearers: [
                .init(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751")
            ])
        }
        return try read(path) { bytes throws(CardDescriptionError) in try VitaleDescription(json: bytes) }
    }

    /// The fictitious professional, unless a file says otherwise.
    static func professional(_ path: String?) throws(SandboxError) -> ProfessionalDescription {
        guard let path else { return ProfessionalDescription() }
        return try read(path) { bytes throws(CardDescriptionError) in try ProfessionalDescription(json: bytes) }
    }

    private static func read<D>(
        _ path: String, _ decode: ([UInt8]) throws(CardDescriptionError) -> D
    ) throws(SandboxError) -> D {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw SandboxError("description de carte", "\(path) ne peut pas être lu")
        }
        do throws(CardDescriptionError) {
            return try decode(Array(data))
        } catch {
            throw SandboxError("description de carte", "\(path) : \(error)")
        }
    }
}
