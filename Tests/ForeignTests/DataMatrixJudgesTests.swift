import DataMatrix
import Foundation
import HealthIdentity
import Testing
import ToolKit

/// The Data Matrix of many identities, read by two decoders from every form in which it leaves the agent.
@Suite(
    "Foreign judges of a Data Matrix", .serialized,
    .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct DataMatrixJudgesTests {
    struct Person: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var matricule = "1810163220751"
        var oid = "1.2.250.1.213.1.4.8"
        var name = "ADRDEUX"
        var givenNames = "LAURENT"
        var date = "1981-01-01"
        var place = "63220"

        func identity() throws -> QualifiedIdentity {
            let number = try #require(Matricule(matricule))
            let traits = PatientTraits(
                birthName: name, givenNames: givenNames, sex: "M", birthDate: BirthDate(date), birthPlace: place)
            return try QualifiedIdentity(
                INSIdentity(
                    active: INSNumber(matricule: number, key: number.key, oid: oid), history: [], traits: traits),
                local: LocalIdentity(status: .qualified), acceptsTestNumbers: true)
        }
    }

    static let people = [
        Person(testDescription: "usual"),
        Person(testDescription: "shortest", name: "A", givenNames: "B"),
        Person(testDescription: "hyphens", name: "DUPONT--DURAND", givenNames: "JEAN-PIERRE MARIE-ANNE ZOE-"),
        Person(testDescription: "apostrophes", name: "D'ARTAGNAN DE L'HERAULT", givenNames: "'T HOOFT O'BRIEN'"),
        Person(
            testDescription: "longest", name: String(repeating: "W", count: 100),
            givenNames: String(repeating: "JEAN-PIERRE ", count: 8) + "ZOE'"),
        Person(
            testDescription: "longest in codewords", name: String(repeating: "-", count: 99) + "A",
            givenNames: "A" + String(repeating: "'", count: 99)),
        Person(
            testDescription: "one below the longest", name: String(repeating: "M", count: 99),
            givenNames: String(repeating: "IL", count: 49) + "I"),
        Person(testDescription: "lunar date", date: "1949-15-62"),
        Person(testDescription: "unknown day", date: "1950-00-00", place: "99999"),
        Person(testDescription: "Corsica", matricule: "297022A020778", place: "2A020"),
        Person(testDescription: "NIA", oid: "1.2.250.1.213.1.4.9"),
        Person(testDescription: "number of tests", oid: "1.2.250.1.213.1.4.10"),
    ]

    @Test("Every form says exactly the content, as it is and at twice its size", arguments: people)
    func forms(_ person: Person) async throws {
        let folder = try ScratchFolder()
        let identity = try person.identity()
        let content = INSDataMatrixContent(identity).text
        let symbol = try DataMatrixSymbol(content)
        let names = try UsualNames(
            firstGivenName: identity.givenNames.text, usedName: String(repeating: "Œ", count: 100),
            usedGivenName: "Zoé",
            of: identity.givenNames)
        let lines = IdentityBlock(identity, names: names).lines
        let label = Label(symbol: symbol, lines: lines.map { .init(label: $0.label, value: $0.value) }, isTest: true)
        var pictures: [String] = []
        for isTest in [true, false] {
            let picture = try folder.write(symbol.png(isTest: isTest), to: "picture-\(isTest).png")
            pictures += [picture, try await DataMatrixJudges.doubled(picture)]
        }
        for dots in [300, 600] {
            for (name, svg) in [("symbol", symbol.svg(isTest: true)), ("label", label.svg)] {
                pictures.append(try await DataMatrixJudges.rasterised(svg, name, dotsPerInch: dots, in: folder))
            }
        }
        let wanted = DataMatrixJudges.hexadecimal(content)
        #expect(try await DataMatrixJudges.zxing(pictures, in: folder) == pictures.map { _ in wanted })
        for picture in pictures { #expect(try await DataMatrixJudges.dmtxread(picture) == wanted, "\(picture)") }
    }

    @Test("Every length from 50 to 320 is read as it was written, with every remainder of C40", arguments: 0..<3)
    func lengths(_ shift: Int) async throws {
        let folder = try ScratchFolder()
        let letters = Array("ABC'DEFGHI-JKLMNO\u{1D}PQ RST.UVWXYZ0123456789")
        var (pictures, wanted): ([String], [String]) = ([], [])
        for count in 50...320 {
            let tail = (0..<count - 26).map { letters[($0 * (shift + 1) + shift) % letters.count] }
            let content = "IS01" + String(repeating: "0", count: 22) + String(tail)
            pictures.append(
                try folder.write(try DataMatrixSymbol(content).png(isTest: count % 2 == 0), to: "\(count).png"))
            wanted.append(DataMatrixJudges.hexadecimal(content))
        }
        #expect(try await DataMatrixJudges.zxing(pictures, in: folder) == wanted)
    }
}
