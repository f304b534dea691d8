import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Our own pages, their scripts and styles, the client library and the contract: served from the binary.
struct PageRoute: Sendable {
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static let script = "text/javascript; charset=utf-8"
    private static let exports = "export const { InsiAgent, InsiAgentError } = globalThis;\n"

    func page(_ request: Request, _ context: AgentContext) async throws -> Response {
        serve(PackageResources.index_html, "text/html; charset=utf-8")
    }

    func patient(_ request: Request, _ context: AgentContext) async throws -> Response {
        serve(PackageResources.patient_html, "text/html; charset=utf-8")
    }

    func asset(_ request: Request, _ context: AgentContext) async throws -> Response {
        switch context.parameters.get("name") {
        case "agent.js": serve(PackageResources.agent_js, Self.script)
        case "clients.js": serve(PackageResources.clients_js, Self.script)
        case "doctor.js": serve(PackageResources.doctor_js, Self.script)
        case "agent.css": serve(PackageResources.agent_css, "text/css; charset=utf-8")
        case "patient.js": serve(PackageResources.patient_js, Self.script)
        case "patient.css": serve(PackageResources.patient_css, "text/css; charset=utf-8")
        case "icon.svg": serve(PackageResources.icon_svg, "image/svg+xml")
        default: throw AgentError(.requestNotFound)
        }
    }

    /// The client library as a plain script.
    func library(_ request: Request, _ context: AgentContext) async throws -> Response {
        serve(PackageResources.insi_agent_js, Self.script)
    }

    /// The client library as a module: the same text, then what it exports.
    func module(_ request: Request, _ context: AgentContext) async throws -> Response {
        serve(PackageResources.insi_agent_js + Array(Self.exports.utf8), Self.script)
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
