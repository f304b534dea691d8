/// A PIN or PUK of 4 to 8 ASCII digits in locked memory, wiped when it goes out of scope. Never a `String`, never an
/// `Array`.
public struct PIN: ~Copyable, Sendable {
    private let memory: LockedMemory

    /// Copies the digits; the caller wipes its own. Throws `malformedPIN` unless they are 4 to 8 ASCII digits, and
    /// `memoryNotLocked`.
    public init(digits: UnsafeRawBufferPointer) throws(HealthCardError) {
        let source = unsafe digits.bytes
        guard (4...8).contains(source.byteCount) else { throw .malformedPIN }
        for index in 0..<source.byteCount {
            let digit = unsafe source.unsafeLoad(fromByteOffset: index, as: UInt8.self)
            guard (0x30...0x39).contains(digit) else { throw .malformedPIN }
        }
        guard let memory = LockedMemory(count: source.byteCount) else { throw .memoryNotLocked }
        memory.write(unsafe digits.bindMemory(to: UInt8.self).span, at: 0)
        self.memory = memory
    }

    /// Number of digits.
    public var count: Int { memory.count }

    /// Copies the digits to an offset of a command, where they fit.
    func copy(to command: borrowing LockedMemory, at offset: Int) {
        memory.withSpan { command.write($0, at: offset) }
    }
}
