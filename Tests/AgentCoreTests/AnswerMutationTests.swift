import HTTPS
import HealthIdentity
import SpecDataKit
import Testing

@testable import AgentCore
@testable import INSi

/// A damaged answer is an error or a correct reading: never another matricule that may be used.
@Suite struct AnswerMutationTests {
    private static let history = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><S:Body \
        xmlns:S="http://www.w3.org/2003/05/soap-envelope"><r:RESULTAT xmlns:r="http://www.cnamts.fr/INSiResultat"><r:CR>\
        <r:CodeCR>00</r:CodeCR><r:LibelleCR>OK</r:LibelleCR></r:CR><r:INDIVIDU><r:INSHISTO><r:DateDeb>2019-03-01</r:DateDeb>\
        <r:IdIndividu><r:NumIdentifiant>2870692999042</r:NumIdentifiant><r:Cle>97</r:Cle></r:IdIndividu>\
        <r:OID>1.2.250.1.213.1.4.8</r:OID></r:INSHISTO><r:INSACTIF><r:IdIndividu>\
        <r:NumIdentifiant>KEY</r:IdIndividu><r:OID>1.2.250.1.213.1.4.8</r:OID></r:INSACTIF><r:TIQ>\
        <r:NomNaissance>SYNTHE</r:NomNaissance><r:ListePrenom>ZOE</r:ListePrenom><r:Sexe>F</r:Sexe>\
        <r:DateNaissance>1987-06-13</r:DateNaissance><r:LieuNaissance>92012</r:LieuNaissance></r:TIQ></r:INDIVIDU>\
        </r:RESULTAT></S:Body></soap:Envelope>
        """

    private func identity(_ bytes: [UInt8]) throws -> INSIdentity? {
        let traits = try AgentTraitsTests.traits()
        let operation = TraitsSearch(traits, givenName: traits.givenNames[0])
        let response = HTTPResponse(status: 200, contentType: nil, body: bytes)
        return try AnswerReader(messageID: "m", operation: operation).read(response).identity
    }

    /// Every prefix, and every byte changed to each of `values`, or to its neighbours and to what XML and numbers are made of.
    private func check(_ message: [UInt8], _ values: [UInt8] = []) throws {
        let end = (message.lastIndex(of: UInt8(ascii: ">")) ?? 0) + 1
        let bytes = Array(message.prefix(end))
        let number = try #require(try identity(bytes)).active.matricule
        let anybody = Agreement(source: .request, birthDate: nil, givenNames: [])
        for count in 0..<bytes.count {
            #expect(throws: INSiError.self) { try identity(Array(bytes.prefix(count))) }
        }
        var readings = 0
        for index in bytes.indices {
            let near = [
                bytes[index] &+ 1, bytes[index] &- 1, bytes[index] ^ 0x20, 0x30, 0x39, 0x41, 0x3C, 0x20, 0x00,
            ]
            for value in Set(values.isEmpty ? near : values) {
                var changed = bytes
                changed[index] = value
                guard let read = try? identity(changed) else { continue }
                readings += 1
                let isUsable = anybody.reasonsNotUsable(read).isEmpty
                #expect(read.active.matricule == number || !isUsable, "byte \(index) became \(value)")
            }
        }
        #expect(readings > 100)
    }

    @Test("Our own answer with a history, with a key and without")
    func synthetic() throws {
        for key in ["2870692999042</r:NumIdentifiant><r:Cle>97</r:Cle>", "2870692999042</r:NumIdentifiant>"] {
            try check(Array(Self.history.replacing("KEY", with: key).utf8))
        }
    }

    @Test(
        "The messages of the real platform", .enabled(if: SpecData.isPresent, "\(SpecData.absence)"),
        arguments: ["live_CR00_ADRTROIS_DOMINIQUE.xml", "official_WS_INS2_reponse.xml"])
    func live(_ name: String) throws {
        try check(SpecData.message(name), Array(UInt8.min...UInt8.max))
    }
}
