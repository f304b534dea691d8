import Foundation
import HealthCards
import ReadingLibraries
import SmartCard
import Testing
import ToolKit

/// Libraries that cannot be loaded or that break: the agent gets one error and can ask again.
@Suite struct LibraryFaultTests {
    private func expectNotLoadable(_ reading: ProcessReading, _ fragment: String) async {
        let error = await #expect(throws: OfficialReadingError.self) {
            try await reading.read(in: StubLibraries.reader)
        }
        guard case .notLoadable(let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains(fragment), "\(reason)")
    }

    private func reading(mica: String?, helper: String = StubLibraries.helper) -> ProcessReading {
        ProcessReading(
            OfficialLibraries(
                apiLec: nil, apiLecConfiguration: nil, mica: mica, helper: helper, timeout: .seconds(20)))
    }

    @Test("A library that is missing, or not at an absolute path, is named")
    func missing() async {
        await expectNotLoadable(reading(mica: "/nowhere/libmica.so"), "/nowhere/libmica.so")
        await expectNotLoadable(reading(mica: "libmica.so"), "not an absolute path")
    }

    @Test("A file that is no library, or one of another machine, is not loaded")
    func otherArchitecture() async throws {
        let text = try StubLibraries([.mica], replacing: (.mica, Array("nothing".utf8)))
        await expectNotLoadable(text.reading, "libmica.so")
        let native = try StubLibraries([.mica])
        var bytes = try native.folder.read("libmica.so")
        // e_machine of the ELF header: 183 is AArch64, 62 x86-64.
        bytes[18] = bytes[18] == 183 ? 62 : 183
        let foreign = try StubLibraries([.mica], replacing: (.mica, bytes))
        await expectNotLoadable(foreign.reading, "libmica.so")
    }

    @Test("A library without one of its functions is not used at all")
    func missingFunction() async throws {
        let stubs = try StubLibraries(flags: ["-DWITHOUT_FINISH"])
        await expectNotLoadable(stubs.reading, "Hn_Finir")
        #expect(stubs.calls.isEmpty)
    }

    @Test(
        "A crash or an end of the process is one error, and the next request is answered",
        arguments: [
            ("crash-load", SIGSEGV), ("crash-init", SIGSEGV), ("crash-mica", SIGSEGV), ("exit-init", 7),
        ])
    func crash(scenario: String, status: Int32) async throws {
        let stubs = try StubLibraries([.api, .mica], scenario)
        for _ in 0..<2 {
            await #expect(throws: OfficialReadingError.crashed(status: status)) { try await stubs.read() }
        }
        try stubs.play("")
        #expect(try await stubs.read().bearers.count == 2)
    }

    @Test("A library that hangs is left after the time, and the next request is answered")
    func hang() async throws {
        let stubs = try StubLibraries([.api], "hang", timeout: .seconds(2))
        let start = ContinuousClock.now
        await #expect(throws: OfficialReadingError.timedOut) { try await stubs.read() }
        #expect(ContinuousClock.now - start >= .seconds(2))
        try stubs.play("")
        #expect(try await stubs.read().bearers.count == 2)
    }

    @Test("A helper that is missing or is another program is refused")
    func otherHelper() async throws {
        await expectNotLoadable(reading(mica: "/x", helper: "/nowhere/helper"), "/nowhere/helper")
        for (name, error) in [
            ("/bin/false", OfficialReadingError.crashed(status: 1)), ("/bin/cat", .unreadable("answer")),
            ("/usr/bin/yes", .unreadable("answer")),
        ] {
            await #expect(throws: error, "\(name)") {
                try await reading(mica: "/x", helper: name).read(in: StubLibraries.reader)
            }
        }
        let endless = try endlessHelper()
        await #expect(throws: OfficialReadingError.unreadable("size of the answer")) {
            try await reading(mica: "/x", helper: endless.path + "/helper").read(in: StubLibraries.reader)
        }
    }

    /// A program that never ends its line. A shell writes it: a file that this process has just written may still be open
    /// in a child that another test starts, and then cannot be run.
    private func endlessHelper() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        let script = "printf '#!/bin/sh\nexec cat /dev/zero\n' >\"$0\" && chmod 700 \"$0\""
        #expect(try Tool.run("sh", ["-c", script, folder.path + "/helper"]).status == 0)
        return folder
    }

    @Test("One process serves all requests; none, and no zombie, is left behind")
    func noZombie() async throws {
        var last: Substring = ""
        do {
            let stubs = try StubLibraries([.mica])
            let first = try await stubs.process().pid
            _ = try await stubs.read()
            #expect(try await stubs.process().pid == first)
            #expect(isThere(first))
            try stubs.play("crash-mica")
            await #expect(throws: OfficialReadingError.crashed(status: SIGSEGV)) { try await stubs.read() }
            #expect(!isThere(first))
            try stubs.play("")
            last = try await stubs.process().pid
            #expect(isThere(last))
        }
        #expect(!isThere(last))
    }

    @Test("A process that somebody killed between two requests is replaced without a word")
    func killed() async throws {
        let stubs = try StubLibraries([.mica])
        let pid = try #require(Int32(try await stubs.process().pid))
        kill(pid, SIGKILL)
        let deadline = ContinuousClock.now + .seconds(120)
        while !isZombie(pid), ContinuousClock.now < deadline { await Task.yield() }
        #expect(try await stubs.process().pid != "\(pid)")
    }

    private func isThere(_ pid: Substring) -> Bool {
        FileManager.default.fileExists(atPath: "/proc/\(pid)")
    }

    /// Dead with all its threads, not yet reaped.
    private func isZombie(_ pid: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")
        return status?.contains("State:\tZ") == true && threads?.count == 1
    }
}
