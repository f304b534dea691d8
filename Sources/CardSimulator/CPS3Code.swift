/// A PIN or PUK on a virtual CPS3: its value, its counter, and whether it was presented since power-up (cpx.md 4).
struct CPS3Code {
    /// Bytes of a stored code, padding included.
    static let storedLength = 8

    private var value: [UInt8]
    let triesAllowed: Int
    private(set) var triesLeft: Int
    private(set) var isVerified = false

    /// ASCII digits, padded with FF to eight bytes.
    init(_ digits: String, triesAllowed: Int, triesLeft: Int) {
        value = Array(digits.utf8.prefix(Self.storedLength))
        value += [UInt8](repeating: 0xFF, count: Self.storedLength - value.count)
        self.triesAllowed = triesAllowed
        self.triesLeft = triesLeft
    }

    /// What an empty VERIFY answers.
    var status: UInt16 {
        if triesLeft == 0 { return Status.authenticationBlocked }
        return isVerified ? Status.success : Status.triesLeft(triesLeft)
    }

    /// Compares eight bytes; a wrong code costs a try and the security status.
    mutating func verify(_ presented: [UInt8]) -> UInt16 {
        guard triesLeft > 0 else { return Status.authenticationBlocked }
        isVerified = presented == value
        triesLeft = isVerified ? triesAllowed : triesLeft - 1
        return isVerified ? Status.success : Status.triesLeft(triesLeft)
    }

    /// Gives the code a new value; it keeps its security status.
    mutating func replace(by newValue: [UInt8]) {
        value = newValue
    }

    /// Gives the code a new value and all its tries; it has then to be presented.
    mutating func unblock(with newValue: [UInt8]) {
        value = newValue
        triesLeft = triesAllowed
        isVerified = false
    }

    mutating func forgetVerification() {
        isVerified = false
    }
}
