/// A libusb session that tells of plugging, shared by the thread that waits in it and those that wake it.
final class USBSession: Sendable {
    let context: USBContext

    /// Begins it; from now on every plugging and unplugging ends a wait.
    init() throws(USBError) {
        let context = try USBContext()
        try context.watchPlugging()
        self.context = context
    }
}
