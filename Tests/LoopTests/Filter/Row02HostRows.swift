/// Row 2 of the filter as a table (endpoint.md 3): the name under which we are called is one of three, to the letter.
extension FilterRow {
    static let hosts: [FilterRow] =
        ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"].map { named($0, 200, nil) }
        + foreignHosts.map { named($0, 421, "request.host") }

    private static let foreignHosts = [
        // Names that an attacker lets resolve to us.
        "attacker.example", "attacker.example:{port}", "127.0.0.1.attacker.example:{port}",
        "localhost.attacker.example:{port}", "127-0-0-1.attacker.example:{port}", "127.0.0.1.nip.io:{port}",
        "localtest.me:{port}", "sub.localhost:{port}", "xlocalhost:{port}", "localhostx:{port}",
        "localhost.localdomain:{port}", "ip6-localhost:{port}", "wpad:{port}", "xn--lcalhost-53a:{port}",
        "l\u{F6}calhost:{port}", "\u{FF4C}ocalhost:{port}", "loc\u{430}lhost:{port}",
        // Our names, spelt otherwise.
        "LOCALHOST:{port}", "Localhost:{port}", "localhost.:{port}", "localhost:{port}.", "127.0.0.1.:{port}",
        "[::1].:{port}",
        // Our addresses, written otherwise, and other addresses that reach us.
        "127.1:{port}", "127.0.1:{port}", "0177.0.0.1:{port}", "0x7f.0.0.1:{port}", "0x7f000001:{port}",
        "2130706433:{port}", "017700000001:{port}", "127.000.000.001:{port}", "127.0.0.2:{port}", "0.0.0.0:{port}",
        "0:{port}", "::1:{port}", "[::]:{port}", "[0:0:0:0:0:0:0:1]:{port}", "[::0001]:{port}", "[::1%lo]:{port}",
        "[::ffff:127.0.0.1]:{port}", "[::ffff:7f00:1]:{port}", "[::127.0.0.1]:{port}", "1.0.0.127:{port}",
        "192.168.1.10:{port}",
        // Ports.
        "127.0.0.1", "localhost", "[::1]", "127.0.0.1:", "127.0.0.1:{other}", "localhost:80", "127.0.0.1:0{port}",
        "127.0.0.1:+{port}", "127.0.0.1:{port}0", "127.0.0.1: {port}", "127.0.0.1:{port}:{port}",
        // More than a name.
        "", ":{port}", "user@127.0.0.1:{port}", "attacker.example@127.0.0.1:{port}",
        "127.0.0.1:{port}@attacker.example",
        "127.0.0.1:{port}, attacker.example", "attacker.example, 127.0.0.1:{port}", "127.0.0.1:{port} attacker.example",
        "127.0.0.1:{port}/", "127.0.0.1:{port}#", "127.0.0.1:{port}?", "http://127.0.0.1:{port}", "//127.0.0.1:{port}",
        "127.0.0.1%00:{port}", "\"127.0.0.1:{port}\"", "127.0.0.1\\:{port}",
    ]

    private static func named(_ value: String, _ status: Int, _ code: String?) -> FilterRow {
        FilterRow("Host \(value)", status, code, "GET /v1/state", ["Host: \(value)", user])
    }
}
