import HTTPTypes
import Hummingbird
import NIOCore

/// An answer with a JSON body.
enum JSONResponse {
    static func make(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try value.encoded())))
    }
}
