import Testing

@testable import AgentHTTP

@Suite("What a socket takes")
struct OutboundProgressTests {
    private var progress = OutboundProgress()

    @Test("stalls when bytes wait and none was taken since the last look, whatever was written meanwhile")
    mutating func stall() {
        progress.write(100)
        progress.look(pending: 60)
        #expect(progress.isStalled(pending: 60))
        progress.write(500)
        #expect(progress.isStalled(pending: 560))
        #expect(!progress.isStalled(pending: 559))
    }

    @Test("does not stall while a little is taken now and then, nor when nothing waits")
    mutating func slow() {
        progress.write(100)
        for pending in stride(from: 100, to: 0, by: -1) {
            progress.look(pending: pending)
            #expect(!progress.isStalled(pending: pending - 1))
        }
        progress.look(pending: 0)
        #expect(!progress.isStalled(pending: 0))
    }
}
