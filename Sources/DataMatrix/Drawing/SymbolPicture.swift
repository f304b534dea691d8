extension DataMatrixSymbol {
    /// The symbol as a PNG of 300 dots per inch, with modules of six dots, the caption « INS à scanner » and, for a test, the
    /// mark TEST above.
    public func png(isTest: Bool) -> [UInt8] {
        PNGWriter.bytes(of: bitmap(isTest: isTest))
    }

    /// The dots of the picture.
    func bitmap(isTest: Bool) -> Bitmap {
        let layout = SymbolLayout(self, isTest: isTest)
        var bitmap = Bitmap(width: layout.width, height: layout.height)
        for row in 0..<size {
            for column in 0..<size where isDark(row: row, column: column) {
                bitmap.blacken(
                    x: layout.x + column * PrintSize.module, y: layout.y + row * PrintSize.module,
                    side: PrintSize.module)
            }
        }
        bitmap.draw(SymbolLayout.caption, centre: layout.centre, baseline: layout.captionBaseline, scale: 3)
        if let baseline = layout.testBaseline {
            bitmap.draw(SymbolLayout.testMark, centre: layout.centre, baseline: baseline, scale: 5)
        }
        return bitmap
    }
}
