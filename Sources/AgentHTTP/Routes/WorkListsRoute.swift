import AgentCore
import HTTPTypes
import HealthIdentity
import Hummingbird

/// `/v1/ins/worklists`: searches by traits, or verifications, for the coming admissions.
struct WorkListsRoute: Sendable {
    let agent: Agent
    let workLists: WorkLists
    let description: AgentDescription

    private static let lineMembers = JSONMembers.traits.union([
        "reference", "local", "requestId", "matricule", "key", "oid", "givenNameList",
    ])

    /// `POST`: a new list; a line that names the `requestId` of a failed search takes its traits.
    func create(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["lines"])
        var lines: [WorkList.Line] = []
        for (index, value) in try body.list("lines").enumerated() {
            let members = try JSONMembers(value, path: "lines[\(index)]", known: Self.lineMembers)
            lines.append(try await line(members, context))
        }
        let list = try await workLists.create(lines, for: context.requester(.workList))
        return try JSONResponse.make(await document(list, context), .created)
    }

    /// `GET`: the caller's lists, without their lines.
    func all(_ request: Request, _ context: AgentContext) async throws -> Response {
        let lists = await workLists.lists(of: owner(context))
        let obstacle = await workLists.obstacle()
        return try JSONResponse.make(
            .object([
                "worklists": .array(lists.map { .object(summary($0, obstacle)) }),
                "leftToday": .integer(await workLists.leftToday),
            ]))
    }

    /// `GET …/{id}`: one list, line by line.
    func one(_ request: Request, _ context: AgentContext) async throws -> Response {
        try JSONResponse.make(await document(workLists.list(id(context), of: owner(context)), context))
    }

    /// `DELETE …/{id}`: collected, or wanted no more.
    func remove(_ request: Request, _ context: AgentContext) async throws -> Response {
        try await workLists.remove(id(context), of: owner(context))
        return Response(status: .noContent)
    }

    /// `POST …/{id}/pause`.
    func pause(_ request: Request, _ context: AgentContext) async throws -> Response {
        try await set(paused: true, request, context)
    }

    /// `POST …/{id}/resume`.
    func resume(_ request: Request, _ context: AgentContext) async throws -> Response {
        try await set(paused: false, request, context)
    }

    private func set(paused: Bool, _ request: Request, _ context: AgentContext) async throws -> Response {
        try await request.emptyBody()
        return try JSONResponse.make(
            await document(workLists.set(id(context), of: owner(context), paused: paused), context))
    }

    private func id(_ context: AgentContext) -> String { context.parameters.get("id") ?? "" }

    private func owner(_ context: AgentContext) -> String { context.caller?.owner ?? "" }

    private func line(_ members: JSONMembers, _ context: AgentContext) async throws -> WorkList.Line {
        let reference = try members.text("reference")
        guard reference.map({ $0.utf8.count <= 128 }) ?? true else {
            throw members.expected("reference", "un texte de 128 octets au plus")
        }
        try await agent.gate(members.local())
        if let requestId = try members.text("requestId") {
            guard members.names.isSubset(of: ["reference", "requestId", "local"]) else {
                throw members.expected("requestId", "seul, sans traits, un numéro de recherche")
            }
            let question = try await agent.question(ofFailed: requestId, askedBy: owner(context))
            return WorkList.Line(reference: reference, question: question)
        }
        let traits = try members.soughtTraits()
        guard try members.text("matricule") != nil else {
            // Part of a number alone is a mistake, not a search.
            guard members.names.isDisjoint(with: ["key", "oid", "givenNameList"]) else {
                throw members.expected("matricule", "avec key, oid ou givenNameList, un texte")
            }
            return WorkList.Line(reference: reference, question: .search(traits))
        }
        guard agent.configuration.verificationFormat != nil else { throw AgentError(.verificationOff) }
        return WorkList.Line(
            reference: reference,
            question: .verification(
                try members.insNumber(), traits, givenNameList: try members.givenNameList()))
    }

    private func document(_ list: WorkList, _ context: AgentContext) async -> JSONValue {
        var members = summary(list, await workLists.obstacle())
        let document = StateDocument(
            snapshot: agent.store.current, agent: description, scopes: context.caller?.scopes ?? [])
        members["lines"] = .array(list.lines.map { line($0, document) })
        return .object(members)
    }

    private func line(_ line: WorkList.Line, _ document: StateDocument) -> JSONValue {
        .object([
            "reference": line.reference.map(JSONValue.string), "status": .string(line.status.rawValue),
            "tries": .integer(line.tries), "result": line.result.map(document.ins),
            "verification": line.verification.map(JSONValue.init(verification:)),
            "problem": line.problem.map { ProblemDocument(error: $0, requestId: nil).json } ?? .null,
        ])
    }

    /// A list that could go on tells what keeps it from doing so.
    private func summary(_ list: WorkList, _ obstacle: AgentError?) -> [String: JSONValue?] {
        let open = list.lines.count { $0.status == .waiting || $0.status == .calling }
        let status = open == 0 ? "done" : list.isPaused ? "paused" : "running"
        return [
            "id": .string(list.id), "status": .string(status), "createdAt": .string(Timestamp.text(list.createdAt)),
            "expiresAt": .string(Timestamp.text(list.expiresAt)), "total": .integer(list.lines.count),
            "open": .integer(open),
            "problem": (status == "running" ? obstacle : nil).map { ProblemDocument(error: $0, requestId: nil).json }
                ?? .null,
        ]
    }
}
