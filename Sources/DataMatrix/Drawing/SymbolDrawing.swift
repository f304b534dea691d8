/// The symbol with its texts as SVG elements. Everything is said by presentation attributes: a page with a strict content
/// security policy shows it as it is.
struct SymbolDrawing {
    let symbol: DataMatrixSymbol
    let layout: SymbolLayout

    init(_ symbol: DataMatrixSymbol, isTest: Bool) {
        self.symbol = symbol
        layout = SymbolLayout(symbol, isTest: isTest)
    }

    /// The elements, from the top left of the layout.
    var elements: String {
        let mark = layout.testBaseline.map { y in
            SVGText.line(
                SymbolLayout.testMark, x: layout.centre, y: y, size: SymbolLayout.testMarkSize,
                " font-weight=\"bold\" text-anchor=\"middle\"")
        }
        let caption = SVGText.line(
            SymbolLayout.caption, x: layout.centre, y: layout.captionBaseline, size: SymbolLayout.captionSize,
            " text-anchor=\"middle\"")
        let place = "translate(\(layout.x) \(layout.y)) scale(\(PrintSize.module))"
        return
            "<path role=\"img\" aria-label=\"Datamatrix INS\" fill=\"#000\" shape-rendering=\"crispEdges\" transform=\"\(place)\" d=\"\(path)\"/>\(mark ?? "")"
            + caption
    }

    /// One path for all dark modules, one rectangle for each run of them in a row.
    private var path: String {
        var path = ""
        for row in 0..<symbol.size {
            var column = 0
            while column < symbol.size {
                let start = column
                while symbol.isDark(row: row, column: column) { column += 1 }
                if column > start { path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        return path
    }

    /// A whole document around elements; the title says what it is to who cannot see it, and nothing of a person.
    static func document(width: Int, height: Int, title: String, _ elements: String) -> String {
        let size = "width=\"\(PrintSize.millimetres(width))\" height=\"\(PrintSize.millimetres(height))\""
        // The white goes beyond the edges, which fall between two dots at some resolutions.
        let edge = PrintSize.module
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) viewBox=\"0 0 \(width) \(height)\">"
            + "<title>\(SVGText.escaped(title))</title>"
            + "<rect x=\"-\(edge)\" y=\"-\(edge)\" width=\"\(width + 2 * edge)\" height=\"\(height + 2 * edge)\" fill=\"#fff\"/>"
            + "\(elements)</svg>"
    }
}

extension DataMatrixSymbol {
    /// The symbol as an SVG document of its size on paper, with modules of 0.508 mm, the caption « INS à scanner » and, for a
    /// test, the mark TEST above.
    public func svg(isTest: Bool) -> String {
        let drawing = SymbolDrawing(self, isTest: isTest)
        return SymbolDrawing.document(
            width: drawing.layout.width, height: drawing.layout.height, title: "Datamatrix INS à scanner",
            drawing.elements)
    }
}
