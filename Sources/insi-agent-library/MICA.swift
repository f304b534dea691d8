import CReadingLibraries
import FoundationEssentials
import LibraryMessages

/// MICA (vitale.md 5.5). Reader names are its resources; an empty one would mean any reader.
@safe struct MICA {
    private let initialise: MICA_Init_Function
    private let finish: MICA_Terminer_Function
    private let readVersion: MICA_LireVersion_Function
    private let checkPresence: MICA_ControlePresenceCarteVitale_Function
    private let sign: MICA_SignatureVitale_Function

    /// Room for texts whose length the library decides.
    private static let textSize = 256

    /// Loads the library at that path.
    init(_ path: String) throws(LibraryFailure) {
        let library = try SharedLibrary(path)
        unsafe initialise = try library.function("MICA_Init", as: MICA_Init_Function.self)
        finish = try library.function("MICA_Terminer", as: MICA_Terminer_Function.self)
        unsafe readVersion = try library.function("MICA_LireVersion", as: MICA_LireVersion_Function.self)
        unsafe checkPresence = try library.function(
            "MICA_ControlePresenceCarteVitale", as: MICA_ControlePresenceCarteVitale_Function.self)
        unsafe sign = try library.function("MICA_SignatureVitale", as: MICA_SignatureVitale_Function.self)
    }

    /// Runs a body between `MICA_Init`, with its defaults, and `MICA_Terminer`.
    func session<R>(_ body: () throws(LibraryFailure) -> R) throws(LibraryFailure) -> R {
        try Self.check("MICA_Init", initialise(nil))
        defer { _ = finish() }
        return try body()
    }

    /// `XX.YY.ZZ`.
    func version() throws(LibraryFailure) -> Data {
        var text = [CChar](repeating: 0, count: Self.textSize)
        try Self.check("MICA_LireVersion", unsafe readVersion(&text))
        return Data(text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    }

    /// Serial number and nature of the card in that reader, as the library gives them.
    func identify(in reader: String) throws(LibraryFailure) -> (serial: Data, nature: UInt8) {
        let (state, serial) = try presence(in: reader, of: [])
        switch state {
        case 0x00: break
        case 0x03: throw .cardAbsent
        default: throw .unreadable(what: "state of the card")
        }
        let card = try description(of: reader)
        // vitale.md 1.1: 4 to 7 are professional cards.
        guard !(4...7).contains(card.type) else { throw .cardAbsent }
        guard card.serial.isEmpty || Self.isSame(card.serial, serial) else { throw .cardChanged }
        return (Data(serial), card.nature)
    }

    /// Returns when the card of that serial number is in the reader.
    func confirm(serial: [UInt8], in reader: String) throws(LibraryFailure) {
        switch try presence(in: reader, of: serial).state {
        case 0x01: return
        case 0x02: throw .cardChanged
        case 0x03: throw .cardAbsent
        default: throw .unreadable(what: "state of the card")
        }
    }

    /// The state of the card, and the serial number that stands in the buffer then.
    private func presence(
        in reader: String, of serial: [UInt8]
    ) throws(LibraryFailure) -> (state: UInt8, serial: [UInt8]) {
        guard serial.count < Self.textSize else { throw .unreadable(what: "serial") }
        var resource = Array(reader.utf8CString)
        var text = serial + [UInt8](repeating: 0, count: Self.textSize - serial.count)
        var state: UInt8 = 0xFF
        try Self.check("MICA_ControlePresenceCarteVitale", unsafe checkPresence(&resource, &text, &state))
        return (state, Array(text.prefix { $0 != 0 }))
    }

    /// A signature of nothing only describes the card.
    private func description(
        of reader: String
    ) throws(LibraryFailure) -> (type: UInt16, nature: UInt8, serial: [UInt8]) {
        var resource = Array(reader.utf8CString)
        var card = T_InfosCarte()
        let result = unsafe sign(&resource, UInt8(SIG_AMO), 0, nil, &card)
        try Self.check("MICA_SignatureVitale", result)
        let serial = unsafe withUnsafeBytes(of: &card.numSerie) { unsafe Array($0.prefix { $0 != 0 }) }
        return (card.typeCarte, card.natureCarte, serial)
    }

    /// The same number, whatever its leading zeros.
    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.drop { $0 == UInt8(ascii: "0") } == other.drop { $0 == UInt8(ascii: "0") }
    }

    private static func check(_ function: String, _ result: UInt16) throws(LibraryFailure) {
        guard result == 0 else { throw .refused(function: function, result: result, code: nil) }
    }
}
