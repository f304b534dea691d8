import CDmtx

/// One encoder of libdmtx, for one symbol.
@safe struct Encoder: ~Copyable {
    private let handle: UnsafeMutablePointer<DmtxEncode>
    /// Bytes that the largest symbol holds whatever they are: two words of its 1,558 for each at the worst.
    private static let certain = 700

    /// An encoder set to the scheme C40 for the whole content and to square symbols. The French rules want the header in C40, and
    /// readers of these symbols are known to refuse one that leaves C40 in between: no scheme is chosen by the content.
    ///
    /// Every length from 50 to 320 bytes, with contents of all three remainders of C40's triplets, was read by another
    /// library (zxing-cpp 3.1.1) exactly as it was written, so that none needs another scheme.
    static func make() throws(DataMatrixError) -> Encoder {
        guard let handle = unsafe dmtxEncodeCreate() else { throw .libdmtx(function: "dmtxEncodeCreate") }
        let encoder = unsafe Encoder(handle: handle)
        try encoder.set(DmtxPropScheme, DmtxSchemeC40.rawValue)
        try encoder.set(DmtxPropSizeRequest, DmtxSymbolSquareAuto.rawValue)
        // The picture that libdmtx paints is not used: as small as it can be.
        try encoder.set(DmtxPropModuleSize, 1)
        try encoder.set(DmtxPropMarginSize, 0)
        return encoder
    }

    private init(handle: UnsafeMutablePointer<DmtxEncode>) {
        unsafe self.handle = handle
    }

    deinit {
        var handle: UnsafeMutablePointer<DmtxEncode>? = unsafe handle
        _ = unsafe dmtxEncodeDestroy(&handle)
    }

    /// The symbol of some bytes. Throws `tooLong` when no square symbol holds them.
    consuming func encode(_ content: [UInt8]) throws(DataMatrixError) -> DataMatrixSymbol {
        guard let count = Int32(exactly: content.count) else { throw .tooLong(count: content.count) }
        var content = content
        let result = unsafe content.withUnsafeMutableBufferPointer { bytes in
            unsafe dmtxEncodeDataMatrix(handle, count, bytes.baseAddress)
        }
        guard result == UInt32(DmtxPass) else {
            guard content.count > Self.certain else { throw .libdmtx(function: "dmtxEncodeDataMatrix") }
            throw .tooLong(count: content.count)
        }
        let (message, index) = unsafe (handle.pointee.message, handle.pointee.region.sizeIdx)
        let size = unsafe handle.pointee.region.symbolRows
        guard let message = unsafe message, size > 0, unsafe handle.pointee.region.symbolCols == size else {
            throw .libdmtx(function: "dmtxEncodeDataMatrix")
        }
        var modules: [Bool] = []
        // libdmtx counts the rows from the bottom.
        for row in (0..<size).reversed() {
            for column in 0..<size {
                modules.append(unsafe dmtxSymbolModuleStatus(message, index, row, column) & DmtxModuleOn != 0)
            }
        }
        return DataMatrixSymbol(size: Int(size), modules: modules)
    }

    private func set(_ property: DmtxProperty, _ value: Int32) throws(DataMatrixError) {
        guard unsafe dmtxEncodeSetProp(handle, Int32(property.rawValue), value) == UInt32(DmtxPass) else {
            throw .libdmtx(function: "dmtxEncodeSetProp")
        }
    }
}
