import Cryptography
import SmartCard

/// The steps of reading a card, each by its own law of what may be missing.
struct CPxReading: Sendable {
    let dialect: CPxDialect

    var files: CPxFiles { CPxFiles(dialect: dialect) }

    /// A directory that may be missing.
    func optional(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8]?, _ file: CardFile
    ) throws(HealthCardError) -> [UInt8]? {
        guard let path else { return nil }
        return try files.readIfPresent(channel, path, named: file.rawValue)
    }

    /// The signature certificate, which the directory of certificates at that path names. Its file may be longer.
    func certificate(
        _ channel: borrowing any CardChannel & ~Copyable, _ directory: [UInt8]?
    ) throws(HealthCardError) -> Certificate {
        guard let directory else { throw .fileMissing(.certificateDirectory) }
        let entries = try files.read(channel, directory, .certificateDirectory)
        guard let path = PKCS15.signatureCertificate(entries, dialect.signatureIdentifier) else {
            throw .fileMissing(.certificate)
        }
        let bytes = try files.read(channel, path, .certificate)
        guard bytes.starts(with: [0x30, 0x82]), let object = BERTLV.read(bytes).objects.first else {
            throw .unreadable(field: CardFile.certificate.rawValue)
        }
        do {
            return try Certificate(der: Array(bytes.prefix(object.value.count + 4)))
        } catch {
            throw .unreadable(field: CardFile.certificate.rawValue)
        }
    }

    /// The list of data objects; empty when it cannot be had.
    func dataObjects(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8]?
    ) throws(HealthCardError) -> [PKCS15.DataObject] {
        guard let path else { return [] }
        return PKCS15.dataObjects(try dispensable(channel, path, named: "data object directory") ?? [])
    }

    /// The outer templates of the free objects that tell of the holder, as far as they can be had.
    func templates(
        _ channel: borrowing any CardChannel & ~Copyable, _ objects: [PKCS15.DataObject]
    ) throws(HealthCardError) -> [BERTLV] {
        var templates: [BERTLV] = []
        for object in objects where CPxFacts.holderLabels.contains(object.label) {
            templates += BERTLV.read(try dispensable(channel, object.path, named: object.label) ?? []).objects
        }
        return templates
    }

    /// A file that the card may lack, refuse or hold in disorder; only a broken exchange is an error.
    private func dispensable(
        _ channel: borrowing any CardChannel & ~Copyable, _ path: [UInt8], named name: String
    ) throws(HealthCardError) -> [UInt8]? {
        do throws(HealthCardError) {
            return try files.readIfPresent(channel, path, named: name)
        } catch {
            switch error {
            case .unreadable, .card(.unexpectedStatus): return nil
            default: throw error
            }
        }
    }
}
