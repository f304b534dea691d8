import INSiSimulator
import SandboxKit
import Testing

struct ServiceOrderTests {
    @Test(
        arguments: [
            ("normal", .mode(.normal, calls: nil)), ("fault desir_550", .mode(.fault(.desir550), calls: nil)),
            ("fault insi_102 x3", .mode(.fault(.insi102), calls: 3)), ("html x1", .mode(.html200, calls: 1)),
            ("empty", .mode(.empty500, calls: nil)), ("unavailable", .mode(.unavailable, calls: nil)),
            ("slow 0.5", .mode(.slow(.milliseconds(500)), calls: nil)),
            ("drip 2 x2", .mode(.drip(.seconds(2)), calls: 2)),
            ("truncated", .mode(.truncated, calls: nil)), ("reset", .mode(.resetBeforeAnswer, calls: nil)),
            ("reset-after-headers", .mode(.resetAfterHeaders, calls: nil)),
            ("oversized", .mode(.oversized, calls: nil)),
            ("fault-without-detail", .mode(.faultWithoutDetail, calls: nil)), ("quirk no-key", .quirk(.noKey)),
            ("quirk none", .noQuirk), ("style unusual", .style(.unusual)), ("unknown fault102", .unknown(.fault102)),
        ] as [(String, ServiceOrder)])
    func `orders are read`(line: String, order: ServiceOrder) {
        #expect(ServiceOrder(line.split(separator: " ").map(String.init)) == order)
    }

    @Test(arguments: [
        "", "fault", "fault desir_999", "slow", "slow vite", "slow nan", "slow -1", "drip 1e9", "normal x0", "x2",
        "normal now", "quirk",
        "quirk x",
        "style", "style x", "unknown", "unknown 01", "html x-1",
    ])
    func `other words are none`(line: String) {
        #expect(ServiceOrder(line.split(separator: " ").map(String.init)) == nil)
    }
}
