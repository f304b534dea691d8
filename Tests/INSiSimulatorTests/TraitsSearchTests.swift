import HealthIdentity
import Testing

@testable import INSiSimulator

struct TraitsSearchTests {
    /// A row of insi.md 7: what is sent, and what comes back.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let givenNames: [String]
        let sex: String
        let date: String
        let place: String?
        let code: String
        let number: String?

        init(
            _ name: String, _ givenNames: String..., sex: String, _ date: String, in place: String? = nil,
            _ code: String,
            _ number: String? = nil
        ) {
            self.name = name
            self.givenNames = givenNames
            self.sex = sex
            self.date = date
            self.place = place
            self.code = code
            self.number = number
        }

        var testDescription: String { "\(name) \(givenNames.joined(separator: ", ")) \(place ?? "")" }
    }

    static let rows = [
        Row("ADRUN", "ZOE", sex: "F", "1975-12-31", in: "63220", "00", "2751263220749"),
        Row("ADRDEUX", "LAURENT", sex: "M", "1981-01-01", in: "63220", "00", "1810163220751"),
        Row("ADRTROIS", "DOMINIQUE", sex: "F", "1997-02-26", in: "2A020", "00", "297022A020778"),
        Row("ADRTROIS", "TOUSSAINT", sex: "M", "1960-01-01", in: "2B020", "00", "160012B020777"),
        Row("ADRTROIS", "TOUSSAINT", sex: "M", "1960-01-01", "00", "160012B020777"),
        Row("D'ARTAGNAN DE L'HERAULT", "PIERRE-ALAIN", sex: "M", "2001-06-17", in: "63220", "00", "1010663220754"),
        Row("TCHITCHI", "CATARINA", sex: "F", "1936-06-21", in: "63220", "00", "2360663220836"),
        Row("TCHITCHI", "OLA", sex: "F", "1936-06-21", "01"),
        Row("HOUILLES", "PIERRE", sex: "M", "1993-01-27", "01"),
        Row("HOUILLES", "PAUL", sex: "M", "1993-01-27", "01"),
        Row("HOUILLES", "JACQUES", sex: "M", "1993-01-27", "01"),
        Row("HOUILLES", "PIERRE PAUL JACQUES", sex: "M", "1993-01-27", "01"),
        Row("DE VINCI", "LEONARDO", sex: "M", "2014-02-01", "02"),
        Row("DE VINCI", "LEONARDO", sex: "M", "2014-02-01", in: "63220", "00", "1140263220833"),
        Row("DE VINCI", "RUTH", sex: "M", "2014-02-01", "01"),
        Row("ECETINSI", "PIERRE-ALAIN", sex: "M", "2009-07-14", in: "63220", "00", "1090763220834"),
        Row("PROVISOIRE", "MATRICULE", sex: "M", "2009-07-01", in: "63220", "00", "1090763220888"),
        Row("CORSE", "ANTHONY", sex: "M", "1980-03-02", in: "2B020", "00", "180032B020401"),
        Row("HERMAN", "GATIEN", sex: "M", "1981-03-24", in: "63220", "00", "1810363220456"),
        Row("NESSI", "MICHELANGELO", sex: "M", "2010-08-07", in: "63220", "00", "1100863220830"),
        Row("NESSI", "NATHALIE", sex: "F", "1977-07-14", in: "63220", "00", "2770763220829"),
        Row("NESSI", "RUTH", sex: "F", "1977-07-14", "00", "2770763220830"),
        Row("PATB-QUATRE", "LAURENCE", sex: "F", "1907-05-25", in: "85756", "00", "2070585756270"),
        // One given name is wrong, then sex, date and place.
        Row("ADRTROIS", "MARC", sex: "M", "1960-01-01", "01"), Row("ADRUN", "ZOE", sex: "M", "1975-12-31", "01"),
        Row("ADRUN", "ZOE", sex: "F", "1975-12-30", "01"),
        Row("ADRUN", "ZOE", sex: "F", "1975-12-31", in: "63221", "01"),
        // The strategy of 6.4: a hyphen is a space, any name of the list, all of them in one or several elements.
        Row("TCHITCHI", "BELLA", sex: "F", "1936-06-21", "00", "2360663220836"),
        Row("TCHITCHI", "CATARINA BELLA", sex: "F", "1936-06-21", "00", "2360663220836"),
        Row("TCHITCHI", "CATARINA-BELLA", sex: "F", "1936-06-21", "00", "2360663220836"),
        Row("TCHITCHI", "CATARINA", "BELLA", sex: "F", "1936-06-21", "00", "2360663220836"),
        Row("TCHITCHI", "BELLA", "CATARINA", sex: "F", "1936-06-21", "01"),
        Row("TCHITCHI", "CATARI", sex: "F", "1936-06-21", "01"),
        Row("ECETINSI", "PIERRE ALAIN", sex: "M", "2009-07-14", "00", "1090763220834"),
        Row("ECETINSI", "PIERRE", sex: "M", "2009-07-14", "00", "1090763220834"),
        Row("ECETINSI", "MURIEL FLORIANT", sex: "M", "2009-07-14", "01"),
    ]

    @Test(arguments: rows)
    func `each identity of the table is answered as listed`(row: Row) throws {
        let desk = try ServiceDesk.shared()
        let body = Message.traits(row.name, row.givenNames, row.sex, row.date, row.place)
        #expect(try desk.judge(Message(body: body)).code == row.code)
        guard let number = row.number else { return }
        let query = try TraitsQuery(
            birthName: row.name, givenNames: row.givenNames, sex: row.sex, birthDate: row.date, birthPlace: row.place)
        guard case .one(let identity) = PersonBase.builtIn.search(query) else {
            Issue.record("not found")
            return
        }
        #expect(identity.active.matricule.number == number)
    }

    @Test func `an unknown person is insi_102 when so configured`() throws {
        let body = Message.traits("TCHITCHI", ["OLA"], "F", "1936-06-21")
        let judgement = try ServiceDesk.shared().judge(
            Message(body: body), as: Behaviour(unknownPerson: .fault102))
        #expect(judgement.code == "insi_102")
    }

    static let refused: [(String, String)] = [
        (Message.traits(nil, ["ZOE"], "F", "1975-12-31"), "insi_19"),
        (Message.traits("", ["ZOE"], "F", "1975-12-31"), "insi_19"),
        (Message.traits("Adrun", ["ZOE"], "F", "1975-12-31"), "sim_birth_name"),
        (Message.traits("D’ÆION", ["CŒUR"], "M", "1987-01-01", "2B020"), "sim_birth_name"),
        (Message.traits("ADRUN", [], "F", "1975-12-31"), "sim_given_name"),
        (Message.traits("ADRUN", [""], "F", "1975-12-31"), "sim_given_name"),
        (Message.traits("ADRUN", ["ZOÉ"], "F", "1975-12-31"), "sim_given_name"),
        (Message.traits("ADRUN", ["ZOE", "ANNE--LISE"], "F", "1975-12-31"), "sim_given_name"),
        (Message.traits("ADRUN", ["ZOE"], nil, "1975-12-31"), "sim_sex"),
        (Message.traits("ADRUN", ["ZOE"], "I", "1975-12-31"), "sim_sex"),
        (Message.traits("ADRUN", ["ZOE"], "F", nil), "sim_birth_date"),
        (Message.traits("ADRUN", ["ZOE"], "F", "1975-00-31"), "sim_birth_date"),
        (Message.traits("ADRUN", ["ZOE"], "F", "31/12/1975"), "sim_birth_date"),
        (Message.traits("ADRUN", ["ZOE"], "F", "1975-12-31", "6322"), "sim_birth_place"),
        (Message.traits("ADRUN", ["ZOE"], "F", "1975-12-31", "2C020"), "sim_birth_place"),
    ]

    @Test(arguments: refused)
    func `a wrong value is a functional fault, never one of the schema`(body: String, code: String) throws {
        let judgement = try ServiceDesk.shared().judge(Message(body: body))
        #expect(judgement.code == code)
        #expect(judgement.subcode == "siram_10")
    }
}
