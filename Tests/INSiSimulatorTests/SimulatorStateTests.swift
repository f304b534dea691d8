import Testing

@testable import INSiSimulator

struct SimulatorStateTests {
    private func modes(of state: SimulatorState, _ count: Int) -> [Mode] { (0..<count).map { _ in state.turn().mode } }

    @Test func `a mode lasts, or ends after so many calls`() {
        let state = SimulatorState(Behaviour())
        state.set(.html200, for: nil)
        #expect(modes(of: state, 3) == [.html200, .html200, .html200])
        state.set(.fault(.insi102), for: 2)
        #expect(modes(of: state, 4) == [.fault(.insi102), .fault(.insi102), .normal, .normal])
        state.set(.truncated, for: 0)
        #expect(modes(of: state, 1) == [.normal])
        state.set(.empty500, for: 1)
        state.set(.normal, for: nil)
        #expect(modes(of: state, 1) == [.normal])
        #expect(state.calls == 9)
    }

    @Test func `a turn keeps the behaviour of its moment`() {
        let state = SimulatorState(Behaviour())
        let before = state.turn()
        state.change { $0.quirks.insert(.noKey) }
        #expect(before.behaviour.quirks.isEmpty && before.number == 1)
        #expect(state.turn().behaviour.quirks == [.noKey])
    }
}
