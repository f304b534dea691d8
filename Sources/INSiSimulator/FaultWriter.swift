/// Writes faults in the shape of their generation (insi.md 5.1).
struct FaultWriter {
    let style: PrefixStyle
    var quirks: Set<Quirk> = []

    /// A fault with Detail or without; only the front echoes the MessageID.
    func write(_ refusal: Refusal, messageID: String?, withDetail: Bool = true) -> String {
        let isOld = refusal.generation == .service || quirks.contains(.oldFaults)
        let prefix = style.fault(isOld ? "S" : "soap")
        let part = { (name: String, content: String) in "<\(prefix):\(name)>\(content)</\(prefix):\(name)>" }
        let subcode = part("Subcode", part("Value", "\(prefix):\(refusal.subcode)"))
        let code = part("Code", part("Value", "\(prefix):\(refusal.side)") + subcode)
        let language = isOld ? "en" : "fr"
        let text = "<\(prefix):Text xml:lang=\"\(language)\">\(Markup.escaped(refusal.reason))</\(prefix):Text>"
        let detail = withDetail ? part("Detail", error(refusal, messageID)) : ""
        let extra = isOld ? " xmlns:ns4=\"http://schemas.xmlsoap.org/soap/envelope/\"" : ""
        let fault = "<\(prefix):Fault\(extra)>\(code)\(part("Reason", text))\(detail)</\(prefix):Fault>"
        return Markup.envelope(body(fault, declaringOld: isOld), style)
    }

    private func error(_ refusal: Refusal, _ messageID: String?) -> String {
        let name = style.detail + ":Erreur"
        let severity = "severite=\"\(quirks.contains(.fatalSeverity) ? "fatal" : refusal.severity)\""
        let code = "code=\"\(refusal.code)\""
        let echo = messageID.map { " messageID=\"\(Markup.escaped($0))\"" } ?? ""
        let attributes = refusal.generation == .front ? "\(code)\(echo) \(severity)" : "\(severity) \(code)"
        return "<\(name) \(attributes) xmlns:\(style.detail)=\"urn:siram\">\(Markup.escaped(refusal.text))</\(name)>"
    }

    /// Body has the prefix `env` in either generation; the older declares its own beside it.
    private func body(_ fault: String, declaringOld isOld: Bool) -> String {
        guard style != .unusual else {
            let (prefix, declarations) = style.body
            return "<\(prefix):Body\(declarations)>\(fault)</\(prefix):Body>"
        }
        let old = isOld ? " xmlns:S=\"\(Namespace.soap)\"" : ""
        return "<env:Body\(old) xmlns:env=\"\(Namespace.soap)\">\(fault)</env:Body>"
    }
}
