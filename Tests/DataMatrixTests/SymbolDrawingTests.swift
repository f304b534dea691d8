import Testing
import XML

@testable import DataMatrix

@Suite struct SymbolDrawingTests {
    @Test(
        "The SVG is well-formed, of its size on paper, and has nothing that a strict page refuses",
        arguments: [true, false])
    func document(_ isTest: Bool) throws {
        let symbol = try DataMatrixSymbol(Contents.lovelace)
        let svg = symbol.svg(isTest: isTest)
        let root = try XMLReader.parse(Array(svg.utf8))
        #expect(root.name == XMLName(namespace: "http://www.w3.org/2000/svg", local: "svg"))
        // 36 modules, two of quiet zone on each side, and one more for the caption.
        #expect(root[attribute: "width"] == "21.336mm")
        #expect(root[attribute: "viewBox"] == (isTest ? "0 0 252 336" : "0 0 252 288"))
        #expect(root.elements.map(\.name.local) == ["title", "rect", "path"] + (isTest ? ["text"] : []) + ["text"])
        #expect(root.elements.last?.text == "INS à scanner")
        #expect(svg.contains(">TEST<") == isTest)
        let path = try #require(root.elements.first { $0.name.local == "path" })
        #expect(path[attribute: "shape-rendering"] == "crispEdges")
        for word in ["style", "<script", "href", "class=", "onload", "LOVELACE", "ADA"] { #expect(!svg.contains(word)) }
    }

    @Test("The path covers the dark modules and no other")
    func path() throws {
        let symbol = try DataMatrixSymbol(Contents.lovelace)
        let svg = symbol.svg(isTest: false)
        var dark = Set<[Int]>()
        for match in svg.matches(of: #/M(\d+) (\d+)h(\d+)v1h-(\d+)z/#) {
            #expect(match.3 == match.4)
            let (start, row, count) = (Int(match.1) ?? 0, Int(match.2) ?? 0, Int(match.3) ?? 0)
            for column in start..<start + count { #expect(dark.insert([row, column]).inserted) }
        }
        for row in 0..<symbol.size {
            for column in 0..<symbol.size {
                #expect(dark.contains([row, column]) == symbol.isDark(row: row, column: column))
            }
        }
    }

    @Test("Lengths are written in millimetres with three decimals")
    func millimetres() {
        #expect(PrintSize.millimetres(6) == "0.508mm")
        #expect(PrintSize.millimetres(300) == "25.400mm")
        #expect(PrintSize.millimetres(12) == "1.016mm")
        #expect(PrintSize.millimetres(0) == "0.000mm")
        #expect(PrintSize.roundedUp(7) == 12)
        #expect(PrintSize.roundedUp(12) == 12)
    }

    @Test(
        "The texts stand outside the quiet zone, for the smallest symbol and the largest",
        arguments: [2, 104, 291, 2000])
    func layout(_ count: Int) throws {
        let symbol = try DataMatrixSymbol(String(repeating: "A", count: count))
        for isTest in [true, false] {
            let layout = SymbolLayout(symbol, isTest: isTest)
            let quiet = PrintSize.quietZone
            #expect(layout.x >= quiet && layout.x + layout.side + quiet <= layout.width)
            #expect(layout.captionBaseline - SymbolLayout.captionSize >= layout.y + layout.side + quiet)
            #expect(layout.captionBaseline + SymbolLayout.captionSize / 4 <= layout.height)
            if let baseline = layout.testBaseline {
                #expect(baseline <= layout.y - quiet && baseline - SymbolLayout.testMarkSize * 3 / 4 >= 0)
            }
            #expect(
                TextWidth.bound(SymbolLayout.caption, size: TextWidth.bold(notNarrowerThan: SymbolLayout.captionSize))
                    <= layout.width)
            #expect(layout.width % PrintSize.module == 0 && layout.height % PrintSize.module == 0)
        }
    }
}
