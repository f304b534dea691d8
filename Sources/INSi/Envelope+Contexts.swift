import XML

/// The two context headers.
extension Envelope {
    /// ContexteBAM, version 01_02: the cover is the operation's (insi.md 2.3).
    func writeBAM(to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.bam("ContexteBAM"), prefix: "ctxbam")
        try writer.attribute("Version", "01_02")
        try writer.element(.bam("Id"), prefix: "ctxbam", text: stamp.bamID)
        try writer.element(.bam("Temps"), prefix: "ctxbam", text: stamp.time)
        try writer.element(.bam("Emetteur"), prefix: "ctxbam", text: context.emitter)
        try writer.start(.bam("COUVERTURE"), prefix: "ctxbam")
        try content.writeCover(to: &writer)
        try writer.end()
        try writer.end()
    }

    /// ContexteLPS, version 01_00: the calling software (insi.md 2.4).
    func writeLPS(to writer: inout XMLWriter) throws(XMLError) {
        let software = context.software
        try writer.start(.lps("ContexteLPS"), prefix: "ctxlps")
        try writer.attribute("Version", "01_00")
        try writer.element(.lps("Id"), prefix: "ctxlps", text: stamp.lpsID)
        try writer.element(.lps("Temps"), prefix: "ctxlps", text: stamp.time)
        try writer.element(.lps("Emetteur"), prefix: "ctxlps", text: context.emitter)
        try writer.start(.lps("LPS"), prefix: "ctxlps")
        try writer.start(.lps("IDAM"), prefix: "ctxlps")
        try writer.attribute("R", "4")
        try writer.text(software.idam)
        try writer.end()
        try writer.element(.lps("Version"), prefix: "ctxlps", text: software.version)
        try writer.element(.lps("Instance"), prefix: "ctxlps", text: software.instance)
        try writer.element(.lps("Nom"), prefix: "ctxlps", text: "urn:lps:\(software.name):\(software.version)")
        try writer.end()
        try writer.end()
    }
}
