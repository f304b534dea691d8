import Testing

@testable import HealthIdentity

@Suite struct INSDataMatrixContentTests {
    private static let header = "IS010000000000000000000000"

    @Test("The example comes out")
    func example() throws {
        let lovelace = QualifiedSample(
            matricule: "1850575123456", key: "73", birthName: "LOVELACE", givenNames: "ADA", birthDate: "1815-12-10",
            birthPlace: "99100")
        let text = try lovelace.content()
        #expect(
            text == Self.header
                + "S1185057512345673S21.2.250.1.213.1.4.8\u{1D}S3ADA\u{1D}S4LOVELACE\u{1D}S5FS610-12-1815S799100")
        #expect(text.utf8.count == 104)
    }

    @Test("An identity comes out in the order of the blocks, the date with its day first")
    func order() throws {
        #expect(
            try QualifiedSample().content() == Self.header
                + "S1269054958815780S21.2.250.1.213.1.4.8\u{1D}S3JEANNE MARIE CECILE\u{1D}S4DARK\u{1D}S5FS625-05-1969S795088"
        )
    }

    @Test("A separator follows a variable value unless it has its greatest length", arguments: [1, 99, 100])
    func separators(_ count: Int) throws {
        let name = String(repeating: "A", count: count)
        let content = try QualifiedSample(birthName: name).content()
        #expect(content.contains("S4\(name)\(count < 100 ? "\u{1D}" : "")S5F"))
        let given = try QualifiedSample(givenNames: name).content()
        #expect(given.contains("S3\(name)\(count < 100 ? "\u{1D}" : "")S4DARK\u{1D}S5F"))
        let both = try QualifiedSample(birthName: name, givenNames: name).content()
        #expect(both.utf8.count == 91 + 2 * count + (count < 100 ? 2 : 0))
    }

    @Test("An OID of twenty characters has its greatest length, one of nineteen has not")
    func oid() throws {
        #expect(try QualifiedSample(oid: "1.2.250.1.213.1.4.10").content().contains("1.4.10S3JEANNE"))
        #expect(try QualifiedSample(oid: "1.2.250.1.213.1.4.9").content().contains("1.4.9\u{1D}S3JEANNE"))
    }

    @Test("A variable value that is the last needs no separator, nor does a fixed one")
    func last() {
        #expect(INSDataMatrixContent.written([.init("S3", "ADA", .upTo(100))]) == Self.header + "S3ADA")
        #expect(
            INSDataMatrixContent.written([.init("S5", "F", .fixed), .init("S4", "A", .upTo(100))]) == Self.header
                + "S5FS4A")
    }

    @Test(
        "A date is turned round and nothing else, whatever no calendar knows",
        arguments: [
            ("1969-05-25", "25-05-1969"), ("1950-00-00", "00-00-1950"), ("1949-15-62", "62-15-1949"),
            ("1936-06-31", "31-06-1936"), ("0000-99-99", "99-99-0000"),
        ])
    func dates(_ date: String, _ written: String) throws {
        #expect(try QualifiedSample(birthDate: date).content().hasSuffix("S6\(written)S795088"))
    }

    @Test("Corsica keeps its letter, in the number and in the place")
    func corsica() throws {
        let content = try QualifiedSample(matricule: "297022A020778", key: "78", birthPlace: "2A020").content()
        #expect(content.contains("S1297022A02077878S2"))
        #expect(content.hasSuffix("S72A020"))
    }
}
