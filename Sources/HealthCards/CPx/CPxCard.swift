public import SmartCard

/// What is read once per insertion of a CPx card: its holder, and how its PIN and its signature key are used.
public struct CPxCard: Equatable, Sendable {
    /// The professional and the signature certificate.
    public let holder: CPxHolder
    let dialect: CPxDialect
    let signatureKey: UInt8
    let pin: PINFormat
    let puk: PINFormat
    let situationFiles: [PracticeSituation.File]

    /// Which command set the card has.
    public var generation: CPxGeneration { dialect.generation }

    /// How many digits the card's PIN may have.
    public var pinLengths: ClosedRange<Int> { pin.lengths }

    var files: CPxFiles { CPxFiles(dialect: dialect) }

    /// Reads directories, signature certificate and free data objects, without PIN (cpx.md 3.4, 3.8, 6.4). About 2 s on a
    /// real card.
    ///
    /// Throws `unsupportedCard` for any other kind than `cps3` and `cps4`, `fileMissing` or `unreadable` when there is no
    /// usable signature certificate, `unreadable` for a card of another issuer or one left in mid-update. Directories of
    /// keys and PINs that are missing or not understood are replaced by what is known of such cards; data objects that
    /// are missing, refused or odd are left out. Ends a PIN session of a CPS4.
    public static func read(
        _ channel: borrowing any CardChannel & ~Copyable, _ kind: CardKind
    ) throws(HealthCardError) -> CPxCard {
        guard let dialect = CPxDialect.of(kind) else { throw .unsupportedCard(kind) }
        let reading = CPxReading(dialect: dialect)
        try HealthCardError.wrapping { () throws(CardError) in try dialect.open(channel) }
        try CPxOrigin(files: reading.files).check(channel)
        try HealthCardError.wrapping { () throws(CardError) in try dialect.enter(channel) }
        let directory = PKCS15.ObjectDirectory(
            try reading.files.read(channel, CPxFacts.objectDirectory, .objectDirectory))
        let keys = try reading.optional(channel, directory.keys, .keyDirectory)
        let pins = try reading.optional(channel, directory.pins, .pinDirectory)
        let certificate = try reading.certificate(channel, directory.certificates)
        let objects = try reading.dataObjects(channel, directory.dataObjects)
        return CPxCard(
            holder: try CPxHolder(certificate, reading.templates(channel, objects)),
            dialect: dialect,
            signatureKey: keys.flatMap { PKCS15.signatureKey($0, dialect.signatureIdentifier) } ?? dialect.signatureKey,
            pin: pins.flatMap { PKCS15.pin($0, CPxFacts.pinIdentifier) } ?? CPxFacts.pin,
            puk: pins.flatMap { PKCS15.pin($0, CPxFacts.pukIdentifier) } ?? CPxFacts.puk,
            situationFiles: PracticeSituation.File.all(among: objects))
    }
}
