import HealthCards
import Logging
import SAML
import SmartCard

/// Reading a Vitale card from both sources, and what is checked of it before a call.
extension Agent {
    /// The free reading, completed by the official libraries where they are configured (vitale.md 5).
    func readVitale(_ insertion: CardInsertion) async throws(AgentError) -> VitaleRecord {
        let free = try await readFreely(insertion)
        guard let official else { return VitaleRecord(content: free, free: free, libraryCause: nil) }
        let told: OfficialContent
        do throws(OfficialReadingError) {
            told = try await official.read(in: insertion.reader)
        } catch {
            log.tell(.libraryFailed, .cause(error))
            return VitaleRecord(content: free, free: free, libraryCause: "\(error)")
        }
        let content: VitaleContent
        do throws(HealthCardError) {
            content = try free.completed(by: told)
        } catch {
            throw AgentError(.vitaleSourcesDisagree, underlying: "\(error)")
        }
        try check(content.chip)
        return VitaleRecord(content: content, free: free, libraryCause: nil)
    }

    /// A first generation card, which only an official library reads, whole or not at all (vitale.md 4).
    func readFirstGeneration(_ insertion: CardInsertion) async throws(AgentError) -> VitaleRecord {
        guard let official else { throw AgentError(.vitaleFirstGeneration) }
        let told: OfficialContent
        do throws(OfficialReadingError) {
            told = try await official.read(in: insertion.reader)
        } catch {
            throw AgentError(.vitaleFirstGeneration, underlying: "\(error)")
        }
        let content: VitaleContent
        do throws(HealthCardError) {
            content = try VitaleContent(official: told)
        } catch {
            throw AgentError(.vitaleFirstGenerationIncomplete, underlying: "\(error)")
        }
        try check(content.chip)
        return VitaleRecord(content: content, free: nil, libraryCause: nil)
    }

    private func readFreely(_ insertion: CardInsertion) async throws(AgentError) -> VitaleContent {
        try await onCard(insertion) { channel throws(HealthCardError) in try VitaleReading.read(channel) }
    }

    /// Production refuses test and demonstration cards, and the reverse (vitale.md 8.5).
    private func check(_ chip: VitaleChip?) throws(AgentError) {
        guard let nature = chip?.nature else { return }
        let isProduction = configuration.environment == .production
        guard (nature == .real) == isProduction else {
            throw AgentError(isProduction ? .vitaleTestCard : .vitaleRealCard)
        }
    }

    /// Reads again before a call: a swap between two looks is an error, not a wrong INS (endpoint.md 2).
    func confirm(_ record: VitaleRecord, _ insertion: CardInsertion) async throws(AgentError) {
        if let free = record.free {
            guard try await readFreely(insertion) == free else { throw AgentError(.vitaleChanged) }
        }
        guard let official, let serial = record.content.chip?.serial else { return }
        do throws(OfficialReadingError) {
            try await official.confirm(serial: serial, in: insertion.reader)
        } catch {
            let problem: Problem =
                switch error {
                case .cardAbsent: .cardRemoved
                case .cardChanged: .vitaleChanged
                default: .vitaleLibraryFailed
                }
            throw AgentError(problem, underlying: "\(error)")
        }
    }

    /// The Vitale assertion for this call, new each time so that it is never older than its 20 minutes (insi.md 3.9); nil
    /// where none can be had and none is required.
    func vitaleAssertion(for record: VitaleRecord, issuer: String) throws(AgentError) -> VitaleAssertion? {
        guard let serial = record.content.chip?.serial else {
            guard configuration.vitaleAssertionInForce == .whenAvailable else {
                throw AgentError(.vitaleSerialRequired, underlying: record.libraryCause)
            }
            return nil
        }
        let id = "_" + (try RandomText.uuid())
        do throws(SAMLError) {
            return try VitaleAssertion(issuer: issuer, serial: serial, id: id, issueInstant: Timestamp.now())
        } catch {
            throw AgentError(.vitaleSerialRequired, underlying: "\(error)")
        }
    }
}
