import Foundation
import SmartCard
import Synchronization
import Testing

@testable import PCSC

extension RealServiceTests {
    @Suite(.serialized) struct ReaderListingTests {
        @Test("A reader that was unplugged since it was listed is left out, and the others are told")
        func unplugged() async throws {
            let harness = try PCSCHarness()
            defer { harness.stop() }
            let monitor = ReaderMonitor()
            defer { monitor.stop() }
            try await ReaderMonitorTests.expectReaders(EventLog(monitor.events()))
            let readers = [PCSCHarness.alpha, Reader(name: "Gone 02 00"), PCSCHarness.beta]
            let statuses = try ReaderListing.statuses(of: readers, Context())
            #expect(statuses.map(\.reader) == [PCSCHarness.alpha, PCSCHarness.beta])
        }

        @Test("A service that hangs up once, as one that ends does, is asked again")
        func ending() async throws {
            let harness = try PCSCHarness(started: false)
            defer { harness.stop() }
            let ending = try EndingService { try harness.start() }
            #expect(throws: Never.self) { try ReaderLook.readers() }
            #expect(try ending.outcome?.get() != nil)
        }
    }
}

/// A service that lets one caller in and hangs up, when the next service listens at its place.
private final class EndingService: Sendable {
    struct Failure: Error {}

    private let result = Mutex<Result<Void, any Error>?>(nil)

    /// What starting the next one came to, nil before.
    var outcome: Result<Void, any Error>? { result.withLock { $0 } }

    init(next: @escaping @Sendable () throws -> Void) throws {
        let path = unsafe String(cString: getenv("PCSCLITE_CSOCK_NAME"))
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        unsafe unlink(path)
        // Not for the next service: it would keep the line open.
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, listen(listener, 4) == 0 else { throw Failure() }
        Thread.detachNewThread { [self] in
            let caller = accept(listener, nil, nil)
            _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
            var words = [UInt8](repeating: 0, count: 4096)
            _ = unsafe recv(caller, &words, words.count, 0)
            let started = Result { try next() }
            result.withLock { $0 = started }
            close(caller)
            close(listener)
        }
    }
}
