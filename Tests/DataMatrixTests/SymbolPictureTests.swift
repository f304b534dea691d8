import Testing

@testable import DataMatrix

@Suite struct SymbolPictureTests {
    /// The chunks of a PNG; nil for what is none.
    private func chunks(_ bytes: [UInt8]) -> [(type: String, data: [UInt8], check: [UInt8])]? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var chunks: [(String, [UInt8], [UInt8])] = []
        var rest = bytes.dropFirst(8)
        while rest.count >= 12 {
            let count = number(rest.prefix(4))
            let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            chunks.append((type, Array(rest.dropFirst(8).prefix(count)), Array(rest.dropFirst(8 + count).prefix(4))))
            rest = rest.dropFirst(12 + count)
        }
        return rest.isEmpty ? chunks : nil
    }

    private func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// What a zlib stream of stored blocks holds.
    private func unpacked(_ stream: [UInt8]) -> [UInt8]? {
        guard stream.starts(with: [0x78, 0x01]) else { return nil }
        var data: [UInt8] = []
        var rest = stream.dropFirst(2)
        while let kind = rest.first, rest.count >= 5 {
            let lengths = Array(rest.dropFirst().prefix(4))
            guard kind <= 1, lengths[0] == ~lengths[2], lengths[1] == ~lengths[3] else { return nil }
            let count = Int(lengths[1]) << 8 | Int(lengths[0])
            data += rest.dropFirst(5).prefix(count)
            rest = rest.dropFirst(5 + count)
            if kind == 1 { break }
        }
        return rest.count == 4 ? data : nil
    }

    @Test("A picture has one bit of grey, 300 dots per inch, and each dot where the symbol has it")
    func structure() throws {
        let symbol = try DataMatrixSymbol(Contents.lovelace)
        let bitmap = symbol.bitmap(isTest: false)
        let parts = try #require(chunks(symbol.png(isTest: false)))
        #expect(parts.map(\.type) == ["IHDR", "pHYs", "IDAT", "IEND"])
        #expect(number(parts[0].data.prefix(4)) == 252 && number(parts[0].data.dropFirst(4).prefix(4)) == 288)
        #expect(parts[0].data.dropFirst(8) == [1, 0, 0, 0, 0])
        #expect(number(parts[1].data.prefix(4)) == 11_811 && number(parts[1].data.dropFirst(4).prefix(4)) == 11_811)
        #expect(parts[1].data.last == 1)
        #expect(parts[3].check == [0xAE, 0x42, 0x60, 0x82])
        let rows = try #require(unpacked(parts[2].data))
        #expect(rows.count == (bitmap.rowSize + 1) * 288)
        let layout = SymbolLayout(symbol, isTest: false)
        for y in 0..<layout.side {
            for x in 0..<layout.side {
                let isDark = symbol.isDark(row: y / 6, column: x / 6)
                #expect(bitmap.isBlack(x: layout.x + x, y: layout.y + y) == isDark)
            }
        }
        for y in 0..<bitmap.height {
            let start = y * (bitmap.rowSize + 1)
            #expect(rows[start] == 0)
            #expect(
                rows[start + 1...start + bitmap.rowSize] == bitmap.bytes[y * bitmap.rowSize..<(y + 1) * bitmap.rowSize])
        }
    }

    @Test("The quiet zone is white on all sides, with both texts", arguments: [2, 60, 104, 291])
    func quietZone(_ count: Int) throws {
        let symbol = try DataMatrixSymbol(String(repeating: "A", count: count))
        let layout = SymbolLayout(symbol, isTest: true)
        let bitmap = symbol.bitmap(isTest: true)
        let quiet = PrintSize.quietZone
        for y in layout.y - quiet..<layout.y + layout.side + quiet {
            for x in 0..<bitmap.width {
                let isInside =
                    (layout.x..<layout.x + layout.side).contains(x) && (layout.y..<layout.y + layout.side).contains(y)
                #expect(isInside || !bitmap.isBlack(x: x, y: y))
            }
        }
    }

    @Test("Both texts are drawn, every letter of theirs, and the mark for tests only")
    func texts() throws {
        for letter in SymbolLayout.caption + SymbolLayout.testMark where letter != " " {
            #expect(Glyph.rows(of: letter).count == Glyph.height)
            #expect(Glyph.rows(of: letter).joined().contains("#"))
        }
        let symbol = try DataMatrixSymbol(Contents.lovelace)
        func black(_ bitmap: Bitmap, _ rows: Range<Int>) -> Int {
            rows.reduce(0) { sum, y in sum + (0..<bitmap.width).count { bitmap.isBlack(x: $0, y: y) } }
        }
        let (test, real) = (symbol.bitmap(isTest: true), symbol.bitmap(isTest: false))
        #expect(black(test, 0..<48) > 500)
        #expect(black(real, 0..<12) == 0)
        #expect(black(test, 48..<test.height) == black(real, 0..<real.height))
        #expect(black(real, 240..<288) > 500)
        for edge in [0, real.width - 1] { #expect((0..<real.height).allSatisfy { !real.isBlack(x: edge, y: $0) }) }
    }

    @Test("A picture larger than one stored block is cut into several")
    func blocks() throws {
        let symbol = try DataMatrixSymbol(String(repeating: "A", count: 2000))
        let parts = try #require(chunks(symbol.png(isTest: true)))
        let bitmap = symbol.bitmap(isTest: true)
        #expect(parts[2].data.count > 65_535)
        #expect(unpacked(parts[2].data)?.count == (bitmap.rowSize + 1) * bitmap.height)
    }
}
