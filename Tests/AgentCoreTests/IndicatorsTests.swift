import AgentTestKit
import Foundation
import HealthIdentity
import Testing

@testable import AgentCore

@Suite struct IndicatorsTests {
    /// A folder of its own for each test, with the log.
    private func withFolder(_ body: (String, Watched<[String]>) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "indicators-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path, Watched<[String]>([]))
    }

    private func indicators(_ folder: String, _ lines: Watched<[String]>) -> Indicators {
        Indicators(
            stateDirectory: folder, today: { IndicatorBookTests.day(0) }, pause: .zero,
            log: LogRecorder.logger(into: lines))
    }

    /// Runs until it is cancelled, which `body` outlives.
    private func running(_ indicators: Indicators, _ body: () async throws -> Void) async throws {
        let task = Task { await indicators.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        task.cancel()
        await task.value
        try result.get()
    }

    private func stored(_ folder: String) throws -> IndicatorBook {
        let data = try Data(contentsOf: URL(filePath: folder + "/indicators.json"))
        return try #require(IndicatorStore.book(data))
    }

    @Test("What was counted is there after a restart, in a file for our user only")
    func restart() async throws {
        try await withFolder { folder, lines in
            let first = indicators(folder, lines)
            try await running(first) {
                first.count(IndicatorBookTests.search(.found))
                first.report(.qualified, count: 3)
            }
            let mode = try FileManager.default.attributesOfItem(atPath: folder + "/indicators.json")[.posixPermissions]
            #expect((mode as? NSNumber)?.intValue == 0o600)
            let second = indicators(folder, lines)
            #expect(second.book == first.book)
            try await running(second) { second.count(IndicatorBookTests.search(.found)) }
            #expect(try stored(folder).total.searches.count == 2)
            #expect(try stored(folder).total.patients[.qualified] == 3)
            #expect(lines.value.isEmpty)
        }
    }

    @Test("Counting does not wait for the file: many counts are few writes, and the last one is in the file")
    func coalesced() async throws {
        try await withFolder { folder, lines in
            let indicators = Indicators(
                stateDirectory: folder, today: { IndicatorBookTests.day(0) }, pause: .seconds(3600),
                log: LogRecorder.logger(into: lines))
            try await running(indicators) {
                for _ in 0..<1000 { indicators.count(IndicatorBookTests.search(.found)) }
            }
            #expect(try stored(folder).total.searches.count == 1000)
        }
    }

    @Test("Without anything counted there is no file")
    func nothing() async throws {
        try await withFolder { folder, lines in
            try await running(indicators(folder, lines)) {}
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test("A file that cannot be understood is put aside with a warning", arguments: ["", "{", "null", "DUPONT"])
    func damaged(_ text: String) async throws {
        try await withFolder { folder, lines in
            try text.write(toFile: folder + "/indicators.json", atomically: false, encoding: .utf8)
            let indicators = indicators(folder, lines)
            #expect(indicators.book == IndicatorBook())
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            let aside = try #require(names.first)
            #expect(names.count == 1 && aside.hasPrefix("indicators-unreadable-"))
            #expect(try String(contentsOfFile: folder + "/" + aside, encoding: .utf8) == text)
            #expect(lines.value.count == 1)
            #expect(lines.value.first?.hasPrefix("warning indicators cannot be read") == true)
            #expect(lines.value.first?.contains(aside) == true)
            try await running(indicators) { indicators.count(IndicatorBookTests.search(.found)) }
            #expect(try stored(folder).total.searches.count == 1)
        }
    }

    @Test("A folder in the file's place is put aside too")
    func folder() async throws {
        try await withFolder { folder, lines in
            try FileManager.default.createDirectory(
                atPath: folder + "/indicators.json", withIntermediateDirectories: false)
            #expect(indicators(folder, lines).book == IndicatorBook())
            #expect(lines.value.count == 1)
        }
    }

    @Test("A write that fails is logged once, nothing is lost, and the first that succeeds is told")
    func full() async throws {
        try await withFolder { folder, lines in
            let indicators = indicators(folder, lines)
            let draft = folder + "/indicators.json.new"
            try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
            try await running(indicators) {
                indicators.count(IndicatorBookTests.search(.found))
                #expect(await lines.wait { $0.count == 1 })
                for _ in 0..<3 { indicators.count(IndicatorBookTests.search(.found)) }
                try FileManager.default.removeItem(atPath: draft)
                indicators.count(IndicatorBookTests.search(.found))
                #expect(await lines.wait { $0.count == 2 })
            }
            #expect(lines.value[0].hasPrefix("error indicators not stored"))
            #expect(lines.value[1].hasPrefix("notice indicators stored again"))
            #expect(try stored(folder).total.searches.count == 5)
        }
    }
}
