import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Our own page, its script and style, and the contract: served from the binary.
struct PageRoute: Sendable {
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    func page(_ request: Request, _ context: AgentContext) async throws -> Response {
        serve(PackageResources.index_html, "text/html; charset=utf-8")
    }

    func asset(_ request: Request, _ context: AgentContext) async throws -> Response {
        switch context.parameters.get("name") {
        case "agent.js": serve(PackageResources.agent_js, "text/javascript; charset=utf-8")
        case "clients.js": serve(PackageResources.clients_js, "text/javascript; charset=utf-8")
        case "agent.css": serve(PackageResources.agent_css, "text/css; charset=utf-8")
        case "icon.svg": serve(PackageResources.icon_svg, "image/svg+xml")
        default: throw AgentError(.requestNotFound)
        }
    }

    func contract(_ request: Request, _ context: AgentContext) async throws -> Response {
        serve(PackageResources.openapi_json, "application/json")
    }

    private func serve(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .contentSecurityPolicy: Self.policy],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
