import Testing

@testable import AgentCore

@Suite struct SleepGaugeTests {
    @Test("A machine that stays awake has not slept, whatever its clock is set to")
    func awake() {
        var gauge = SleepGauge()
        let hasSlept = gauge.hasSlept()
        #expect(!hasSlept)
    }

    @Test("Sleep is told once, and small differences between two readings of the clocks are none")
    func slept() {
        var gauge = SleepGauge(offset: 1_000)
        let looks = [400_000_000, 3_600_000_000_000, 3_600_000_000_000].map { gauge.hasSlept(offsetNow: $0) }
        #expect(looks == [false, true, false])
    }
}
