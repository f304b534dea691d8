/// A picture of white and black dots.
struct Bitmap: Equatable {
    let width: Int
    let height: Int
    /// One bit a dot from the left, rows filled up to whole bytes; 1 is white.
    private(set) var bytes: [UInt8]

    /// All white.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytes = Array(repeating: 0xFF, count: (width + 7) / 8 * height)
    }

    /// Bytes of a row.
    var rowSize: Int { (width + 7) / 8 }

    /// Whether a dot is black.
    func isBlack(x: Int, y: Int) -> Bool {
        bytes[y * rowSize + x / 8] & (0x80 >> UInt8(x % 8)) == 0
    }

    /// Blackens a square; what lies outside is left out.
    mutating func blacken(x: Int, y: Int, side: Int) {
        for row in max(0, y)..<max(0, min(height, y + side)) {
            for column in max(0, x)..<max(0, min(width, x + side)) {
                bytes[row * rowSize + column / 8] &= ~(0x80 >> UInt8(column % 8))
            }
        }
    }

    /// Draws a text around `centre`, its letters above `baseline`, each of their points `scale` dots wide.
    mutating func draw(_ text: String, centre: Int, baseline: Int, scale: Int) {
        let width = (text.count * Glyph.advance - 1) * scale
        for (index, letter) in text.enumerated() {
            let left = centre - width / 2 + index * Glyph.advance * scale
            for (row, points) in Glyph.rows(of: letter).enumerated() {
                let top = baseline - (Glyph.height - row) * scale
                for (column, point) in points.utf8.enumerated() where point == UInt8(ascii: "#") {
                    blacken(x: left + column * scale, y: top, side: scale)
                }
            }
        }
    }
}
