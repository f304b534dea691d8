public import HealthCards
public import SmartCard

/// The official libraries without any: they tell what the test says.
public final class ScriptedLibrary: OfficialReading {
    private let content: Watched<Result<OfficialContent, OfficialReadingError>>
    private let confirmation = Watched<OfficialReadingError?>(nil)
    /// The serial numbers that were confirmed.
    public let confirmed = Watched<[String]>([])

    /// Libraries that tell this.
    public init(_ content: Result<OfficialContent, OfficialReadingError>) {
        self.content = Watched(content)
    }

    /// What the next confirmation says.
    public func refuse(_ error: OfficialReadingError) {
        confirmation.update { $0 = error }
    }

    /// See `OfficialReading`.
    public func read(in reader: Reader) async throws(OfficialReadingError) -> OfficialContent {
        try content.value.get()
    }

    /// See `OfficialReading`.
    public func confirm(serial: String, in reader: Reader) async throws(OfficialReadingError) {
        if let error = confirmation.value { throw error }
        confirmed.update { $0.append(serial) }
    }
}

/// Where readers are, as the test says.
public final class ScriptedLocator: ReaderLocating {
    private let places: [Reader: ReaderLocation]

    /// These places.
    public init(_ places: [Reader: String]) {
        self.places = places.mapValues { ReaderLocation(usbPath: $0) }
    }

    /// See `ReaderLocating`.
    public func location(of reader: Reader) async -> ReaderLocation? { places[reader] }
}
