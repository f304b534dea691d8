/// The identity block beside its symbol: lines of label and value, to be printed on a document or a sticker.
public struct Label: Equatable, Sendable {
    /// One line of the block.
    public struct Line: Equatable, Sendable {
        /// What it is.
        public let label: String
        /// Its value.
        public let value: String

        /// A line from its parts.
        public init(label: String, value: String) {
            self.label = label
            self.value = value
        }
    }

    /// The symbol at the left.
    public let symbol: DataMatrixSymbol
    /// The lines beside it, from the top.
    public let lines: [Line]
    /// Whether the mark TEST is drawn.
    public let isTest: Bool

    /// A block from its parts.
    public init(symbol: DataMatrixSymbol, lines: [Line], isTest: Bool) {
        self.symbol = symbol
        self.lines = lines
        self.isTest = isTest
    }

    /// What the block is called where it cannot be seen.
    static let title = "Identité INS et datamatrix à scanner"

    /// The block as an SVG document of its size on paper.
    public var svg: String {
        let drawing = SymbolDrawing(symbol, isTest: isTest)
        let layout = LabelLayout(self, beside: drawing.layout)
        let texts = layout.texts.map { text in
            SVGText.line(
                text.text, x: text.x, y: text.baseline, size: text.size, text.isValue ? " font-weight=\"bold\"" : "")
        }
        return SymbolDrawing.document(
            width: layout.width, height: layout.height, title: Self.title, drawing.elements + texts.joined())
    }

    /// The block as a page of its own, for printing: no script, no style, nothing from elsewhere.
    public var page: String {
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>\(SVGText.escaped(Self.title))</title></head>"
            + "<body>\(svg)</body></html>\n"
    }
}
