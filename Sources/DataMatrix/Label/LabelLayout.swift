/// Where the lines of an identity block stand, in dots from the top left: a column of labels and one of values, right of the
/// symbol. Long texts go on below, so that nothing is cut and nothing overlaps.
struct LabelLayout: Equatable {
    /// One line of text.
    struct Text: Equatable {
        let text: String
        let x: Int
        let baseline: Int
        let size: Int
        let isValue: Bool
    }

    private static let gap = 24
    private static let widestLabel = 330
    private static let widestValue = 600
    private static let labelSize = 27
    private static let valueSize = 33
    /// From one base line to the next.
    private static let pitch = 39
    /// More between two lines of the block.
    private static let spacing = 6

    let width: Int
    let height: Int
    let texts: [Text]

    init(_ label: Label, beside symbol: SymbolLayout) {
        let labelX = symbol.width + Self.gap
        let boldLabel = TextWidth.bold(notNarrowerThan: Self.labelSize)
        let rows = label.lines.map { line in
            (
                labels: LineBreaking.lines(of: line.label, width: Self.widestLabel, size: boldLabel),
                values: LineBreaking.lines(of: line.value, width: Self.widestValue, size: Self.valueSize)
            )
        }
        // No wider than its texts: a sticker is small.
        let labelWidth = rows.flatMap(\.labels).map { TextWidth.bound($0, size: boldLabel) }.max() ?? 0
        let valueWidth = rows.flatMap(\.values).map { TextWidth.bound($0, size: Self.valueSize) }.max() ?? 0
        let valueX = labelX + labelWidth + Self.gap
        var top = PrintSize.quietZone
        var texts: [Text] = []
        for row in rows {
            func place(_ lines: [String], x: Int, size: Int, isValue: Bool) {
                for (index, text) in lines.enumerated() {
                    let baseline = top + Self.valueSize + index * Self.pitch
                    texts.append(Text(text: text, x: x, baseline: baseline, size: size, isValue: isValue))
                }
            }
            place(row.labels, x: labelX, size: Self.labelSize, isValue: false)
            place(row.values, x: valueX, size: Self.valueSize, isValue: true)
            top += max(row.labels.count, row.values.count) * Self.pitch + Self.spacing
        }
        self.texts = texts
        width = PrintSize.roundedUp(valueX + valueWidth + PrintSize.quietZone)
        height = PrintSize.roundedUp(max(symbol.height, top + PrintSize.quietZone))
    }
}
