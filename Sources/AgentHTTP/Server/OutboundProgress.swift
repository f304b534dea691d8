/// How much of what was written to a connection its socket has taken, from one look to the next.
struct OutboundProgress {
    private var written = 0
    private var taken = 0

    /// So many bytes were written, whether or not the socket took them.
    mutating func write(_ count: Int) {
        written += count
    }

    /// Remembers what the socket has taken, when so many bytes wait for it.
    mutating func look(pending: Int) {
        taken = written - pending
    }

    /// Whether bytes wait and not one was taken since the last look.
    func isStalled(pending: Int) -> Bool {
        pending > 0 && written - pending <= taken
    }
}
