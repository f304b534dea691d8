import Testing

@testable import SAML

@Suite struct SignedFormTests {
    @Test(arguments: [
        "<a/>", "<a></a>", "<a b=\"1\"/>", "<a b=\"1\" c=\"2\">x y\n\tz</a>", "<a b=\"' > =\">'</a>", "<é ü=\"\"/>",
        "<a>&#xD;\n</a>",
    ])
    func `one spelling is accepted`(text: String) throws {
        try SignedForm.check(Array(text.utf8))
    }

    @Test(arguments: [
        "<a />", "<a></a >", "<a  b=\"1\"/>", "<a\tb=\"1\"/>", "<a\nb=\"1\"/>", "<a b =\"1\"/>", "<a b= \"1\"/>",
        "<a b=\"1\" />", "<a b='1'/>", "<a b=\"1\t2\"/>", "<a b=\"1\n2\"/>", "<a/> ", " <a/>", "<a/>\n",
        "<?xml version=\"1.0\"?><a/>",
        "<a><!-- --></a>", "<a><![CDATA[]]></a>", "<a><?p?></a>", "<a>\r\n</a>", "<a>\r</a>", "", "\u{FEFF}<a/>",
        "<a b=\"1\"\n/>",
    ])
    func `any other spelling is refused`(text: String) {
        #expect(throws: SAMLError.malformed(what: "white space")) { try SignedForm.check(Array(text.utf8)) }
    }
}
