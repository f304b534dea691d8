/// A PIN or PUK on a virtual card: its value, its counter, and whether it was presented since power-up (cpx.md 4).
struct CPS3Code {
    /// Bytes of a stored code, padding included.
    static let storedLength = 8

    private var value: [UInt8]
    private let lengths: ClosedRange<Int>
    private let padding: UInt8
    let triesAllowed: Int
    private(set) var triesLeft: Int
    private(set) var isVerified = false

    /// ASCII digits, padded to eight bytes; `lengths` are the numbers of digits that a new value may have.
    init(_ digits: String, lengths: ClosedRange<Int>, padding: UInt8, triesAllowed: Int, triesLeft: Int) {
        value = Array(digits.utf8.prefix(Self.storedLength))
        value += [UInt8](repeating: padding, count: Self.storedLength - value.count)
        self.lengths = lengths
        self.padding = padding
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

    /// Whether a new value has the form that the card announces. Weak: that a real card looks is not known; this one does,
    /// since it would otherwise keep a code that nobody can type.
    func accepts(_ newValue: [UInt8]) -> Bool {
        let digits = newValue.prefix { (0x30...0x39).contains($0) }
        return newValue.count == Self.storedLength && lengths.contains(digits.count)
            && newValue.dropFirst(digits.count).allSatisfy { $0 == padding }
    }

    /// Gives the code a new value; it keeps its security status.
    mutating func replace(by newValue: [UInt8]) {
        value = newValue
    }

    /// Gives the code all its tries; it has then to be presented.
    mutating func unblock() {
        triesLeft = triesAllowed
        isVerified = false
    }

    mutating func forgetVerification() {
        isVerified = false
    }
}
