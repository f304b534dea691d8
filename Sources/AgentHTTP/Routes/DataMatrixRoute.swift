import AgentCore
import DataMatrix
import HTTPTypes
import HealthIdentity
import Hummingbird
import Logging
import NIOCore

/// `POST /v1/ins/datamatrix` and `POST /v1/ins/identity-block`: what may be printed of an identity that its file holds for
/// qualified. Nothing is asked, nothing is kept.
struct DataMatrixRoute: Sendable {
    let description: AgentDescription
    let log: Logger

    private static let svg = "image/svg+xml"
    private static let png = "image/png"
    private static let html = "text/html"
    private static let json = "application/json"

    /// The Data Matrix alone, as SVG or PNG.
    func symbol(_ request: Request, _ context: AgentContext) async throws -> Response {
        let type = try request.acceptedType(of: [Self.svg, Self.png])
        let body = try JSONMembers(try await request.bytes(), known: Self.members)
        let (identity, _) = try identity(body, JSONMembers.identity, "datamatrix", context)
        let symbol = try symbol(of: identity)
        guard type == Self.png else { return answer(Array(symbol.svg(isTest: isTest).utf8), type) }
        return answer(symbol.png(isTest: isTest), type)
    }

    /// The identity in clear beside its Data Matrix, as SVG, as a page for printing or as JSON.
    func block(_ request: Request, _ context: AgentContext) async throws -> Response {
        let type = try request.acceptedType(of: [Self.svg, Self.html, Self.json])
        let body = try JSONMembers(try await request.bytes(), known: Self.members)
        let known = JSONMembers.identity.union(JSONMembers.usualNames)
        let (identity, members) = try identity(body, known, "identity-block", context)
        let block = IdentityBlock(identity, names: try members.usualNames(of: identity))
        if type == Self.json { return try JSONResponse.make(document(block, identity)) }
        let label = Label(
            symbol: try symbol(of: identity), lines: block.lines.map { .init(label: $0.label, value: $0.value) },
            isTest: isTest)
        guard type == Self.html else { return answer(Array(label.svg.utf8), type) }
        return answer(Array(label.page.utf8), type + "; charset=utf-8")
    }

    private static let members: Set<String> = ["identity", "status", "attributes"]

    /// Whether the mark is drawn: everywhere but in production.
    private var isTest: Bool { description.environment != .production }

    /// The identity that the body holds, after the status that it asserts was logged: who asserts a wrong one can be asked.
    private func identity(
        _ body: JSONMembers, _ known: Set<String>, _ resource: String, _ context: AgentContext
    ) throws(AgentError) -> (QualifiedIdentity, JSONMembers) {
        let local = try body.assertedStatus()
        guard let members = try body.object("identity", known: known) else {
            throw body.expected("identity", "un objet JSON")
        }
        log.tell(
            .statusAsserted,
            [.requester(context.caller?.name ?? ""), .resource(resource)] + LogField.asserted(local))
        return (try members.qualifiedIdentity(local, acceptsTestNumbers: isTest), members)
    }

    private func symbol(of identity: QualifiedIdentity) throws(AgentError) -> DataMatrixSymbol {
        do throws(DataMatrixError) {
            return try DataMatrixSymbol(INSDataMatrixContent(identity).text)
        } catch {
            throw AgentError(.internalError, underlying: "\(error)")
        }
    }

    private func document(_ block: IdentityBlock, _ identity: QualifiedIdentity) -> JSONValue {
        .object([
            "lines": .array(
                block.lines.map { .object(["label": .string($0.label), "value": .string($0.value)]) }),
            "mailAddress": .string(PatientMailAddress(identity).text), "test": .boolean(isTest),
        ])
    }

    private func answer(_ bytes: [UInt8], _ type: String) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
