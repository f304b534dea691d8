import SmartCard

/// What was found out about one reader, and the cause that follows: a value without any look of its own.
struct ReaderFacts {
    /// What the table knows of its model.
    var known: KnownReader?
    /// Whether a PC/SC driver takes its model; nil when that cannot be found out.
    var hasDriver: Bool?
    /// Whether the kernel lets programs use it.
    var isAuthorised: Bool?
    /// Its interfaces for a PC/SC driver.
    var interfaces: [USBReader.Interface] = []
    /// Its node, where it can be seen.
    var node: DeviceNode?
    /// Whom pcscd runs as, where that can be seen.
    var service: ServiceUser?
    /// The programs that have it open, where that can be seen.
    var holders: [DeviceHolder] = []

    /// The first cause that explains everything after it.
    var obstacle: USBReaderObstacle {
        if known?.speaksPCSC == false, hasDriver != true { return .notPCSC }
        if isAuthorised == false { return .notAuthorised }
        if hasDriver == false { return .noDriver }
        if let driver = interfaces.lazy.compactMap(\.driver).first(where: { $0 != "usbfs" }) {
            return .heldByDriver(name: driver)
        }
        if let node, isClosed(node) { return .noPermission(node) }
        if let holder = holders.first, !holders.contains(where: { $0.name == "pcscd" }) {
            return .heldByProgram(name: holder.name, pid: holder.pid)
        }
        return .notTaken(isClaimed: interfaces.contains { $0.driver == "usbfs" })
    }

    /// A node that nobody may use was closed on purpose, even where root could pass.
    private func isClosed(_ node: DeviceNode) -> Bool {
        node.mode & 0o666 == 0 || service.map { !$0.mayUse(node) } ?? false
    }
}
