import Foundation
import SpecDataKit
import Testing
import XML

@Suite struct XMLSchemaTests {
    private func withSchema<R>(_ content: String, _ body: (String) throws -> R) throws -> R {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xsd")
        let schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\(content)</xs:schema>"
        try schema.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    @Test func `a valid document has no violation and an invalid one has its line`() throws {
        try withSchema("<xs:element name='a' type='xs:integer'/>") { path in
            let schema = try XMLSchema(file: path)
            #expect(try schema.validate(Array("<a>1</a>".utf8)).isEmpty)
            let violations = try schema.validate(Array("\n<a>x</a>".utf8))
            #expect(violations.first?.line == 2)
            #expect(violations.first?.message.contains("xs:integer") == true)
            #expect(throws: XMLError.malformed(line: 1)) { try schema.validate(Array("<a>".utf8)) }
        }
    }

    @Test func `a schema that cannot be read is refused with a reason`() throws {
        #expect(throws: XMLError.self) { try XMLSchema(file: "/nowhere.xsd") }
        try withSchema("<xs:element name='a' type='unknown'/>") { path in
            do {
                _ = try XMLSchema(file: path)
                Issue.record("read")
            } catch XMLError.unusableSchema(let reason) {
                #expect(reason.contains("unknown"))
            }
        }
    }

    @Test func `an import from the network is not fetched`() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        defer { close(listener) }
        let port = try #require(Loopback.listen(listener))
        try withSchema("<xs:import namespace='urn:x' schemaLocation='http://127.0.0.1:\(port)/x.xsd'/>") { path in
            _ = try? XMLSchema(file: path)
        }
        #expect(accept(listener, nil, nil) == -1)
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `the official schema accepts the genuine assertion and sees a missing attribute`() throws {
        let path = SpecData.schema("SAML/saml-schema-assertion-2.0.xsd")
        let schema = try XMLSchema(file: path)
        let bytes = try SpecData.message("genuine_PS_assertion_2022.xml")
        #expect(try schema.validate(bytes).isEmpty)
        let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: " Version=\"2.0\"", with: "")
        #expect(try !schema.validate(Array(text.utf8)).isEmpty)
    }
}

/// A listening socket on a free port of the loopback interface.
private enum Loopback {
    static func listen(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe bind(descriptor, address, size) == 0, Foundation.listen(descriptor, 1) == 0 else {
                    return false
                }
                return unsafe getsockname(descriptor, address, &size) == 0
            }
        } ? UInt16(bigEndian: address.sin_port) : nil
    }
}
