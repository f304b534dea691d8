import HealthIdentity
import Testing

@Suite struct BirthRankTests {
    @Test("Ranks go from 1 to 9, and 1 is assumed")
    func range() {
        #expect((0...10).map { BirthRank($0)?.value } == [nil, 1, 2, 3, 4, 5, 6, 7, 8, 9, nil])
        #expect(BirthRank.assumed.value == 1)
    }
}
