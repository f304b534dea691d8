import Foundation
import SandboxKit
import Testing

@testable import CardSimulator

@Suite("The personas of the sandbox")
struct PersonaTests {
    private static let vitale = "3B 75 13 00 00 47 09 EA 90 00"
    private static let cps3 = "3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00"

    /// Those whose ATR is not the usual one of a Vitale 2 or CPS3.
    private static let otherATRs = [
        "carte-a-l-envers": "", "carte-bancaire": "3F 65 25 08 43 04 6C 90 00", "carte-inconnue": "3B 02 14 50",
        "cps2ter": "3B 7B 18 00 00 53 49 4D 55 4C 45 45 00 00 90 00",
        "cps4": "3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44",
        "cpx-sans-contact": "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E",
        "cpx-sans-contact-hopital": "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 FF FF FF E3",
        "leurre": "3B 75 13 00 00 9C 02 02 01 02", "leurre-atr-vitale": vitale, "telephone": "3B 80 80 01 01",
        "vitale-1": "3F 65 25 00 22 09 69 90 00", "vitale-atr-inconnu": "3B 75 13 00 00 5A 09 EA 90 00",
    ]

    @Test("every file of the folder is a persona, by its own name, and there is no other")
    func complete() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/SandboxKit/Personas")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(Persona.all.map { $0.name + ".json" }.sorted() == files)
        for persona in Persona.all {
            #expect(Array(try Data(contentsOf: folder.appending(path: persona.name + ".json"))) == persona.json)
            #expect(
                persona.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
            #expect(Persona.named(persona.name)?.json == persona.json)
        }
        #expect(Persona.named("personne") == nil)
    }

    @Test("a card can be made of each, and has its ATR", arguments: Persona.all.map(\.name))
    func cards(name: String) throws {
        let description = try CardDescription(json: try #require(Persona.named(name)).json)
        let card = try description.makeCard(authority: CPS3Kit.shared.get().authority)
        let usual = if case .professional = description { Self.cps3 } else { Self.vitale }
        #expect(hex(card.atr) == Self.otherATRs[name] ?? usual)
    }

    @Test("decoding loses nothing of what is written", arguments: Persona.all.map(\.name))
    func decoding(name: String) throws {
        let json = try #require(Persona.named(name)).json
        var written = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        let comment = written.removeValue(forKey: "comment") as? String
        #expect(comment?.hasSuffix(".") == true)
        let encodedAgain =
            switch try CardDescription(json: json) {
            case .vitale(let description): try encoded(description)
            case .professional(let description): try encoded(description)
            case .other(let description): try encoded(description)
            }
        let kept = try #require(try JSONSerialization.jsonObject(with: Data(encodedAgain)) as? [String: Any])
        let kind = written.removeValue(forKey: "card") as? String
        #expect(kept["card"] == nil || kept["card"] as? String == kind)
        for (key, value) in written { #expect(Self.keeps(kept[key], value), "\(key)") }
    }

    /// Whether all of a JSON value is in another; null is absence.
    private static func keeps(_ kept: Any?, _ value: Any) -> Bool {
        switch (kept, value) {
        case (nil, is NSNull): true
        case (let kept as [String: Any], let value as [String: Any]): value.allSatisfy { keeps(kept[$0], $1) }
        case (let kept as [Any], let value as [Any]):
            kept.count == value.count && zip(kept, value).allSatisfy { keeps($0, $1) }
        case (let kept as NSObject, let value as NSObject): kept == value
        default: false
        }
    }

    @Test("the keys of the Corsican numbers are the published ones, and the large families need a second block")
    func contents() throws {
        func files(_ name: String) throws -> VitaleFiles? {
            guard case .vitale(let description) = try CardDescription(json: try #require(Persona.named(name)).json)
            else {
                return nil
            }
            return try VitaleFiles(description)
        }
        let corsican = String(decoding: try #require(try files("vitale-corse")?.numbers), as: UTF8.self)
        #expect(corsican.contains("275072A00400564") && corsican.contains("275072B00400591"))
        for name in ["vitale-famille-sept", "vitale-dix-neuf"] {
            #expect(try #require(try files(name)?.identities).count > 256)
        }
        #expect(try files("vitale-vide")?.identities == [])
        #expect(try files("vitale-remplie")?.numbers?.count == 512)
    }
}
