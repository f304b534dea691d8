import CReadingLibraries
import FoundationEssentials
import LibraryMessages

/// The API de lecture Vitale (vitale.md 5.3).
@safe struct ReadingAPI {
    private let initialise: Hn_Init_Function
    private let read: Hn_LectureVitaleDonneesIdentification_Function
    private let finish: Hn_Finir_Function

    /// Loads the library at that path.
    init(_ path: String) throws(LibraryFailure) {
        let library = try SharedLibrary(path)
        unsafe initialise = try library.function("Hn_Init", as: Hn_Init_Function.self)
        unsafe read = try library.function(
            "Hn_LectureVitaleDonneesIdentification", as: Hn_LectureVitaleDonneesIdentification_Function.self)
        unsafe finish = try library.function("Hn_Finir", as: Hn_Finir_Function.self)
    }

    /// The XML that the library gives, from start to finish. It chooses the reader itself, by `api_lec.ini`.
    ///
    /// `mode` is 0: its values are not public, and the known programs pass that. A failure of `Hn_Finir` takes nothing
    /// from what was read; a library left in disorder shows at the next `Hn_Init`.
    func identification(configuration: String, patience: Int16) throws(LibraryFailure) -> Data {
        var path = Array(configuration.utf8) + [0]
        var mode: UInt16 = 0
        var code: UInt16 = 0
        let result = unsafe initialise(&path, &mode, &code)
        guard result == 0 else { throw .refused(function: "Hn_Init", result: result, code: code) }
        defer { unsafe _ = finish(&code) }
        return try xml(patience: patience)
    }

    private func xml(patience: Int16) throws(LibraryFailure) -> Data {
        var buffer = [CChar](repeating: 0, count: HN_DATA_SIZE)
        var length = UInt32(HN_DATA_SIZE)
        var state: Int16 = 0
        var code: UInt16 = 0
        let result = unsafe read(patience, &buffer, &length, &state, &code)
        guard result == 0 else {
            throw .refused(function: "Hn_LectureVitaleDonneesIdentification", result: result, code: code)
        }
        guard length > 0, length <= HN_DATA_SIZE else { throw .unreadable(what: "length of the XML") }
        return Data(buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) })
    }
}
