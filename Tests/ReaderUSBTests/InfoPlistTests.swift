import SmartCard
import Testing

@testable import ReaderUSB

@Suite struct InfoPlistTests {
    private static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0"><dict>
        <key>CFBundleName</key><string>CCIDCLASSDRIVER</string>
        <!-- <key>ifdVendorID</key><array><string>0xFFFF</string></array> a > b - -- -->
        <key>ifdVendorID</key><array><string>0x08E6</string> <string>2947</string></array>
        <key>ifdProductID</key><array><string>0x3437</string><!-- <string>0xFFFF</string> --><string>0101</string></array>
        <key>ifdFriendlyName</key>
        <array><string>Gemalto PC Twin Reader</string><string>A &amp; B &lt;1&gt;</string></array>
        </dict></plist>
        """

    @Test("The models and names of a driver are read, its comments are not")
    func whole() {
        let plist = InfoPlist(Array(Self.text.utf8))
        #expect(plist.isClassDriver)
        #expect(plist.readers.map(\.model) == [USBIdentifier(0x08E6, 0x3437), USBIdentifier(0x2947, 0x0101)])
        #expect(plist.readers.map(\.name) == ["Gemalto PC Twin Reader", "A & B <1>"])
    }

    @Test("Every prefix gives the first readers of the whole, or none")
    func prefixes() {
        let bytes = Array(Self.text.utf8)
        let whole = InfoPlist(bytes).readers.map(\.model)
        for count in bytes.indices {
            let models = InfoPlist(Array(bytes.prefix(count))).readers.map(\.model)
            #expect(models == Array(whole.prefix(models.count)), "\(count)")
        }
    }

    @Test("With any byte changed it is read to its end, and gives no more readers than it names")
    func changed() {
        let bytes = Array(Self.text.utf8)
        for index in bytes.indices {
            for value: UInt8 in [0x00, 0x3C, 0x3E, 0x26, 0xFF, bytes[index] ^ 0x01] {
                var changed = bytes
                changed[index] = value
                #expect(InfoPlist(changed).readers.count <= 2)
            }
        }
    }

    @Test("Numbers that are none, and lists of unequal length, name no reader")
    func odd() {
        func readers(_ vendor: String, _ product: String, _ name: String) -> Int {
            let text = """
                <key>ifdVendorID</key><array>\(vendor)</array><key>ifdProductID</key><array>\(product)</array>\
                <key>ifdFriendlyName</key><array>\(name)</array>
                """
            return InfoPlist(Array(text.utf8)).readers.count
        }
        let (number, name) = ("<string>0x08E6</string>", "<string>X</string>")
        #expect(readers(number, number, name) == 1)
        #expect(readers(number, number, "") == 0)
        #expect(readers("", number, name) == 0)
        for wrong in ["0x108E6", "", "0x", "-1", "xyz", "0x08E6 "] {
            #expect(readers("<string>\(wrong)</string>", number, name) == 0, "\(wrong)")
        }
    }
}
