/// A SOAP 1.2 envelope around assertions, with prefixes that collide with those of the assertion.
enum Envelope {
    static let securityNamespace =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"

    static func document(_ assertions: [UInt8]..., body: String = "") -> [UInt8] {
        let head = """
            <?xml version="1.0" encoding="UTF-8"?>
            <saml2:Envelope xmlns:saml2="http://www.w3.org/2003/05/soap-envelope" xmlns:ds="urn:other" xmlns="urn:default">
              <saml2:Header>
                <w:Security xmlns:w="\(securityNamespace)">
            """
        let tail = "</w:Security></saml2:Header><saml2:Body>\(body)</saml2:Body></saml2:Envelope>"
        return Array(head.utf8) + assertions.joined() + Array(tail.utf8)
    }

    /// The patient's card's assertion (insi.md 3.9), unsigned.
    static let vitaleAssertion = Array(
        """
        <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_vitale" IssueInstant="2024-05-06T07:08:09.010Z" \
        Version="2.0"><Issuer>899700000001</Issuer><Subject><NameID NameQualifier="VITALE">0000000000</NameID></Subject>\
        </Assertion>
        """.utf8)
}
