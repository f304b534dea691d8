import SmartCard
import Testing

@Suite struct PINPadStatusTests {
    @Test("The reader's own answers have the numbers of PC/SC part 10")
    func numbers() {
        #expect(
            [StatusWord.padTimedOut, .padCancelled, .padWrongLength].map(\.description) == ["6400", "6401", "6403"])
    }
}
