/// The PIN pad of a virtual reader and the person at it (PC/SC part 10): asks for codes and builds the command.
struct PINPad {
    /// What comes of a request.
    enum Outcome: Equatable {
        /// The command for the card.
        case command([UInt8])
        /// The pad's own answer; the card has seen nothing.
        case refused(UInt16)
    }

    /// What the person does at the next prompt; the argument is how many seconds are left. Nil is a card that left.
    typealias Person = (_ seconds: Int) -> PadEntry?

    /// Asks for every code of a request; nil when the card left meanwhile.
    static func ask(_ request: PINPadRequest?, _ person: Person) -> Outcome? {
        guard let request else { return .refused(Status.padInvalidParameter) }
        var command = request.template
        var last: [UInt8] = []
        for prompt in request.prompts {
            guard let entry = person(request.seconds) else { return nil }
            let digits: [UInt8]
            switch request.judge(entry) {
            case .accepted(let typed): digits = typed
            case .refused(let status): return .refused(status)
            }
            switch prompt {
            case .code(let offset):
                command.replaceSubrange(PINPadRequest.headerLength + offset, by: digits)
                last = digits
            case .confirmation:
                guard digits == last else { return .refused(Status.padDifferentCodes) }
            }
        }
        return .command(command)
    }
}

extension PINPadRequest {
    fileprivate enum Judgement {
        case accepted([UInt8])
        case refused(UInt16)
    }

    /// What the pad makes of one entry.
    fileprivate func judge(_ entry: PadEntry) -> Judgement {
        switch entry {
        case .cancel: return .refused(Status.padCancelled)
        case .timeout, .nobody: return .refused(Status.padTimedOut)
        case .digits(let text):
            let typed = Array(text.utf8)
            guard typed.allSatisfy({ (0x30...0x39).contains($0) }), digits.contains(typed.count) else {
                return .refused(Status.padWrongLength)
            }
            let isFull = completion.contains(.maximumReached) && typed.count == digits.upperBound
            let isValidated = isFull || !completion.isDisjoint(with: [.validationKey, .timeOver])
            return isValidated ? .accepted(typed) : .refused(Status.padTimedOut)
        }
    }
}

extension [UInt8] {
    /// Puts bytes over those from `start` on.
    fileprivate mutating func replaceSubrange(_ start: Int, by bytes: [UInt8]) {
        replaceSubrange(start..<start + bytes.count, with: bytes)
    }
}
