import SmartCard

/// One look at all readers; it connects to none.
enum ReaderListing {
    /// The status of each reader of the service.
    static func statuses() throws(PCSCError) -> [ReaderStatus] {
        let context = try context()
        return try statuses(of: try context.readers(), context)
    }

    /// The statuses of those that are there: one may have been unplugged since it was listed.
    static func statuses(of readers: [Reader], _ context: borrowing Context) throws(PCSCError) -> [ReaderStatus] {
        var statuses: [ReaderStatus] = []
        for reader in readers {
            do {
                let status = try context.status(of: reader)
                if !status.isGone { statuses.append(status) }
            } catch {
                guard error.code == .unknownReader else { throw error }
            }
        }
        return statuses
    }

    /// A service that was just ending closes the connection as one that refuses us does: only whoever is refused twice is.
    private static func context() throws(PCSCError) -> Context {
        do {
            return try Context()
        } catch {
            guard error.code == .communicationError || error.code == .securityViolation else { throw error }
            return try Context()
        }
    }
}
