import Testing

@testable import DataMatrix

@Suite struct DataMatrixSymbolTests {
    @Test("Every length gives a symbol that says the same when it is read again", arguments: 0..<6)
    func lengths(_ shift: Int) throws {
        for count in 27...330 {
            let content = Contents.ofLength(count, shift: shift)
            #expect(content.utf8.count == count)
            let symbol = try DataMatrixSymbol(content)
            #expect(try SymbolReading.content(of: symbol) == Array(content.utf8))
        }
    }

    @Test("The size grows with the content and is one of the squares")
    func sizes() throws {
        let squares = [
            10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144,
        ]
        var met: [Int] = []
        for count in [2, 3, 5, 10, 16, 25, 31, 43, 52, 64, 91, 127, 169, 214, 259, 304, 418, 550, 682, 862, 1042] {
            met.append(try DataMatrixSymbol(String(repeating: "A", count: count)).size)
        }
        #expect(met == met.sorted())
        #expect(Set(met).isSubset(of: squares))
        #expect(met.first == 10)
        #expect(try DataMatrixSymbol(String(repeating: "A", count: 2000)).size == 144)
        #expect(try DataMatrixSymbol(Contents.lovelace).size == 36)
    }

    @Test("The finder is dark at the left and below, the timing pattern alternates above and at the right")
    func frame() throws {
        for count in [30, 60, 120, 200, 290] {
            let symbol = try DataMatrixSymbol(Contents.ofLength(count, shift: 0))
            let last = symbol.size - 1
            for index in 0...last {
                #expect(symbol.isDark(row: index, column: 0))
                #expect(symbol.isDark(row: last, column: index))
                #expect(symbol.isDark(row: 0, column: index) == (index % 2 == 0))
                #expect(symbol.isDark(row: index, column: last) == (index % 2 == 1))
            }
        }
    }

    @Test("The first codeword is the latch to C40, whatever follows", arguments: [60, 104, 150, 291])
    func scheme(_ count: Int) throws {
        for shift in 0..<6 {
            let symbol = try DataMatrixSymbol(Contents.ofLength(count, shift: shift))
            #expect(Self.firstCodeword(of: symbol) == 230)
        }
    }

    /// The first character of the placement of ISO/IEC 16022, annex F, at row 4 and column 0 of the mapping matrix.
    private static func firstCodeword(of symbol: DataMatrixSymbol) -> Int {
        let regions = symbol.size <= 26 ? 1 : symbol.size <= 52 ? 2 : 4
        let frame = symbol.size / regions
        let count = symbol.size - 2 * regions
        let place = { (mapped: Int) in mapped / (frame - 2) * frame + mapped % (frame - 2) + 1 }
        let offsets = [(-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0)]
        return offsets.reduce(0) { word, offset in
            var (row, column) = (4 + offset.0, offset.1)
            if column < 0 {
                column += count
                row += 4 - (count + 4) % 8
            }
            return word << 1 | (symbol.isDark(row: place(row), column: place(column)) ? 1 : 0)
        }
    }

    @Test("What cannot be encoded is refused by its name")
    func refused() {
        #expect(throws: DataMatrixError.empty) { try DataMatrixSymbol("") }
        #expect(throws: DataMatrixError.readsDifferently) { try DataMatrixSymbol("A") }
        #expect(throws: DataMatrixError.unencodable(position: 3)) { try DataMatrixSymbol("ZOÉ") }
        #expect(throws: DataMatrixError.unencodable(position: 1)) { try DataMatrixSymbol("\u{80}") }
        for count in [2400, 5000, 70_000] {
            #expect(throws: DataMatrixError.tooLong(count: count)) {
                try DataMatrixSymbol(String(repeating: "A", count: count))
            }
        }
    }

    @Test("Every ASCII character survives among others")
    func alphabet() throws {
        for value in UInt8(0)...0x7F {
            let character = String(Unicode.Scalar(value))
            for content in [Contents.lovelace + character, character + character + "A" + character] {
                #expect(try SymbolReading.content(of: DataMatrixSymbol(content)) == Array(content.utf8))
            }
        }
    }

    @Test("A symbol with another module here and there reads as before, a spoilt one is refused")
    func spoilt() throws {
        let symbol = try DataMatrixSymbol(Contents.lovelace)
        var modules = symbol.modules
        for index in 0..<4 { modules[(5 + 6 * index) * symbol.size + 7].toggle() }
        let scratched = DataMatrixSymbol(size: symbol.size, modules: modules)
        #expect(try SymbolReading.content(of: scratched) == Array(Contents.lovelace.utf8))
        for index in stride(from: 0, to: modules.count, by: 3) { modules[index].toggle() }
        let spoilt = DataMatrixSymbol(size: symbol.size, modules: modules)
        #expect(throws: DataMatrixError.self) {
            guard try SymbolReading.content(of: spoilt) == Array(Contents.lovelace.utf8) else {
                throw DataMatrixError.readsDifferently
            }
        }
        for size in [0, 1, 11, 145] {
            let none = DataMatrixSymbol(size: size, modules: Array(repeating: false, count: size * size))
            #expect(throws: DataMatrixError.libdmtx(function: "dmtxMessageCreate")) {
                try SymbolReading.content(of: none)
            }
        }
    }
}
