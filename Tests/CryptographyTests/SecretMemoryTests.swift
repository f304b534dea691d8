import Glibc
import Testing

@testable import Cryptography

@Suite struct SecretMemoryTests {
    @Test func `it lends what it was given`() throws {
        let bytes: [UInt8] = [1, 2, 3]
        let memory = try SecretMemory(bytes.span)
        #expect(memory.withSpan { span in span.indices.map { span[$0] } } == bytes)
        let text = try SecretMemory(Array("abc".utf8).span, zeros: 1)
        let length = unsafe text.withCString { unsafe strlen($0) }
        #expect(length == 3)
        let empty = try SecretMemory([UInt8]().span, zeros: 1)
        let none = unsafe empty.withCString { unsafe strlen($0) }
        #expect(none == 0)
    }

    @Test func `nothing at all has no memory`() {
        #expect(throws: CryptoError.memoryNotLocked) { try SecretMemory([UInt8]().span) }
    }

    @Test func `its pages are locked and left out of dumps`() throws {
        let memory = try SecretMemory([0x2A].span)
        let address = memory.withSpan { unsafe $0.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
        let flags = try flags(of: address)
        #expect(flags.contains("lo") && flags.contains("dd"))
    }

    /// The `VmFlags` of the mapping that holds an address (proc(5), `/proc/pid/smaps`).
    private func flags(of address: UInt) throws -> [Substring] {
        var isInside = false
        for line in try lines("/proc/self/smaps") {
            let range = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
            if range.count == 2 { isInside = range[0] <= address && address < range[1] }
            if isInside, line.hasPrefix("VmFlags:") { return line.split(separator: " ") }
        }
        return []
    }

    private func lines(_ path: String) throws -> [Substring] {
        let file = unsafe try #require(fopen(path, "r"))
        defer { unsafe _ = fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = unsafe fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}
