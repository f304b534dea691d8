public import SmartCard

/// Port: the official reading libraries as a second source beside the free reading (vitale.md 5). They open the reader
/// themselves, so nobody calls this inside a transaction of ours.
public protocol OfficialReading: Sendable {
    /// Reads the card in that reader, all that the configured libraries tell.
    func read(in reader: Reader) async throws(OfficialReadingError) -> OfficialContent

    /// Confirms that the card of that serial number is still in the reader (MICA, state `01`); otherwise throws
    /// `cardAbsent` or `cardChanged`, and as `read` does when no library can tell.
    func confirm(serial: String, in reader: Reader) async throws(OfficialReadingError)
}
