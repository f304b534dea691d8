import Cryptography
import Foundation
import Testing

@Suite struct Base64Tests {
    @Test func `it agrees with Foundation for every length`() throws {
        for count in 0...100 {
            let bytes = try SecureRandom.bytes(count)
            let text = Base64.encode(bytes)
            #expect(text == Data(bytes).base64EncodedString())
            #expect(try Base64.decodeStrict(text) == bytes)
        }
    }

    @Test func `white space of XML is skipped`() throws {
        #expect(try Base64.decodeStrict(" TW\r\nF\tu ") == Array("Man".utf8))
        #expect(try Base64.decodeStrict("TQ\n=\n=") == Array("M".utf8))
    }

    @Test(arguments: [
        "T", "TW", "TWF", "TQ=", "TWE", "TWFu=", "====", "=", "TQ==TQ==", "TQ=A", "TWF-", "TWF_", "TWF\u{a0}", "é===",
        "TQ===", "TWFuT", "TWE==",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: CryptoError.malformed(what: "base64")) { try Base64.decodeStrict(text) }
    }

    @Test func `control characters are not white space`() {
        for text in ["\u{0B}TWFu", "TWFu\0", "\0", "TWFu\u{7F}"] {
            #expect(throws: CryptoError.malformed(what: "base64")) { try Base64.decodeStrict(text) }
        }
    }

    @Test func `unused bits must be zero so that no bytes have two spellings`() {
        for text in ["TR==", "Th==", "TWF=", "TWG="] {
            #expect(throws: CryptoError.malformed(what: "base64")) { try Base64.decodeStrict(text) }
        }
    }

    @Test func `every changed character changes the bytes or is refused`() throws {
        let text = Array(Base64.encode([0x00, 0xFF, 0x10, 0x80]).utf8)
        let bytes = try Base64.decodeStrict(String(decoding: text, as: UTF8.self))
        for index in text.indices {
            for value in UInt8.min...UInt8.max where value != text[index] {
                var changed = text
                changed[index] = value
                let result = try? Base64.decodeStrict(String(decoding: changed, as: UTF8.self))
                #expect(result != bytes)
            }
        }
    }
}
