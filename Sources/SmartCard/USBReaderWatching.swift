/// Port: the card readers on USB, to explain what PC/SC does not show. `ReaderUSB.USBReaderWatch` implements it; tests
/// script it.
public protocol USBReaderWatching: Sendable {
    /// Every card reader on USB: once at first, then after each plugging and unplugging and each `lookAgain()`; only the newest
    /// look waits for a slow consumer. One consumer; it ends the watch when it leaves.
    func readers() -> AsyncStream<[USBReader]>

    /// Has the readers looked at anew, which answers in the stream. Returns at once.
    func lookAgain()
}
