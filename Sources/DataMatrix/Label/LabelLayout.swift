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
    private static let labelWidth = 516
    private static let valueWidth = 744
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
        let valueX = labelX + Self.labelWidth + Self.gap
        var top = PrintSize.quietZone
        var texts: [Text] = []
        for line in label.lines {
            let labels = LineBreaking.lines(
                of: line.label, width: Self.labelWidth, size: TextWidth.bold(notNarrowerThan: Self.labelSize))
            let values = LineBreaking.lines(of: line.value, width: Self.valueWidth, size: Self.valueSize)
            func place(_ lines: [String], x: Int, size: Int, isValue: Bool) {
                for (index, text) in lines.enumerated() {
                    let baseline = top + Self.valueSize + index * Self.pitch
                    texts.append(Text(text: text, x: x, baseline: baseline, size: size, isValue: isValue))
                }
            }
            place(labels, x: labelX, size: Self.labelSize, isValue: false)
            place(values, x: valueX, size: Self.valueSize, isValue: true)
            top += max(labels.count, values.count) * Self.pitch + Self.spacing
        }
        self.texts = texts
        width = PrintSize.roundedUp(valueX + Self.valueWidth + PrintSize.quietZone)
        height = PrintSize.roundedUp(max(symbol.height, top + PrintSize.quietZone))
    }
}
