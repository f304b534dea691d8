import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct VitalePointersTests {
    /// vitale.md 3.8.
    static let published = hex(
        """
        E0 43
           A0 25
              82 12 00 01 00 00 D2 50 00 00 02 4D 46 5F 56 49 54 41 4C 45
              82 0F 00 02 00 00 D2 50 00 00 02 56 49 54 41 4C 45
           80 0C 45 46 53 59 4E 31 20 20 00 01 2F 11
           80 0C 45 46 53 59 4E 32 20 20 00 02 20 11
        """)

    @Test("The published table leads from applications to files")
    func example() throws {
        let pointers = try #require(VitalePointers(Self.published))
        #expect(pointers.applications.map(\.name) == [TreeCard.root, TreeCard.vitale])
        #expect(pointers.applications.map(\.files) == [[[0x2F, 0x11]], [[0x20, 0x11]]])
        #expect(VitalePointers(Self.published + [0, 0]) == pointers)
    }

    @Test("What is no table is none")
    func none() {
        #expect(VitalePointers([]) == nil)
        #expect(VitalePointers(hex("6500")) == nil)
        #expect(VitalePointers(hex("E0 00"))?.applications.isEmpty == true)
        #expect(VitalePointers(hex("E0 06 A0 04 82 02 00 01"))?.applications.isEmpty == true)
    }

    @Test("Applications and files have a limit, and no file is listed twice")
    func limits() throws {
        let many = (0..<40).map { TreeCard.Directory(name: [0xD2, 0x50, 0x00, 0x00, $0 as UInt8]) }
        #expect(VitalePointers(TreeCard.pointers(many))?.applications.count == 8)
        let files = Dictionary(uniqueKeysWithValues: (0..<200).map { ([0x20, $0 as UInt8], [] as [UInt8]) })
        let table = TreeCard.pointers([.init(name: TreeCard.vitale, files: files)])
        #expect(VitalePointers(table)?.applications.first?.files.count == 64)
        let twice = hex("E0 16 A0 14 8208 0001 0000 D2500000 8208 0001 0000 D2500000")
        #expect(VitalePointers(twice)?.applications.isEmpty == true)
        let same = hex("E0 18 A0 16 8209 0001 0000 D250000001 8209 0001 0000 D250000002")
        #expect(VitalePointers(same)?.applications.count == 1)
    }

    @Test("Every prefix and every changed byte gives a table within the limits, or none")
    func mutations() {
        for count in Self.published.indices { check(Array(Self.published.prefix(count))) }
        for index in Self.published.indices {
            for value in UInt8.min...UInt8.max {
                var changed = Self.published
                changed[index] = value
                check(changed)
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        for application in VitalePointers(bytes)?.applications ?? [] {
            #expect((5...16).contains(application.name.count))
            #expect(application.files.allSatisfy { $0.count == 2 })
        }
    }
}
