import Testing

@testable import HTTPS

struct HTTPSLanesTests {
    @Test func `the lane used last is taken first, and those in use are not shared before the limit`() {
        let lanes = HTTPSLanes()
        let (first, second) = (lanes.take(), lanes.take())
        #expect(first !== second)
        lanes.give(back: second)
        lanes.give(back: first)
        #expect(lanes.take() === first)
        #expect(lanes.take() === second)
    }

    @Test func `beyond the limit a lane is shared, and free only after its last use`() {
        let lanes = HTTPSLanes()
        let all = (1...8).map { _ in lanes.take() }
        #expect(Set(all.map(ObjectIdentifier.init)).count == 8)
        let shared = lanes.take()
        #expect(all.contains { $0 === shared })
        lanes.give(back: shared)
        let next = lanes.take()
        #expect(all.contains { $0 === next })
    }
}
