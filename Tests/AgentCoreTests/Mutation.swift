/// Damaged copies of a fixture.
enum Mutation {
    /// The same bytes with every bit of one flipped but the lowest.
    static func changed(_ bytes: [UInt8], at index: Int) -> [UInt8] {
        var bytes = bytes
        bytes[index] ^= 0xFE
        return bytes
    }
}
