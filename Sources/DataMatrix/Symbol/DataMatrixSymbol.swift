/// A square Data Matrix symbol with the error correction ECC 200 (ISO/IEC 16022), as modules without quiet zone.
public struct DataMatrixSymbol: Equatable, Sendable {
    /// Modules on each side, finder and timing patterns included: 10 to 144.
    public let size: Int
    /// Row by row from the top left; true is dark.
    let modules: [Bool]

    /// Encodes an ASCII text in C40, in the smallest square symbol that holds it.
    ///
    /// The symbol is read again before it is given out: a wrong identity harms a patient. A content of one character is refused
    /// so, since libdmtx's decoder does not see the end of C40 right after its beginning; those of identities are longer.
    public init(_ content: String) throws(DataMatrixError) {
        let bytes = Array(content.utf8)
        guard !bytes.isEmpty else { throw .empty }
        if let foreign = bytes.firstIndex(where: { $0 > 0x7F }) { throw .unencodable(position: foreign + 1) }
        let symbol = try Encoder.make().encode(bytes)
        guard try SymbolReading.content(of: symbol) == bytes else { throw .readsDifferently }
        self = symbol
    }

    /// A symbol from its modules, row by row from the top left.
    init(size: Int, modules: [Bool]) {
        self.size = size
        self.modules = modules
    }

    /// Whether a module is dark; rows and columns count from 0 at the top left, and beyond the symbol all is light.
    public func isDark(row: Int, column: Int) -> Bool {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return false }
        return modules[row * size + column]
    }
}
