import Glibc
import Synchronization

/// One child process: started by a `Spawner`, killed by the kernel if we die, ended by `stop()`.
public final class ChildProcess: Sendable {
    /// Process id.
    public let pid: Int32
    private let exit = Mutex<Int32?>(nil)

    /// What a child is started with.
    public struct Launch: Sendable {
        /// Program path or name, then its arguments.
        public var arguments: [String]
        /// The whole environment, `NAME=value`.
        public var environment: [String]
        /// File that receives standard output and error; nil keeps them on our standard error.
        public var log: String?
        /// Descriptors to hand over as number 3, 4 and so on.
        public var descriptors: [Int32]
        /// Standard input; nil reads nothing.
        public var input: Int32?
        /// Standard output and error, when there is no log.
        public var output: Int32?

        /// A launch; what is not named keeps its default.
        public init(
            _ arguments: [String], environment: [String] = [], log: String? = nil, descriptors: [Int32] = [],
            input: Int32? = nil, output: Int32? = nil
        ) {
            self.arguments = arguments
            self.environment = environment
            self.log = log
            self.descriptors = descriptors
            self.input = input
            self.output = output
        }
    }

    /// Starts the program; the kernel kills it when the spawner's thread ends, that is at the latest when we do.
    public init(_ launch: Launch, by spawner: Spawner) throws(SandboxError) {
        let tied = ChildProcess.tiedToParent(launch)
        guard case (0, let pid)? = spawner.run({ spawn(tied) }) else {
            throw SandboxError("démarrage de \(launch.arguments.first ?? "")", "le programme ne peut pas être lancé")
        }
        self.pid = pid
    }

    /// `setpriv` asks for the signal, then a shell checks that we did not die in between.
    private static func tiedToParent(_ launch: Launch) -> Launch {
        var tied = launch
        let check = #"[ "$PPID" = "$0" ] || exit 1; exec "$@""#
        tied.arguments = ["setpriv", "--pdeathsig", "KILL", "sh", "-c", check, "\(getpid())"] + launch.arguments
        return tied
    }

    /// The exit status if the process has ended: 0 to 255, or 128 + signal.
    public func exitStatus() -> Int32? {
        exit.withLock { known in
            if known == nil {
                var status: Int32 = 0
                if unsafe waitpid(pid, &status, WNOHANG) == pid {
                    known = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
                }
            }
            return known
        }
    }

    /// Sends a signal, unless the process has ended.
    public func signal(_ number: Int32) {
        if exitStatus() == nil { kill(pid, number) }
    }

    /// SIGTERM, then SIGKILL after `patience` milliseconds; returns when the process has ended.
    public func stop(patience: Int = 1500) {
        signal(SIGTERM)
        for _ in 0..<(patience / 5) where exitStatus() == nil { usleep(5000) }
        signal(SIGKILL)
        while exitStatus() == nil { usleep(1000) }
    }
}

private func spawn(_ launch: ChildProcess.Launch) -> (Int32, pid_t) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let log = launch.log {
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    } else {
        unsafe posix_spawn_file_actions_adddup2(&actions, launch.output ?? 2, 1)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    if let input = launch.input {
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    // From high numbers, so that none takes the place of one that is still to be handed over.
    let handed = launch.descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, 200) }
    defer { handed.forEach { close($0) } }
    for (index, descriptor) in handed.enumerated() {
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, 3 + Int32(index))
    }
    var arguments = unsafe launch.arguments.map { unsafe strdup($0) }
    var environment = unsafe launch.environment.map { unsafe strdup($0) }
    defer {
        unsafe (arguments + environment).forEach { unsafe free($0) }
    }
    unsafe arguments.append(nil)
    unsafe environment.append(nil)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A child starts with no signal blocked or ignored, whatever its starter's thread does.
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var pid: pid_t = 0
    let code = unsafe posix_spawnp(&pid, launch.arguments[0], &actions, &attributes, arguments, environment)
    return (code, pid)
}
