import AgentCore

/// The diagnosis that the running agent gives: those who ask while one is made share it, and one of the last seconds is good enough.
actor SharedDiagnosis: Diagnosing {
    private let doctor: Doctor
    private var running: Task<Diagnosis, Never>?
    private var last: (at: ContinuousClock.Instant, diagnosis: Diagnosis)?
    private static let age = Duration.seconds(5)

    init(file: String) {
        doctor = Doctor(file: file, isAgent: true)
    }

    func diagnosis() async -> Diagnosis {
        if let last, last.at + Self.age > .now { return last.diagnosis }
        if let running { return await running.value }
        let task = Task { [doctor] in await doctor.diagnosis() }
        running = task
        let diagnosis = await task.value
        (running, last) = (nil, (.now, diagnosis))
        return diagnosis
    }
}
