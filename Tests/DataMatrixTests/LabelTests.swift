import Testing
import XML

@testable import DataMatrix

@Suite struct LabelTests {
    private func label(_ values: [String], isTest: Bool = true) throws -> Label {
        let lines = values.map { Label.Line(label: "Premier prénom de naissance", value: $0) }
        return Label(symbol: try DataMatrixSymbol(Contents.lovelace), lines: lines, isTest: isTest)
    }

    static let longest = [
        String(repeating: "W", count: 100), String(repeating: "JEAN-PIERRE ", count: 8) + "ZOE",
        String(repeating: "MARIE-", count: 16) + "ANNE", String(repeating: "I ", count: 50), "ADA",
        String(repeating: "Œ", count: 100), String(repeating: "漢", count: 100),
    ]

    @Test("Nothing is cut and nothing overlaps, at the greatest lengths too")
    func layout() throws {
        let label = try label(Self.longest)
        let symbol = SymbolLayout(label.symbol, isTest: true)
        let layout = LabelLayout(label, beside: symbol)
        for text in layout.texts {
            #expect(text.x > symbol.width)
            #expect(text.x + TextWidth.bound(text.text, size: text.size) <= layout.width)
            #expect(text.baseline >= text.size && text.baseline + text.size / 3 <= layout.height)
        }
        let columns = Dictionary(grouping: layout.texts, by: \.x)
        #expect(columns.count == 2)
        for column in columns.values {
            for (upper, lower) in zip(column, column.dropFirst()) {
                #expect(lower.baseline - upper.baseline >= lower.size + upper.size / 6)
            }
        }
        let labels = try #require(columns.min { $0.key < $1.key }?.value)
        let valueX = try #require(columns.keys.max())
        #expect(
            labels.allSatisfy {
                $0.x + TextWidth.bound($0.text, size: TextWidth.bold(notNarrowerThan: $0.size)) < valueX
            })
    }

    @Test("Every character of a value is printed, but for the space at which a line ends", arguments: longest)
    func lines(_ text: String) {
        for width in [40, 300, 828] {
            let lines = LineBreaking.lines(of: text, width: width, size: 33)
            var rest = Substring(text)
            for line in lines {
                if !rest.hasPrefix(line), rest.first == " " { rest.removeFirst() }
                #expect(rest.hasPrefix(line))
                rest = rest.dropFirst(line.count)
                #expect(line.count == 1 || TextWidth.bound(line, size: 33) <= width)
            }
            #expect(rest.allSatisfy { $0 == " " })
        }
    }

    @Test("A line ends at a space or after a hyphen where it can")
    func breaks() {
        #expect(LineBreaking.lines(of: "MARIE ANNE ZOE", width: 300, size: 33) == ["MARIE ANNE", "ZOE"])
        #expect(LineBreaking.lines(of: "MARIE-ANNE-ZOE", width: 300, size: 33) == ["MARIE-ANNE-", "ZOE"])
        #expect(LineBreaking.lines(of: "ZOE MARIE-ANNE", width: 300, size: 33) == ["ZOE", "MARIE-ANNE"])
        #expect(LineBreaking.lines(of: "", width: 300, size: 33) == [""])
        #expect(LineBreaking.lines(of: "ZOE", width: 1, size: 33) == ["Z", "O", "E"])
    }

    @Test("What XML reserves is text, in the drawing and on the page, and what it cannot hold is replaced")
    func escaping() throws {
        let label = try label(["</text><b>1</b>", "A&B \"C\" 'D'", "x\u{1}\u{FFFE}y"])
        let root = try XMLReader.parse(Array(label.svg.utf8))
        let texts = root.elements.filter { $0.name.local == "text" }.map(\.text)
        #expect(texts.contains("</text><b>1</b>"))
        #expect(texts.contains("A&B \"C\" 'D'"))
        #expect(texts.contains("x\u{FFFD}\u{FFFD}y"))
        for word in ["<b>", "<script", "style", "href", "http://www.w3.org/1999"] {
            #expect(!label.svg.contains(word) && !label.page.contains(word))
        }
        #expect(Set(root.elements.map(\.name.local)) == ["title", "rect", "path", "text"])
    }

    @Test("The page is a document of its own around the same drawing, and its title tells nothing of a person")
    func page() throws {
        let label = try label(["LOVELACE"], isTest: false)
        #expect(label.page.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
        #expect(label.page.contains(label.svg))
        #expect(!label.page.contains("TEST"))
        #expect(try self.label(["LOVELACE"]).svg.contains(">TEST</text>"))
        let title = try #require(label.svg.firstMatch(of: #/<title>(.*?)<\/title>/#)?.1)
        #expect(!title.contains("LOVELACE"))
    }
}
