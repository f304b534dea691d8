public import HealthIdentity

/// Admitted patients by the status of their identity, as callers reported them.
public struct PatientTally: Equatable, Sendable, Codable {
    private var counts: [String: Int] = [:]

    /// How many have that status.
    public subscript(_ status: LocalIdentity.Status) -> Int { counts[status.rawValue] ?? 0 }
    /// How many were reported.
    public var count: Int { counts.values.reduce(0, +) }

    /// The share whose INS was retrieved, qualified or not; nil when none was reported.
    public var rateRetrieved: Double? { Rate.of(self[.retrieved] + self[.qualified], count) }
    /// The share that is qualified; nil when none was reported.
    public var rateQualified: Double? { Rate.of(self[.qualified], count) }

    mutating func add(_ status: LocalIdentity.Status, _ number: Int) {
        counts[status.rawValue, default: 0] += number
    }

    mutating func add(_ other: PatientTally) {
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    /// Whether it can have been counted.
    var isSound: Bool {
        counts.allSatisfy { LocalIdentity.Status(rawValue: $0.key) != nil && SearchTally.isSound($0.value) }
    }
}
