/// Whether two texts differ by one slip of the keyboard.
struct NearMiss {
    private let left: [UInt8]
    private let right: [UInt8]

    init(_ left: String, _ right: String) {
        self.left = Array(left.utf8)
        self.right = Array(right.utf8)
    }

    /// One sign more, less or other, or two neighbours swapped; texts of one sign are never near each other.
    var isOne: Bool {
        guard left != right, min(left.count, right.count) > 1, abs(left.count - right.count) <= 1 else { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (restOfLeft, restOfRight) = (left.dropFirst(start), right.dropFirst(start))
        if left.count > right.count { return restOfLeft.dropFirst().elementsEqual(restOfRight) }
        if left.count < right.count { return restOfRight.dropFirst().elementsEqual(restOfLeft) }
        if restOfLeft.dropFirst().elementsEqual(restOfRight.dropFirst()) { return true }
        return restOfLeft.prefix(2).elementsEqual(restOfRight.prefix(2).reversed())
            && restOfLeft.dropFirst(2).elementsEqual(restOfRight.dropFirst(2))
    }
}
