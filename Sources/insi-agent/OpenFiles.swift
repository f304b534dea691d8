import Glibc

/// How many descriptors this process may have open.
enum OpenFiles {
    /// As many as 4096, or as the administrator allows: the usual 1024 are soon taken by programs that open connections and leave
    /// them, and then neither a card nor the service could be reached.
    static func allowMany() {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 4096))
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
