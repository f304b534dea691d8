import Cryptography
import ToolKit

/// RSAES-PKCS1-v1_5 by the openssl command: a second opinion on DECIPHER.
func encrypt(_ message: [UInt8], for key: RSAPublicKey) throws -> [UInt8] {
    let folder = try ScratchFolder()
    let keyFile = try folder.write(key.subjectPublicKeyInfo, to: "key.der")
    let input = try folder.write(message, to: "plain")
    _ = try Tool.run(
        "openssl",
        [
            "pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", keyFile, "-in", input, "-out",
            folder.path + "/out",
        ])
    return try folder.read("out")
}
