import SAML
import SpecDataKit
import Testing

/// Every byte of a signed document counts.
@Suite struct AssertionMutationTests {
    /// What replaces a byte: its eight one-bit neighbours, or one of these.
    enum Change: CaseIterable, CustomTestStringConvertible {
        case lowBits, highBits, characters, whiteSpace

        var testDescription: String { "\(self)" }

        func values(_ byte: UInt8) -> [UInt8] {
            switch self {
            case .lowBits: (0..<4).map { byte ^ 1 << $0 }
            case .highBits: (4..<8).map { byte ^ 1 << $0 }
            case .characters: Array("A0".utf8)
            case .whiteSpace: Array("\t\n\r ".utf8)
            }
        }
    }

    /// Places and values of the changes that the verifier lets pass.
    private func survivors(
        of document: [UInt8], in range: some Sequence<Int>, _ change: Change, _ verifier: AssertionVerifier
    ) async -> [String] {
        var survivors: [String] = []
        var changed = document
        for index in range {
            for value in change.values(document[index]) where value != document[index] {
                changed[index] = value
                if (try? verifier.verify(changed)) != nil { survivors.append("\(index): \(value)") }
            }
            changed[index] = document[index]
            await Task.yield()
        }
        return survivors
    }

    /// Indices of the base64 text of the certificate.
    private func certificateRange(in document: [UInt8]) throws -> Range<Int> {
        let start = try #require(document.firstRange(of: Array("<X509Certificate>".utf8))?.upperBound)
        let end = try #require(document.firstRange(of: Array("</X509Certificate>".utf8))?.lowerBound)
        return start..<end
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"), arguments: Change.allCases)
    func `the genuine assertion with any byte changed outside its certificate is refused`(change: Change) async throws {
        let document = try SpecData.message("genuine_PS_assertion_2022.xml")
        let verifier = AssertionVerifier(trust: nil, at: nil)
        let certificate = try certificateRange(in: document)
        _ = try verifier.verify(document)
        let outside = document.indices.filter { !certificate.contains($0) }
        #expect(await survivors(of: document, in: outside, change, verifier).isEmpty)
    }

    @Test(arguments: [Change.lowBits, .characters])
    func `a trusted assertion with any byte of its certificate changed is refused`(change: Change) async throws {
        let signer = try TestSigner.shared.get()
        let document = try signer.signed().octets
        let verifier = AssertionVerifier(trust: signer.trust, at: nil)
        _ = try verifier.verify(document)
        #expect(try await survivors(of: document, in: certificateRange(in: document), change, verifier).isEmpty)
    }

    @Test func `a trusted assertion with any byte changed outside its certificate is refused`() async throws {
        let signer = try TestSigner.shared.get()
        let document = try signer.signed().octets
        let verifier = AssertionVerifier(trust: signer.trust, at: nil)
        let certificate = try certificateRange(in: document)
        let outside = document.indices.filter { !certificate.contains($0) }
        #expect(await survivors(of: document, in: outside, .whiteSpace, verifier).isEmpty)
    }

    @Test func `no prefix of an assertion is one`() throws {
        let document = try TestSigner.shared.get().signed().octets
        let verifier = AssertionVerifier(trust: nil, at: nil)
        for count in document.indices {
            #expect(throws: SAMLError.self) { try verifier.verify(Array(document.prefix(count))) }
        }
    }
}
