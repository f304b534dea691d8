import Testing

@testable import HealthCards

@Suite struct CardTextTests {
    @Test("Padding on both sides is left out, spaces inside stay")
    func padding() {
        #expect(CardText.decode(Array("  DE LA TOUR \0\0 ".utf8)) == "DE LA TOUR")
        #expect(CardText.decode([0x20, 0x00]) == "")
        #expect(CardText.decode([]) == "")
    }

    @Test("Two FF at the end are padding, one is a letter")
    func filler() {
        #expect(CardText.decode([0x43, 0x52, 0x4F, 0xFF]) == "CROÿ")
        #expect(CardText.decode([0x43, 0x52, 0x4F, 0x20, 0xFF, 0xFF]) == "CRO")
        #expect(CardText.decode([0xFF]) == "")
        #expect(CardText.decode([0xFF, 0xFF, 0xFF]) == "")
    }

    @Test("Every byte is one Latin-1 character")
    func latin1() {
        #expect(CardText.decode([0x4E, 0x4F, 0xCB, 0x4C]) == "NOËL")
        #expect(CardText.decode(Array(0x21...0xFF)).unicodeScalars.count == 0xDF)
    }
}
