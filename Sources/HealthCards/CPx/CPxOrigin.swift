import SmartCard

/// Whether a card is the agency's and fit for use, before it is read (cpx.md 2).
struct CPxOrigin: Sendable {
    let files: CPxFiles

    /// Throws `foreignIssuer` for a card of another issuer, `interruptedUpdate` for one whose last update did not end well.
    ///
    /// EF.SN is believed where it is, and not missed where it is not: the application's name has told the issuer already.
    /// The record of updates is not read on a CPS4.
    func check(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) {
        let serialNumber = try files.readIfPresent(channel, CPxFacts.serialNumberPath, named: "serial number")
        guard serialNumber?.starts(with: CPxFacts.serialNumberStart) ?? true else {
            throw .foreignIssuer
        }
        guard files.dialect.generation == .cps3 else { return }
        let update = try files.readIfPresent(channel, CPxFacts.updatePath, named: "update record")
        guard update.map(Self.isComplete) ?? true else { throw .interruptedUpdate }
    }

    /// `EC { 81 start, 82 end }`, both of them dates; otherwise the card has to be updated again.
    static func isComplete(_ record: [UInt8]) -> Bool {
        guard let template = BERTLV.read(record).first(0xEC) else { return false }
        return [0x81, 0x82].allSatisfy { template.first($0).map { isDate($0.value) } ?? false }
    }

    /// Seven bytes of packed digits, the first four of which are a year since 1970; the official library asks no more.
    private static func isDate(_ value: [UInt8]) -> Bool {
        let digits = value.flatMap { [Int($0 >> 4), Int($0 & 0x0F)] }
        guard digits.count == 14, digits.allSatisfy({ $0 <= 9 }) else { return false }
        return digits.prefix(4).reduce(0) { $0 * 10 + $1 } >= 1970
    }
}
