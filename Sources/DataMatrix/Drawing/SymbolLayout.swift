/// Where a symbol and its texts stand, in dots from the top left: the mark of tests above, the symbol in its quiet zone, the
/// caption below. Nothing but white is in the quiet zone.
struct SymbolLayout: Equatable {
    /// What stands below every symbol.
    static let caption = "INS à scanner"
    /// What stands above a symbol that is none of production.
    static let testMark = "TEST"
    /// Size of the mark's letters.
    static let testMarkSize = 42
    /// Size of the caption's letters.
    static let captionSize = 29
    /// Room for the caption, in any usual font.
    private static let leastWidth = 252

    /// Whole width and height.
    let width: Int
    let height: Int
    /// The first module's corner.
    let x: Int
    let y: Int
    /// Dots on the side of the symbol.
    let side: Int
    /// Base line of the mark; nil without it.
    let testBaseline: Int?
    /// Base line of the caption.
    let captionBaseline: Int

    init(_ symbol: DataMatrixSymbol, isTest: Bool) {
        side = symbol.size * PrintSize.module
        let block = side + 2 * PrintSize.quietZone
        width = max(block, Self.leastWidth)
        x = (width - side) / 2
        let band = isTest ? 48 : 0
        y = band + PrintSize.quietZone
        testBaseline = isTest ? 40 : nil
        captionBaseline = band + block + 36
        height = band + block + 48
    }

    /// The middle, for the texts.
    var centre: Int { width / 2 }
}
