import NIOCore
import NIOEmbedded
import Testing

@testable import AgentHTTP

@Suite("The deadline of a request")
struct RequestDeadlineTests {
    private let deadline = RequestDeadline(patience: .seconds(15))
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handler: deadline)
        try channel.connect(to: .init(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    /// Time passes, and another byte comes after each second.
    private func drip(_ seconds: Int) throws {
        for _ in 1...seconds {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            if channel.isActive { try channel.writeInbound(ByteBuffer(string: "a")) }
        }
    }

    @Test("closes the connection of a request that drips, and not before its time")
    func drips() throws {
        try channel.writeInbound(ByteBuffer(string: "G"))
        try drip(14)
        #expect(channel.isActive)
        try drip(1)
        #expect(!channel.isActive)
    }

    @Test("closes the connection of a request that stops in the middle")
    func stops() throws {
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(15))
        #expect(!channel.isActive)
    }

    @Test("leaves alone who sent a whole request, and who has sent nothing")
    func complete() throws {
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
        deadline.requestIsComplete()
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
    }

    @Test("does not cut an answer that is owed, and closes after it")
    func owed() throws {
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
        deadline.requestIsComplete()
        deadline.owesAnswer = true
        try drip(60)
        #expect(channel.isActive)
        deadline.owesAnswer = false
        channel.embeddedEventLoop.advanceTime(by: .seconds(15))
        #expect(!channel.isActive)
    }

    @Test("gives the next request on a connection its own time")
    func next() throws {
        try channel.writeInbound(ByteBuffer(string: "G"))
        try drip(10)
        deadline.requestIsComplete()
        try drip(10)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(15))
        #expect(!channel.isActive)
    }
}
