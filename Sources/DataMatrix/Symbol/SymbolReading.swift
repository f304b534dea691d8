import CDmtx

/// Reads a symbol again from its modules alone, by libdmtx's decoder.
enum SymbolReading {
    /// The bytes that a symbol says. Throws `readsDifferently` for one that cannot be read.
    static func content(of symbol: DataMatrixSymbol) throws(DataMatrixError) -> [UInt8] {
        let size = Int32(symbol.size)
        let index = getSizeIdxFromSymbolDimension(size, size)
        guard index >= 0, var message = unsafe dmtxMessageCreate(index, DmtxFormatMatrix) else {
            throw .libdmtx(function: "dmtxMessageCreate")
        }
        let mapping = mapping(of: symbol, index)
        guard unsafe message.pointee.arraySize == mapping.count else {
            unsafe destroy(message)
            throw .libdmtx(function: "dmtxMessageCreate")
        }
        for (place, isDark) in mapping.enumerated() {
            unsafe message.pointee.array[place] = UInt8(DmtxModuleAssigned | (isDark ? DmtxModuleOnRGB : 0))
        }
        // It destroys the message itself where it returns none.
        guard let read = unsafe dmtxDecodePopulatedArray(index, message, DmtxUndefined) else { throw .readsDifferently }
        unsafe message = read
        defer { unsafe destroy(message) }
        guard let output = unsafe message.pointee.output, unsafe message.pointee.outputIdx >= 0 else {
            throw .readsDifferently
        }
        return unsafe Array(UnsafeBufferPointer(start: output, count: Int(message.pointee.outputIdx)))
    }

    /// The modules that hold data, row by row from the top: without the frame of each data region.
    private static func mapping(of symbol: DataMatrixSymbol, _ index: Int32) -> [Bool] {
        let region = Int(dmtxGetSymbolAttribute(Int32(DmtxSymAttribDataRegionRows.rawValue), index))
        let places = (0..<symbol.size).filter { (1...max(1, region)).contains($0 % (region + 2)) }
        return places.flatMap { row in places.map { symbol.isDark(row: row, column: $0) } }
    }

    private static func destroy(_ message: UnsafeMutablePointer<DmtxMessage>) {
        var message: UnsafeMutablePointer<DmtxMessage>? = unsafe message
        _ = unsafe dmtxMessageDestroy(&message)
    }
}
