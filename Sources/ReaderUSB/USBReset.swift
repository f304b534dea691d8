import Glibc

/// Resets a reader as if it were unplugged and plugged in again. Root only.
public struct USBReset: Sendable {
    private let places: USBSurvey.Places

    /// A reset of a device in those places.
    public init(_ places: USBSurvey.Places = USBSurvey.Places()) {
        self.places = places
    }

    /// Takes the device from every program that has it (`authorized` to 0, which tells pcscd that it left), resets its port
    /// and gives it back, also when the reset failed. Blocks for up to some seconds. A device that the kernel was told to
    /// keep from programs is left alone: `accessDenied`.
    public func reset(path: String) throws(USBError) {
        let kernel = KernelView(folder: places.devices, nodes: places.nodes)
        guard kernel.devices().contains(where: { $0.path == path }) else { throw .deviceMissing }
        guard kernel.isAuthorised(path) != false else { throw .accessDenied }
        let context = try USBContext()
        let switched = authorise(path, "0")
        defer { if switched { _ = authorise(path, "1") } }
        try context.reset(path: path)
    }

    /// False where the kernel has no such switch or does not let us.
    private func authorise(_ path: String, _ value: String) -> Bool {
        let descriptor = unsafe open("\(places.devices)/\(path)/authorized", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(value.utf8)
        return unsafe write(descriptor, bytes, bytes.count) == bytes.count
    }
}
