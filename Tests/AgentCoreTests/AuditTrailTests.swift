import AgentTestKit
import Cryptography
import Foundation
import Logging
import Testing
import ToolKit

@testable import AgentCore

/// The trail on a real disk, changed behind the agent's back in every way that a file can be.
@Suite("The audit trail") struct AuditTrailTests {
    private let folder: ScratchFolder
    private let key: SealingKey
    private let image = Array("<Reponse>ZZCANARI 1810163220751</Reponse>".utf8)

    init() throws {
        folder = try ScratchFolder()
        key = try SealingKey.random()
    }

    private var files: AuditFolder { AuditFolder(stateDirectory: folder.path, keys: AuditKeys(key)) }
    private var first: String { folder.path + "/audit/000001.jsonl" }

    private func trail(_ key: SealingKey? = nil, retention: Int = 365) throws -> AuditTrail {
        try AuditTrail(
            stateDirectory: folder.path, key: key ?? self.key, place: .init(host: "kiosk", version: "1"),
            retention: retention, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func call(_ number: Int) -> CallTrace {
        CallTrace(
            requestId: "request-\(number)", messageID: "message-\(number)", operation: "WS_INS1", authentication: .cpx,
            emitter: "899700000001", requester: Requester(name: "admission"), outcome: "", matricule: nil, image: nil,
            time: 0)
    }

    /// So many calls, each announced and ended.
    private func write(_ numbers: ClosedRange<Int>, image: [UInt8]? = nil, retention: Int = 365) async throws {
        let trail = try trail(retention: retention)
        for number in numbers {
            try await trail.begin(call(number))
            try await trail.record(call(number).ended("CR 00", matricule: "1810163220751", image: image ?? self.image))
        }
    }

    private func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: first))) }

    private func put(_ bytes: some Sequence<UInt8>) throws {
        try Data(Array(bytes)).write(to: URL(filePath: first))
    }

    @Test("tells who, what, when and the outcome; the person and the answer only to who has the key")
    func content() async throws {
        try await write(1...2)
        let report = try files.verify()
        #expect(report.isSound && report.entries == 5 && report.openCalls.isEmpty)
        let text = String(decoding: try bytes(), as: UTF8.self)
        for secret in ["ZZCANARI", "1810163220751", "Reponse"] { #expect(!text.contains(secret)) }
        let entries = try files.read("000001.jsonl").entries
        #expect(entries.map(\.event) == [.segment, .begin, .call, .begin, .call])
        #expect(entries[0].host == "kiosk" && entries[2].requester == "admission" && entries[2].outcome == "CR 00")
        #expect(entries[2].patient == entries[4].patient && entries[2].patient == files.person("1810163220751"))
        #expect(entries[2].image != entries[4].image && files.image(of: entries[2]) == image)
        let stranger = AuditFolder(stateDirectory: folder.path, keys: AuditKeys(try SealingKey.random()))
        #expect(stranger.image(of: entries[2]) == nil && stranger.person("1810163220751") != entries[2].patient)
        let mode = try FileManager.default.attributesOfItem(atPath: first)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("goes on where an earlier run ended, and tells the newest first")
    func continuation() async throws {
        try await write(1...2)
        try await write(3...4)
        let report = try files.verify()
        #expect(report.isSound && report.files == 1 && report.lastSeq == 9)
        let trail = try trail()
        #expect(try trail.entries(before: nil, limit: 3).map(\.seq) == [9, 8, 7])
        #expect(try trail.entries(before: 3, limit: 10).map(\.seq) == [2, 1])
        #expect(throws: AgentError.self) { try self.trail() }
    }

    @Test("shows any byte that was changed, and any line that was taken out, doubled or moved")
    func tampering() async throws {
        try await write(1...2)
        let whole = try bytes()
        for index in stride(from: 0, to: whole.count - 1, by: 7) {
            var changed = whole
            changed[index] ^= 1
            try put(changed)
            #expect(try !files.verify().isSound, "byte \(index)")
        }
        let lines = whole.split(separator: 0x0A)
        for index in lines.indices {
            var without = lines
            without.remove(at: index)
            var doubled = lines
            doubled.insert(lines[index], at: index)
            var moved = lines
            moved.swapAt(index, (index + 1) % lines.count)
            for changed in [without, doubled, moved] {
                try put(changed.joined(separator: [0x0A]) + [0x0A])
                #expect(try !files.verify().isSound, "line \(index + 1)")
            }
        }
        try put(whole)
        #expect(try files.verify().isSound)
    }

    @Test("loses no acknowledged line wherever a write was cut, and goes on")
    func torn() async throws {
        try await write(1...1)
        let acknowledged = try bytes()
        let head = try Data(contentsOf: URL(filePath: folder.path + "/audit/head.json"))
        try await write(2...2)
        let whole = try bytes()
        let next = try #require(whole[acknowledged.count...].firstIndex(of: 0x0A))
        for cut in stride(from: acknowledged.count, through: next, by: 9) {
            try put(whole[..<cut])
            try head.write(to: URL(filePath: folder.path + "/audit/head.json"))
            try await write(3...3)
            let report = try files.verify()
            #expect(report.isSound, "cut at \(cut)")
            let entries = try files.read("000001.jsonl").entries
            #expect(entries.prefix(3).map(\.requestId) == [nil, "request-1", "request-1"])
            #expect(entries.contains { $0.event == .recovery } == (cut > acknowledged.count))
            #expect(entries.last?.requestId == "request-3")
        }
    }

    @Test("takes a line that the power cut through for no line")
    func powerCut() async throws {
        try await write(1...1)
        let head = try Data(contentsOf: URL(filePath: folder.path + "/audit/head.json"))
        let begin = try bytes().count
        try await write(2...2)
        var changed = try bytes()
        let end = try #require(changed[begin...].firstIndex(of: 0x0A))
        changed.replaceSubrange(begin + 20..<begin + 60, with: [UInt8](repeating: 0, count: 40))
        try put(changed[...end])
        try head.write(to: URL(filePath: folder.path + "/audit/head.json"))
        try await write(3...3)
        let report = try files.verify()
        #expect(report.isSound && report.files == 1)
    }

    @Test("keeps no more than its retention, however many files are due, one for each answer")
    func lateRetention() async throws {
        let large = [UInt8](repeating: 0x41, count: 60_000)
        try await write(1...180, image: large)
        let names = try files.names()
        #expect(names.count == 4)
        let old = Date(timeIntervalSinceNow: -40 * 86_400)
        for name in names.dropLast() {
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: folder.path + "/audit/" + name)
        }
        try await write(181...182, retention: 31)
        #expect(try files.names() == names.suffix(2))
        try await write(183...184, retention: 31)
        #expect(try files.names() == names.suffix(1) && files.verify().isSound)
    }

    @Test("tells for good that its head was gone")
    func goneHead() async throws {
        try await write(1...2)
        try FileManager.default.removeItem(atPath: folder.path + "/audit/head.json")
        try await write(3...3)
        #expect(try !files.verify().isSound)
    }

    @Test("is not whole without its head, nor without any file")
    func gone() async throws {
        try await write(1...1)
        let head = folder.path + "/audit/head.json"
        let kept = try Data(contentsOf: URL(filePath: head))
        try FileManager.default.removeItem(atPath: head)
        #expect(try !files.verify().isSound)
        try kept.write(to: URL(filePath: head))
        #expect(try files.verify().isSound)
        try FileManager.default.removeItem(atPath: first)
        #expect(try !files.verify().isSound)
        try FileManager.default.removeItem(atPath: head)
        #expect(try !files.verify().isSound)
    }

    @Test("shows that its end is missing, and notes it at the next start")
    func missing() async throws {
        try await write(1...2)
        let whole = try bytes()
        let end = try #require(whole.dropLast().lastIndex(of: 0x0A))
        try put(whole[...end])
        #expect(try files.verify().missing == 5)
        try await write(3...3)
        let report = try files.verify()
        #expect(!report.isSound && report.noted.map(\.detail) == ["missing 5-5"] && report.faults.isEmpty)
        #expect(report.files == 1 && report.lastSeq == 7)
    }

    @Test("begins a new file behind one that was changed or made with another key")
    func fault() async throws {
        try await write(1...1)
        var changed = try bytes()
        changed[changed.count / 2] ^= 1
        try put(changed)
        try await write(2...2)
        let report = try files.verify()
        #expect(report.files == 2 && report.faults.count == 1 && report.noted.count == 1)
        #expect(try files.read("000002.jsonl").entries.last?.requestId == "request-2")
        _ = try trail(try SealingKey.random())
        #expect(try files.verify().faults.last?.fault == .key)
    }

    @Test("knows a trail of another key from one whose key was only said to be another")
    func anotherKey() async throws {
        try await write(1...2)
        let other = AuditFolder(stateDirectory: folder.path, keys: AuditKeys(try SealingKey.random()))
        #expect(try !files.isOfAnotherKey() && other.isOfAnotherKey())
        let text = String(decoding: try bytes(), as: UTF8.self)
        try put(Data(text.replacing(#/"keyId":"[0-9a-f]{16}"/#, with: #""keyId":"0000000000000000""#).utf8))
        #expect(try !files.isOfAnotherKey())
        try put(Data("nothing of ours\n".utf8))
        #expect(try !files.isOfAnotherKey() && !other.isOfAnotherKey())
    }

    @Test("is chained from file to file, and removes a full file after its time and tells it")
    func rotation() async throws {
        let large = [UInt8](repeating: 0x41, count: 60_000)
        try await write(1...60, image: large)
        var report = try files.verify()
        #expect(report.isSound && report.files == 2 && report.entries == 122)
        let old = Date(timeIntervalSinceNow: -40 * 86_400)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: first)
        try await write(61...120, image: large, retention: 31)
        report = try files.verify()
        #expect(try report.isSound && files.names() == ["000002.jsonl", "000003.jsonl"])
        // The first answer of a run is as good a moment as that of a new file.
        #expect(try files.read("000002.jsonl").entries.first { $0.event == .retention }?.detail == "000001.jsonl")
        // A file that was taken out of the middle, or from the front without a word.
        try await write(121...180, image: large, retention: 365)
        for name in ["000003.jsonl", "000002.jsonl"] {
            let path = folder.path + "/audit/" + name
            let bytes = try Data(contentsOf: URL(filePath: path))
            try FileManager.default.removeItem(atPath: path)
            #expect(try !files.verify().isSound, "\(name)")
            try bytes.write(to: URL(filePath: path))
        }
        #expect(try files.verify().isSound)
    }
}
