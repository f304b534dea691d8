import Dispatch
public import SmartCard

/// The card readers on USB, from a thread of its own that sleeps in libusb until a device comes or goes.
///
/// Where libusb cannot be used or cannot tell of plugging, the thread sleeps until `lookAgain()`: the agent calls it whenever
/// PC/SC's readers change.
public final class USBReaderWatch: USBReaderWatching {
    private let queue = DispatchQueue(label: "usb-readers")
    private let survey: USBSurvey
    private let bell = WatchBell()
    private let onFault: @Sendable (USBError) -> Void

    /// A watch that has not started. `onFault` is told, once and on the watch's thread, why it will go on without hot-plug.
    public init(_ survey: USBSurvey = USBSurvey(), onFault: @escaping @Sendable (USBError) -> Void) {
        self.survey = survey
        self.onFault = onFault
    }

    /// Starts the thread; a second stream is empty. See `USBReaderWatching`.
    public func readers() -> AsyncStream<[USBReader]> {
        let (stream, continuation) = AsyncStream.makeStream(of: [USBReader].self, bufferingPolicy: .bufferingNewest(1))
        guard bell.start() else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [bell] _ in bell.stop() }
        queue.async { [survey, bell, onFault] in
            Self.run(survey, bell, onFault, continuation)
            continuation.finish()
        }
        return stream
    }

    /// See `USBReaderWatching`.
    public func lookAgain() {
        bell.ring()
    }

    private static func run(
        _ survey: USBSurvey, _ bell: WatchBell, _ onFault: (USBError) -> Void,
        _ output: AsyncStream<[USBReader]>.Continuation
    ) {
        do throws(USBError) {
            let session = try USBSession()
            bell.attach(session)
            defer { bell.attach(nil) }
            while !bell.isStopped {
                output.yield(survey.readers(session.context.devices()))
                try session.context.handleEvents()
            }
        } catch {
            onFault(error)
            while !bell.isStopped {
                output.yield(survey.readers(nil))
                bell.wait()
            }
        }
    }
}
