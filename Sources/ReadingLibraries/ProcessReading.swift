import Dispatch
import FoundationEssentials
public import HealthCards
import LibraryMessages
public import SmartCard
import Synchronization

/// The official reading libraries in a process of their own (vitale.md 5.3, 5.5): whatever they do, the agent survives.
///
/// The process is started by the first request and again after a fault; one request at a time, on a thread of its own.
public final class ProcessReading: OfficialReading {
    private let libraries: OfficialLibraries
    private let queue = DispatchQueue(label: "reading-libraries")
    private let process = Mutex<HelperProcess?>(nil)

    /// A source that starts nothing yet.
    public init(_ libraries: OfficialLibraries) {
        self.libraries = libraries
    }

    /// Reads the card in that reader: MICA first, then the API de lecture, then MICA again, so that no other card slips
    /// in between. The API de lecture chooses its reader itself, by `api_lec.ini`.
    public func read(in reader: Reader) async throws(OfficialReadingError) -> OfficialContent {
        let facts = try await ask(.read, in: reader)
        let chip = libraries.mica == nil ? nil : try chip(facts)
        guard libraries.apiLec != nil else { return OfficialContent(bearers: [], chip: chip) }
        guard let xml = facts.xml else { throw .unreadable("XML") }
        return try OfficialContent(xml: Array(xml), chip: chip)
    }

    /// Confirms that the card of that serial number is still in the reader: by MICA, or by reading again where only the
    /// reading API is there.
    public func confirm(serial: String, in reader: Reader) async throws(OfficialReadingError) {
        guard let chip = VitaleChip(decimal: serial, nature: nil) else { throw .unreadable("serial") }
        guard libraries.mica == nil else {
            _ = try await ask(.confirm, in: reader, serial: serial)
            return
        }
        guard try await read(in: reader).chip?.hasSameSerial(as: chip) == true else { throw .cardChanged }
    }

    /// Ends the process and all that the libraries started; a later request starts a new one.
    public func end() {
        process.withLock { $0 = nil }
    }

    /// Loads every configured library, for a diagnosis; the version of MICA, nil when it is not configured.
    public func version() async throws(OfficialReadingError) -> String? {
        let request = request(.version, reader: "", serial: nil)
        return try await exchange(request).version.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A slot that its driver calls so is the professional card's half of a two-slot reader, never offered for a Vitale
    /// card (vitale.md 5.5); without a name MICA would search all readers.
    private func ask(
        _ verb: LibraryRequest.Verb, in reader: Reader, serial: String? = nil
    ) async throws(OfficialReadingError) -> LibraryFacts {
        guard !reader.name.isEmpty, !KnownReaders.isOwnSoftware(reader) else { throw .cardAbsent }
        guard libraries.mica != nil || libraries.apiLec != nil else {
            throw .notLoadable(reason: "no library is configured")
        }
        guard libraries.apiLec == nil || libraries.apiLecConfiguration != nil else {
            throw .notLoadable(reason: "the place of api_lec.ini is not configured")
        }
        return try await exchange(request(verb, reader: reader.name, serial: serial))
    }

    /// The API de lecture may wait for half of the time, so that its own answer comes before ours is over.
    private func request(_ verb: LibraryRequest.Verb, reader: String, serial: String?) -> LibraryRequest {
        let patience = min(max(1, libraries.timeout.components.seconds / 2), 30)
        return LibraryRequest(
            verb: verb, apiLec: verb == .confirm ? nil : libraries.apiLec,
            apiLecConfiguration: libraries.apiLecConfiguration, mica: libraries.mica, reader: reader, serial: serial,
            patience: Int16(clamping: patience))
    }

    private func exchange(_ request: LibraryRequest) async throws(OfficialReadingError) -> LibraryFacts {
        let ticket = HelperTicket()
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: self.answer(to: request, ticket)) }
            }
        } onCancel: {
            ticket.cancel()
        }
        switch try answer.get() {
        case .told(let facts): return facts
        case .failed(let failure): throw OfficialReadingError(failure)
        }
    }

    /// Blocks. A process that did not answer as it should is not asked again.
    private func answer(
        to request: LibraryRequest, _ ticket: HelperTicket
    ) -> Result<LibraryAnswer, OfficialReadingError> {
        process.withLock { held in
            do throws(OfficialReadingError) {
                var helper = try HelperProcess.running(held.take(), otherwise: libraries.helper)
                guard ticket.begin(helper.pid) else {
                    held = consume helper
                    return .failure(.timedOut)
                }
                defer { ticket.end() }
                let answer = try helper.ask(request, within: libraries.timeout)
                held = consume helper
                return .success(answer)
            } catch {
                return .failure(error)
            }
        }
    }

    private func chip(_ facts: LibraryFacts) throws(OfficialReadingError) -> VitaleChip {
        // A nature that is none of the three is not guessed: production would take a test card for a real one.
        guard let nature = facts.nature.flatMap({ VitaleChip.Nature(rawValue: Character(Unicode.Scalar($0))) }) else {
            throw .unreadable("natureCarte")
        }
        guard let serial = facts.serial.map({ String(decoding: $0, as: UTF8.self) }),
            let chip = VitaleChip(decimal: serial, nature: nature)
        else { throw .unreadable("serial") }
        return chip
    }
}
