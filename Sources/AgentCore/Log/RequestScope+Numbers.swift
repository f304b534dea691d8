public import Journal

extension RequestScope {
    /// A request with a new number, a UUID that nobody can guess.
    public static func new() throws(AgentError) -> RequestScope { RequestScope(id: try RandomText.uuid()) }

    /// The request that a search begins in: the one under way, whose number the search then bears too. A search that nobody asked
    /// for, or that no request led to, has a number of its own.
    static func ofSearch(isAskedFor: Bool = true) throws(AgentError) -> RequestScope {
        if isAskedFor, let current { return current }
        return RequestScope(id: try RandomText.uuid(), cause: current?.id)
    }
}
