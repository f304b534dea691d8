import Foundation
import Testing

/// Waiting without blocking the threads that Swift tasks share.
enum Waiting {
    struct TimeOver: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a call that blocks on a thread of its own.
    static func onThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Returns once `condition` holds; throws when it does not within so many seconds.
    static func until(
        _ what: String, within seconds: Double, _ condition: @escaping @Sendable () -> Bool
    ) async throws {
        try await onThread {
            let deadline = ContinuousClock.now + .seconds(seconds)
            while !condition() {
                guard ContinuousClock.now < deadline else { throw TimeOver(description: what) }
                usleep(2000)
            }
        }
    }
}
