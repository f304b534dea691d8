import LibraryMessages

/// One request, carried out.
struct Errand {
    let request: LibraryRequest

    func answer() -> LibraryAnswer {
        do throws(LibraryFailure) {
            return .told(try facts())
        } catch {
            return .failed(error)
        }
    }

    private func facts() throws(LibraryFailure) -> LibraryFacts {
        let mica = try request.mica.map { path throws(LibraryFailure) in try MICA(path) }
        let api = try request.apiLec.map { path throws(LibraryFailure) in try ReadingAPI(path) }
        switch request.verb {
        case .version: return try version(mica)
        case .read: return try read(mica, api)
        case .confirm: return try confirm(mica)
        }
    }

    private func version(_ mica: MICA?) throws(LibraryFailure) -> LibraryFacts {
        var facts = LibraryFacts()
        facts.version = try mica.map { mica throws(LibraryFailure) in
            try mica.session { () throws(LibraryFailure) in try mica.version() }
        }
        return facts
    }

    /// The card is identified before the reading and confirmed after it, so that both libraries speak of one card.
    private func read(_ mica: MICA?, _ api: ReadingAPI?) throws(LibraryFailure) -> LibraryFacts {
        guard let mica else {
            var facts = LibraryFacts()
            facts.xml = try api?.identification(configuration: configuration, patience: request.patience)
            return facts
        }
        return try mica.session { () throws(LibraryFailure) in
            var facts = LibraryFacts()
            let card = try mica.identify(in: request.reader)
            facts.serial = card.serial
            facts.nature = card.nature
            guard let api else { return facts }
            facts.xml = try api.identification(configuration: configuration, patience: request.patience)
            try mica.confirm(serial: Array(card.serial), in: request.reader)
            return facts
        }
    }

    private func confirm(_ mica: MICA?) throws(LibraryFailure) -> LibraryFacts {
        guard let mica, let serial = request.serial else { throw .notLoadable(reason: "MICA is not configured") }
        try mica.session { () throws(LibraryFailure) in
            try mica.confirm(serial: Array(serial.utf8), in: request.reader)
        }
        return LibraryFacts()
    }

    private var configuration: String { request.apiLecConfiguration ?? "" }
}
