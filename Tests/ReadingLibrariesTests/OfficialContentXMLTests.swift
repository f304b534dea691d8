import HealthCards
import HealthIdentity
import Testing

@testable import ReadingLibraries

@Suite struct OfficialContentXMLTests {
    private func content(_ text: String, chip: VitaleChip? = nil) throws -> OfficialContent {
        try OfficialContent(xml: Documents.latin1(text), chip: chip)
    }

    private func bearer(_ elements: String) throws -> OfficialBearer {
        try #require(try content("<T_AsnBeneficiaire>\(elements)</T_AsnBeneficiaire>").bearers.first)
    }

    @Test("The complete form gives everybody, the serial number and the policy holder's own number")
    func complete() throws {
        let content = try content(Documents.complete)
        let holder = try #require(Matricule("1750499999001"))
        #expect(content.chip == VitaleChip(serial: "000000000001", nature: nil))
        #expect(
            content.bearers == [
                OfficialBearer(
                    usedName: "TESTEUR", birthName: "ESSAI", givenName: "GÉRARD", birthDate: BirthDate("1975-04-12"),
                    birthRank: BirthRank(1), policyHolder: (holder, "70"), own: (holder, "70"), quality: 0),
                OfficialBearer(
                    usedName: "TESTEUR", birthName: nil, givenName: "ZOE", birthDate: nil, birthRank: BirthRank(2),
                    policyHolder: (holder, "70"), own: nil, quality: 6),
            ])
    }

    @Test("The identification form gives names, dates and the policy holder's number")
    func identification() throws {
        let content = try content(Documents.identification)
        #expect(content.chip == nil)
        #expect(content.bearers.map(\.usedName) == ["TESTEUR", "TESTEUR"])
        #expect(content.bearers.map(\.birthDate?.text) == ["1975-04-12", "2012-02-30"])
        #expect(content.bearers.map(\.policyHolder?.matricule.number) == ["1750499999001", "1750499999001"])
        #expect(content.bearers.allSatisfy { $0.own == nil && $0.quality == nil && $0.birthRank == nil })
    }

    @Test("What MICA told of the chip stands before the document's number, which must be the same card's")
    func chipOfMICA() throws {
        let chip = VitaleChip(serial: "1", nature: .test)
        #expect(try content(Documents.complete, chip: chip).chip == chip)
        #expect(try content(Documents.complete, chip: chip).isBoundToReader)
        #expect(try !content(Documents.complete).isBoundToReader)
        #expect(throws: OfficialReadingError.cardChanged) {
            try content(Documents.complete, chip: VitaleChip(serial: "7", nature: .test))
        }
    }

    @Test("Namespaces, other roots, other order, and element instead of a type name change nothing")
    func tolerance() throws {
        let plain = try content(Documents.complete)
        let moved = Documents.complete
            .replacing("T_AsnDonneesVitale>", with: "v:t_AsnDonneesVitale>")
            .replacing("<v:t_AsnDonneesVitale>", with: "<v:t_AsnDonneesVitale xmlns:v=\"urn:v\" xmlns=\"urn:w\">")
            .replacing("</T_AsnDonneesVitale>", with: "</v:t_AsnDonneesVitale>")
            .replacing("T_AsnBeneficiaire>", with: "element>")
            .replacing("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", with: "")
        #expect(moved != Documents.complete)
        #expect(try content(moved).bearers == plain.bearers)
        let roots = Documents.identification.replacing("<Identification>", with: "")
            .replacing("</Identification>", with: "")
        #expect(try content(roots).bearers == (try content(Documents.identification).bearers))
    }

    @Test("A document that declares UTF-8 is read as such, every other one as Latin-1")
    func encodings() throws {
        let utf8 = Documents.complete.replacing("ISO-8859-1", with: "utf-8")
        #expect(try OfficialContent(xml: Array(utf8.utf8), chip: nil) == (try content(Documents.complete)))
        let marked = [0xEF, 0xBB, 0xBF] + Array(Documents.identification.utf8)
        #expect(try OfficialContent(xml: marked, chip: nil).bearers.first?.givenName == "GÉRARD")
        let padded = Documents.latin1(Documents.complete) + [UInt8](repeating: 0, count: 100)
        #expect(try OfficialContent(xml: padded, chip: nil) == (try content(Documents.complete)))
    }

    @Test(
        "A number is 13 characters, with or without its key",
        arguments: [
            ("1750499999001 70", "1750499999001", "70"), ("175049999900170", "1750499999001", "70"),
            ("1750499999001", "1750499999001", nil), (" 275072A004005  64 ", "275072A004005", "64"),
        ])
    func numbers(text: String, number: String, key: String?) throws {
        let told = try #require(try bearer("<nir>\(text)</nir>").policyHolder)
        #expect(told.matricule.number == number)
        #expect(told.key == key)
    }

    @Test(
        "An absent, empty or zero number is none",
        arguments: ["", "<nir/>", "<nir> </nir>", "<nir>0000000000000 00</nir>"])
    func noNumber(element: String) throws {
        #expect(try bearer("<nomUsuel>A</nomUsuel>\(element)").policyHolder == nil)
    }

    @Test(
        "A birth date needs its century",
        arguments: [
            ("<dateNaissance>12041975</dateNaissance>", "1975-04-12"),
            ("<naissance><date>30022012</date></naissance>", "2012-02-30"),
            ("<naissance><dateEnCarte>120230</dateEnCarte></naissance>", nil),
            ("<naissance><dateEnCarte>20120230</dateEnCarte></naissance>", "2012-02-30"),
            ("<naissance><date>01012012</date><dateEnCarte>20120230</dateEnCarte></naissance>", "2012-02-30"),
            ("<naissance><dateEnCarte>120230</dateEnCarte><date>30022012</date></naissance>", "2012-02-30"),
            ("<naissance/><validite><date>01012020</date></validite>", nil),
        ])
    func dates(elements: String, date: String?) throws {
        #expect(try bearer("<ident>\(elements)</ident>").birthDate?.text == date)
    }

    @Test(
        "The policy holder's own number is nir; another's is only the certified one",
        arguments: [
            ("0 - Assuré", "", "1750499999001"), ("0", "2750499999001", "2750499999001"), ("6", "", nil),
            ("6", "2750499999001", "2750499999001"), ("6", "1750499999001", nil), ("", "", nil),
        ])
    func ownNumber(quality: String, certified: String, own: String?) throws {
        let person = try bearer(
            "<nir>1750499999001</nir><nirCertifie>\(certified)</nirCertifie><qualBenef>\(quality)</qualBenef>")
        #expect(person.own?.matricule.number == own)
    }

    @Test("A certified number that stands twice is nobody's own")
    func sharedNumber() throws {
        let person = """
            <T_AsnBeneficiaire><nirCertifie>2750499999001</nirCertifie><qualBenef>6</qualBenef></T_AsnBeneficiaire>
            """
        #expect(try content(person).bearers.map(\.own?.matricule.number) == ["2750499999001"])
        #expect(try content(person + person).bearers.allSatisfy { $0.own == nil })
    }

    @Test("A quality may stand in an element of its own, before its label")
    func quality() throws {
        #expect(
            try bearer("<qualBenef><code>6</code><chaine>Enfant</chaine></qualBenef>").quality == 6)
    }

    @Test(
        "What is there and not understood is an error that names the element",
        arguments: [
            ("<nir>17504999990</nir>", "nir"), ("<nir>1750499999001 7</nir>", "nir"),
            ("<nirCertifie>1750499999001 7A</nirCertifie>", "nirCertifie"),
            ("<dateNaissance>1975-04-12</dateNaissance>", "date"), ("<dateNaissance>1204197</dateNaissance>", "date"),
            ("<dateEnCarte>1204197</dateEnCarte>", "dateEnCarte"),
            ("<rangDeNaissance>0</rangDeNaissance>", "rangDeNaissance"),
            ("<rangDeNaissance>x</rangDeNaissance>", "rangDeNaissance"), ("<qualBenef>Enfant</qualBenef>", "qualBenef"),
            ("<qualBenef>99999999999999999999</qualBenef>", "qualBenef"),
        ])
    func notUnderstood(elements: String, name: String) {
        #expect(throws: OfficialReadingError.unreadable(name)) { try bearer(elements) }
    }

    @Test("A serial number that is not decimal is none", arguments: ["", "0x12", "123456789012345678901"])
    func serials(serial: String) throws {
        let document = "<a><numSerie>\(serial)</numSerie><listeBenef><element/></listeBenef></a>"
        #expect(try content(document).chip == nil)
    }

    @Test("Nobody, too many people, a DTD, and more than the API's buffer are refused")
    func refusals() {
        let person = "<T_AsnBeneficiaire/>"
        for (text, what) in [
            ("", "T_AsnBeneficiaire"), ("<T_AsnDonneesVitale/>", "T_AsnBeneficiaire"),
            (String(repeating: person, count: 65), "T_AsnBeneficiaire"), ("<!DOCTYPE a><a/>", "XML"), ("<a>", "XML"),
            ("</all><all>", "XML"), (String(repeating: " ", count: 65537), "size of the XML"),
            (String(repeating: "<a>", count: 120) + String(repeating: "</a>", count: 120), "XML"),
        ] {
            #expect(throws: OfficialReadingError.unreadable(what), "\(text.prefix(30))") { try content(text) }
        }
        #expect(throws: Never.self) { try content(String(repeating: person, count: 64)) }
    }

    @Test("No prefix of a document and no changed byte traps", arguments: [true, false])
    func mutations(isComplete: Bool) async {
        let bytes = Documents.latin1(isComplete ? Documents.complete : Documents.identification)
        for count in bytes.indices {
            _ = try? OfficialContent(xml: Array(bytes.prefix(count)), chip: nil)
        }
        await Task.yield()
        for index in bytes.indices {
            var changed = bytes
            for value in [changed[index] ^ 1, changed[index] ^ 0x80, 0, UInt8(ascii: "<"), UInt8(ascii: "9")] {
                changed[index] = value
                _ = try? OfficialContent(xml: changed, chip: nil)
            }
            await Task.yield()
        }
    }
}
