import Testing

@testable import CardSimulator

/// Structures of PC/SC part 10 as a client makes them.
struct PadStructure {
    static let verifyCommand = hex("00 20 00 01 08 FF FF FF FF FF FF FF FF")
    static let changeCommand = hex("00 24 00 01 10") + [UInt8](repeating: 0xFF, count: 16)

    /// PIN_VERIFY_STRUCTURE for four ASCII digits in a block of eight.
    static func verify(
        timeout: UInt8 = 30, format: UInt8 = 0x82, block: UInt8 = 0x08, length: UInt8 = 0x00, most: UInt8 = 4,
        fewest: UInt8 = 4, completion: UInt8 = 0x02, messages: UInt8 = 1, command: [UInt8] = verifyCommand
    ) -> [UInt8] {
        [timeout, 0, format, block, length, most, fewest, completion, messages, 0x0C, 0x04, 0, 0, 0, 0]
            + [UInt8(command.count), 0, 0, 0] + command
    }

    /// PIN_MODIFY_STRUCTURE: old PIN in the first block, new in the second.
    static func modify(
        old: UInt8 = 0, new: UInt8 = 8, confirmation: UInt8 = 3, command: [UInt8] = changeCommand
    ) -> [UInt8] {
        [30, 0, 0x82, 0x08, 0x00, old, new, 4, 4, confirmation, 0x02, 3, 0x0C, 0x04, 0, 1, 2, 0, 0, 0]
            + [UInt8(command.count), 0, 0, 0] + command
    }
}

@Suite("The PIN pad of a virtual reader")
struct PINPadTests {
    /// What comes of a request when the person makes these entries.
    private func ask(_ request: PINPadRequest?, _ entries: PadEntry...) -> PINPad.Outcome? {
        var rest = entries[...]
        return PINPad.ask(request) { _ in rest.popFirst() ?? .timeout }
    }

    @Test("the digits stand at the left of their block, and the template fills the rest")
    func verify() {
        let request = PINPadRequest(verify: PadStructure.verify())
        #expect(ask(request, .digits("1234")) == .command(hex("00 20 00 01 08 31 32 33 34 FF FF FF FF")))
        let shifted = PINPadRequest(verify: PadStructure.verify(format: 0x8A, block: 4))
        #expect(ask(shifted, .digits("1234")) == .command(hex("00 20 00 01 08 FF 31 32 33 34 FF FF FF")))
    }

    @Test(
        "what the person does else is the pad's own answer",
        arguments: [
            (PadEntry.cancel, 0x6401), (.timeout, 0x6400), (.nobody, 0x6400), (.digits("123"), 0x6403),
            (.digits("12345"), 0x6403), (.digits(""), 0x6403), (.digits("12A4"), 0x6403),
        ] as [(PadEntry, UInt16)])
    func refusals(entry: PadEntry, status: UInt16) {
        #expect(ask(PINPadRequest(verify: PadStructure.verify()), entry) == .refused(status))
    }

    @Test("an entry ends as the structure says: by the key, by the last digit, or by the time")
    func completion() {
        func outcome(_ condition: UInt8, _ digits: String) -> PINPad.Outcome? {
            let structure = PadStructure.verify(most: 6, completion: condition)
            return ask(PINPadRequest(verify: structure), .digits(digits))
        }
        #expect(outcome(0x01, "1234") == .refused(0x6400))
        #expect(outcome(0x01, "123456") == .command(hex("00 20 00 01 08 31 32 33 34 35 36 FF FF")))
        #expect(outcome(0x03, "1234") == .command(hex("00 20 00 01 08 31 32 33 34 FF FF FF FF")))
        #expect(outcome(0x04, "12345") == .command(hex("00 20 00 01 08 31 32 33 34 35 FF FF FF")))
    }

    @Test("a change asks for the old, the new, and the new again, which must be the same")
    func modify() {
        let request = PINPadRequest(modify: PadStructure.modify())
        let changed = hex("00 24 00 01 10 31 32 33 34 FF FF FF FF 34 33 32 31 FF FF FF FF")
        #expect(ask(request, .digits("1234"), .digits("4321"), .digits("4321")) == .command(changed))
        #expect(ask(request, .digits("1234"), .digits("4321"), .digits("4322")) == .refused(0x6402))
        #expect(ask(request, .digits("1234"), .cancel) == .refused(0x6401))
        #expect(ask(request, .digits("1234"), .digits("4321")) == .refused(0x6400))
    }

    @Test("a change may ask for less: no confirmation, no old code")
    func smallerModify() {
        let unconfirmed = PINPadRequest(modify: PadStructure.modify(confirmation: 2))
        #expect(unconfirmed?.prompts == [.code(offset: 0), .code(offset: 8)])
        let newOnly = PINPadRequest(
            modify: PadStructure.modify(
                new: 0, confirmation: 1, command: hex("00 2C 02 01 08 FF FF FF FF FF FF FF FF")))
        #expect(newOnly?.prompts == [.code(offset: 0), .confirmation])
    }

    @Test("a card that leaves ends the asking")
    func cardLeaves() {
        #expect(PINPad.ask(PINPadRequest(verify: PadStructure.verify())) { _ in nil } == nil)
    }

    @Test("the time is the structure's, the reader's own for 0, and one minute at most")
    func time() {
        let seconds = [0, 1, 60, 255].map { PINPadRequest(verify: PadStructure.verify(timeout: $0))?.seconds }
        #expect(seconds == [30, 1, 60, 60])
    }

    @Test("a structure that contradicts itself, or wants what the pad cannot do, is refused by 6B80")
    func contradictions() {
        let cut = hex("00 20 00 01")
        let refused = [
            PadStructure.verify(format: 0x02), PadStructure.verify(format: 0x81), PadStructure.verify(format: 0x86),
            PadStructure.verify(format: 0x8A), PadStructure.verify(block: 0x00), PadStructure.verify(block: 0x18),
            PadStructure.verify(length: 0x04), PadStructure.verify(most: 3), PadStructure.verify(most: 9),
            PadStructure.verify(fewest: 0), PadStructure.verify(completion: 0), PadStructure.verify(completion: 8),
            PadStructure.verify(messages: 2), PadStructure.verify(command: cut),
            PadStructure.verify(command: hex("00 20 00 01 08 FF FF FF FF")),
            PadStructure.verify(command: hex("00 20 00 01 04 FF FF FF FF")),
        ]
        for structure in refused {
            #expect(ask(PINPadRequest(verify: structure), .digits("1234")) == .refused(0x6B80), "\(hex(structure))")
        }
        #expect(PINPadRequest(verify: PadStructure.verify(messages: 0xFF)) != nil)
        for structure in [
            PadStructure.modify(new: 7), PadStructure.modify(new: 9),
            PadStructure.modify(old: 8, new: 0, confirmation: 4),
        ] {
            #expect(PINPadRequest(modify: structure) == nil, "\(hex(structure))")
        }
    }

    @Test("no structure, cut or changed, traps; every shorter one is refused")
    func broken() async {
        for bytes in mutations(of: PadStructure.verify()) {
            let request = PINPadRequest(verify: bytes)
            #expect(request == nil || bytes.count == PadStructure.verify().count)
            _ = ask(request, .digits("1234"))
        }
        await Task.yield()
        for bytes in mutations(of: PadStructure.modify()) {
            let request = PINPadRequest(modify: bytes)
            #expect(request == nil || bytes.count == PadStructure.modify().count)
            _ = ask(request, .digits("1234"), .digits("4321"), .digits("4321"))
        }
    }
}
