import Foundation
import SpecDataKit
import Testing
import XML

/// Every request that the agent sent while a sandbox ran, held against the official schemas.
enum SentMessages {
    private static let parts = [
        ("ServiceIdentiteCertifiee/INSi_RECVITALE_INS.xsd", "ins:RECVITALE"),
        ("ServiceIdentiteCertifiee/INSi_RECSANS_INS.xsd", "ins:RECSANSVITALE"),
        ("CTX/ROOT_ctxbam_CTXBAM_V01_02.xsd", "ctxbam:ContexteBAM"),
        ("CTX/ROOT_ctxlps_CTXLPS_V01_00.xsd", "ctxlps:ContexteLPS"),
        ("WSSE/Security.xsd", "wsse:Security"),
    ]

    /// Checks the requests recorded in a folder; there is no schema of WS_INS3 (testing.md). Without the schemas nothing is
    /// checked, which the tests of the envelope say.
    static func check(in folder: String) throws {
        guard SpecData.isPresent else { return }
        let schemas = try parts.map { (try XMLSchema(file: SpecData.schema($0.0)), $0.1) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix("request.xml") }
        for name in names.sorted() {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            for (schema, element) in schemas {
                guard let from = text.range(of: "<\(element)"), let to = text.range(of: "</\(element)>") else {
                    continue
                }
                let part = Array(text[from.lowerBound..<to.upperBound].utf8)
                #expect(try schema.validate(part) == [], "\(element) of \(name)")
            }
            #expect(text.contains("</ctxbam:ContexteBAM>") && text.contains("</ctxlps:ContexteLPS>"))
        }
    }
}
