import Glibc

extension HelperProcess {
    /// What a library may need to know of its surroundings; nothing else of ours is handed on.
    private static let variables = ["HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PCSCLITE_CSOCK_NAME", "TZ"]

    /// Starts the program as leader of its own process group, with the socket as standard input and output, nothing on
    /// standard error, and no signal blocked or ignored; it closes all other descriptors itself, since Swift does not see
    /// the spawn action for it. The errno, and the process id.
    static func spawn(_ path: String, _ socket: Int32) -> (code: Int32, pid: pid_t) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, socket, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, socket, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        isolate(&attributes)
        var arguments = unsafe [strdup(path), nil]
        var environment = unsafe environment().map { unsafe strdup($0) } + [nil]
        defer {
            unsafe (arguments + environment).forEach { unsafe free($0) }
        }
        var pid: pid_t = 0
        let code = unsafe posix_spawn(&pid, path, &actions, &attributes, &arguments, &environment)
        return (code, pid)
    }

    private static func isolate(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        var all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETPGROUP)
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    /// No backtrace of a crash either: it could show what was read.
    private static func environment() -> [String] {
        variables.compactMap { name in
            guard let value = unsafe getenv(name) else { return nil }
            return "\(name)=\(unsafe String(cString: value))"
        } + ["SWIFT_BACKTRACE=enable=no"]
    }
}
