import Dispatch
import FoundationEssentials
import HTTPS

/// The agent seen as any program sees it: the state over HTTP on loopback, with a token.
public struct AgentView: Sendable {
    private let client: LocalClient
    private let token: String

    /// What the sandbox looks at.
    public struct State: Decodable, Sendable {
        /// One part of the document.
        public struct Part: Decodable, Sendable {
            /// Its status.
            public let status: String
            /// The card session that it belongs to.
            public let cardSession: String?
            /// Why it is not as it should be.
            public let problem: Problem?
        }

        /// A problem in short.
        public struct Problem: Decodable, Sendable {
            /// Stable code.
            public let code: String
            /// French sentence.
            public let title: String
        }

        /// One reader.
        struct Reader: Decodable, Sendable {
            let name: String
            let cardSession: String?
        }

        let readers: [Reader]
        /// What `after` takes to wait for the next state.
        public let tag: String
        /// The Vitale card.
        public let patient: Part
        /// The professional's card.
        public let professional: Part
        /// The search.
        public let ins: Part

        /// Whether a card is being read.
        var isReading: Bool { patient.status == "reading" || professional.status == "reading" }

        /// The session of the card in that reader.
        func session(in reader: String) -> String? {
            readers.first { $0.name == reader }?.cardSession
        }
    }

    init(access: SandboxAccess) {
        client = LocalClient(loopbackPort: access.port)
        token = access.token
    }

    /// Follows the state by long-poll until `isDone`, and returns the last document; nil when the time is over.
    public func follow(
        for limit: Duration, until isDone: (State) -> Bool
    ) async throws(SandboxError) -> (state: State, document: [UInt8])? {
        let deadline = ContinuousClock.now + limit
        var tag: String?
        while ContinuousClock.now < deadline {
            let (state, document) = try await read(after: tag)
            if isDone(state) { return (state, document) }
            tag = state.tag
        }
        return nil
    }

    /// The state as it is.
    func current() async throws(SandboxError) -> State {
        try await read(after: nil).state
    }

    private func read(after tag: String?) async throws(SandboxError) -> (state: State, document: [UInt8]) {
        let answer = try await get(tag.map { "/v1/state?after=\($0)&wait=2" } ?? "/v1/state")
        guard let state = try? JSONDecoder().decode(State.self, from: Data(answer.body)) else {
            throw SandboxError("lecture de l'état", "l'agent a répondu \(answer.status)")
        }
        return (state, answer.body)
    }

    private func get(_ path: String) async throws(SandboxError) -> HTTPResponse {
        let client = client
        let headers = [("Authorization", "Bearer " + token)]
        return try await Blocking.run { () throws(SandboxError) in
            do throws(HTTPSError) {
                return try client.request(method: "GET", path: path, headers: headers)
            } catch {
                throw SandboxError("lecture de l'état", "l'agent ne répond pas (\(error))")
            }
        }
    }
}

/// Calls that block, on threads of their own.
enum Blocking {
    static func `do`(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                body()
                continuation.resume()
            }
        }
    }

    static func run<R: Sendable>(_ body: @escaping @Sendable () throws(SandboxError) -> R) async throws(SandboxError)
        -> R
    {
        let result: Result<R, SandboxError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do throws(SandboxError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
