import Foundation
import Testing

@testable import HealthCards

@Suite struct LockedMemoryTests {
    @Test("The kernel says that the page is locked and not dumped")
    func flags() throws {
        guard let memory = LockedMemory(count: 8) else { throw HealthCardError.memoryNotLocked }
        let address = memory.withSpan { bytes in
            unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        }
        let flags = try #require(try Self.flags(of: address))
        #expect(flags.contains("lo"))
        #expect(flags.contains("dd"))
        #expect(memory.count == 8)
    }

    @Test("What is written is lent")
    func writing() throws {
        guard let memory = LockedMemory(count: 4) else { throw HealthCardError.memoryNotLocked }
        memory.write([7, 8].span, at: 1)
        let bytes = memory.withSpan { span in span.indices.map { span[$0] } }
        #expect(bytes == [0, 7, 8, 0])
    }

    /// `VmFlags` of the mapping that holds the address; neighbours with equal flags are one mapping.
    private static func flags(of address: UInt) throws -> [Substring]? {
        var isInside = false
        // `String(contentsOfFile:)` reads one page of such a file.
        let contents = try FileHandle(forReadingFrom: URL(filePath: "/proc/self/smaps")).readToEnd() ?? Data()
        for line in String(decoding: contents, as: UTF8.self).split(separator: "\n") {
            let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
            if ends.count == 2 { isInside = ends[0] <= address && address < ends[1] }
            if isInside, line.hasPrefix("VmFlags:") { return line.dropFirst(8).split(separator: " ") }
        }
        return nil
    }
}
