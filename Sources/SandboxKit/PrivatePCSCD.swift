import FoundationEssentials
import Glibc
import Synchronization

/// A real pcscd of our own: its own socket, its own `/run` and no USB driver, so that the system's pcscd and its readers
/// are not touched.
///
/// It is started as systemd would, with a listening socket as descriptor 3, in a mount namespace (of a user namespace when
/// we are not root). The socket's path goes into `PCSCLITE_CSOCK_NAME` of the programs that shall use it.
public final class PrivatePCSCD: Sendable {
    /// Path of the socket that clients connect to.
    public let socketPath: String
    /// Path of the card socket of each reader, in the order of the names given.
    public let readerSockets: [String]
    /// What pcscd printed; it never holds APDUs, since it runs without `--apdu`.
    public let logPath: String
    private let configuration: String
    private let spawner: Spawner
    private let process: Mutex<ChildProcess>

    /// Writes the reader configuration into `folder`, which must exist and have a short path, and starts pcscd.
    ///
    /// PC/SC clients see each reader as its friendly name, its position and its slot: `NAME 01 00` is the second. Those
    /// named in `pinPads` have a pad.
    public init(
        folder: String, readers: [String], pinPads: Set<String> = [], virtualReaderLibrary: String, spawner: Spawner
    ) throws(SandboxError) {
        guard unsafe access("/usr/sbin/pcscd", X_OK) == 0 else {
            throw SandboxError("démarrage de pcscd", "pcscd n'est pas installé (apt-get install -y pcscd)")
        }
        guard unsafe access(virtualReaderLibrary, R_OK) == 0 else {
            throw SandboxError(
                "démarrage de pcscd", "\(virtualReaderLibrary) manque : lancez « swift build » avant « swift run »")
        }
        let sockets = readers.indices.map { "\(folder)/r\($0).sock" }
        readerSockets = sockets
        socketPath = folder + "/pcscd.comm"
        logPath = folder + "/pcscd.log"
        configuration = folder + "/reader.conf.d"
        self.spawner = spawner
        let devices = zip(readers, sockets).map { (name: $0, device: (pinPads.contains($0) ? "pinpad:" : "x:") + $1) }
        try Self.writeConfiguration(configuration, devices, virtualReaderLibrary)
        process = Mutex(try Self.launch(socketPath, configuration, logPath, spawner))
    }

    /// Returns once every reader's socket is there; throws with pcscd's last words when it ends instead, or after 10 s.
    public func waitUntilReady() async throws(SandboxError) {
        let deadline = ContinuousClock.now + .seconds(10)
        var isLate = false
        while !isLate, isRunning {
            // One look more when the time is over: this task may have waited for its own turn.
            isLate = ContinuousClock.now >= deadline
            if readerSockets.allSatisfy({ FileManager.default.fileExists(atPath: $0) }) { return }
            await Blocking.do { usleep(2000) }
        }
        let words = (try? String(contentsOfFile: logPath, encoding: .utf8))?.split(separator: "\n").last
        throw SandboxError("démarrage de pcscd", words.map(String.init) ?? "ses lecteurs n'apparaissent pas")
    }

    /// Whether pcscd still runs.
    public var isRunning: Bool { process.withLock { $0.exitStatus() == nil } }

    /// Process id, for fault tests.
    public var pid: Int32 { process.withLock { $0.pid } }

    /// Ends pcscd and removes its socket.
    public func stop() {
        process.withLock { $0.stop() }
        unsafe unlink(socketPath)
    }

    /// Starts pcscd anew at the same socket, after its end or instead of the one that runs; the readers are empty.
    public func restart() throws(SandboxError) {
        stop()
        let next = try Self.launch(socketPath, configuration, logPath, spawner)
        process.withLock { $0 = next }
    }

    private static func launch(
        _ socketPath: String, _ configuration: String, _ logPath: String, _ spawner: Spawner
    ) throws(SandboxError) -> ChildProcess {
        let listener = try listen(at: socketPath)
        defer { close(listener) }
        return try ChildProcess(
            .init(
                command(configuration: configuration),
                environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LISTEN_FDS=1"], log: logPath,
                descriptors: [listener]),
            by: spawner)
    }

    private static func command(configuration: String) -> [String] {
        let hide =
            "mount -t tmpfs tmpfs /run && mkdir /run/pcscd && "
            + "{ [ ! -d /usr/lib/pcsc/drivers ] || mount -t tmpfs tmpfs /usr/lib/pcsc/drivers; } && "
        let run =
            #"exec setpriv --pdeathsig KILL sh -c '[ "$PPID" = "$1" ] || exit 1; "#
            + #"export LISTEN_PID=$$; exec /usr/sbin/pcscd -f -c "$0"' "$0" "$1""#
        let namespaces = geteuid() == 0 ? ["-m"] : ["-U", "-r", "-m"]
        return ["unshare"] + namespaces + ["sh", "-c", hide + run, configuration, "\(getpid())"]
    }

    private static func writeConfiguration(
        _ folder: String, _ readers: [(name: String, device: String)], _ library: String
    ) throws(SandboxError) {
        let entries = readers.enumerated().map { index, reader in
            """
            FRIENDLYNAME "\(reader.name)"
            DEVICENAME \(reader.device)
            LIBPATH \(library)
            CHANNELID \(index)

            """
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try entries.joined(separator: "\n").write(toFile: folder + "/readers", atomically: true, encoding: .utf8)
        } catch {
            throw SandboxError("configuration de pcscd", "écriture impossible dans \(folder)")
        }
    }

    private static func listen(at path: String) throws(SandboxError) -> Int32 {
        guard var address = unixAddress(path) else {
            throw SandboxError("démarrage de pcscd", "chemin trop long pour une prise locale : \(path)")
        }
        unsafe unlink(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        guard descriptor >= 0, bound == 0, Glibc.listen(descriptor, 64) == 0 else {
            throw SandboxError("démarrage de pcscd", "prise locale impossible (erreur \(errno))")
        }
        return descriptor
    }
}

/// The address of a Unix socket, or nil when the path has more than 107 bytes.
func unixAddress(_ path: String) -> sockaddr_un? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return address
}
