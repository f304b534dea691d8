import XML

/// What every request holds around its body, written from the schemas (insi.md 2.2 to 2.4). Where the schema lets an
/// element out that a client must always send, the minimum here is 1.
enum RequestTable {
    /// The blocks of the header; their order means nothing.
    static let header = ElementRule(
        .soap("Header"), 1, 1,
        .all([
            ElementRule(.addressing("MessageID"), 1, 1, .anything),
            ElementRule(.addressing("Action"), 1, 1, .anything),
            ElementRule(.addressing("To"), 0, 1, .text(.filled)),
            ElementRule(.addressing("ReplyTo"), 0, 1, endpoint),
            ElementRule(.addressing("FaultTo"), 0, 1, endpoint),
            ElementRule(.security, 0, 1, .anything),
            ElementRule(.bam("ContexteBAM"), 1, 1, .anything),
            ElementRule(.lps("ContexteLPS"), 1, 1, .anything),
        ]))

    static let messageID = ElementRule(.addressing("MessageID"), 1, 1, .text(.messageID))

    /// In CPx mode: the professional's assertion, and the Vitale card's after it (insi.md 2.7).
    static let security = ElementRule(
        .security, 1, 1, .sequence([ElementRule(.saml("Assertion"), 1, 2, .anything)]))

    /// With a software certificate: absent, or empty (insi.md 1.6).
    static let emptySecurity = ElementRule(.security, 0, 1, .sequence([]))

    static let contexteBAM = ElementRule(
        .bam("ContexteBAM"), 1, 1,
        .sequence([
            ElementRule(.bam("Id"), 1, 1, .text(.filled)),
            ElementRule(.bam("Temps"), 1, 1, .text(.dateTime)),
            ElementRule(.bam("Emetteur"), 1, 1, .text(.filled)),
            ElementRule(.bam("DateRef"), 0, 1, .text(.dateTime)),
            ElementRule(.bam("COUVERTURE"), 1, 1, cover),
        ]),
        attributes: [
            .init(name: "Version", isRequired: true, pattern: .versionBAM),
            .init(name: "Nature", isRequired: false, pattern: .natureBAM),
        ])

    static let contexteLPS = ElementRule(
        .lps("ContexteLPS"), 1, 1,
        .sequence([
            ElementRule(.lps("Id"), 1, 1, .text(.filled)),
            ElementRule(.lps("Temps"), 1, 1, .text(.dateTime)),
            ElementRule(.lps("Emetteur"), 1, 1, .text(.filled)),
            ElementRule(.lps("LPS"), 1, 1, software),
        ]),
        attributes: [
            .init(name: "Version", isRequired: true, pattern: .versionLPS),
            .init(name: "Nature", isRequired: false, pattern: .natureLPS),
        ])

    private static let endpoint = ElementRule.Content.sequence([
        ElementRule(.addressing("Address"), 1, 1, .text(.filled))
    ])

    private static let software = ElementRule.Content.sequence([
        ElementRule(
            .lps("IDAM"), 1, 1, .text(.filled),
            attributes: [.init(name: "R", isRequired: true, pattern: .authorisationTable)]),
        ElementRule(.lps("Version"), 1, 1, .text(.filled)),
        ElementRule(.lps("Instance"), 1, 1, .text(.filled)),
        ElementRule(.lps("Nom"), 1, 1, .text(.filled)),
    ])

    private static let cover = ElementRule.Content.sequence([
        ElementRule(.bam("GrandRegime"), 0, 1, .text(.any)),
        ElementRule(.bam("Organisme"), 0, 1, .text(.any)),
        ElementRule(.bam("CodeCentre"), 0, 1, .text(.any)),
        ElementRule(
            .bam("ASSURE"), 0, 1, .sequence([ElementRule(.bam("Id"), 0, 1, .sequence([coverNumber, coverKey]))])),
        ElementRule(
            .bam("BENEFICIAIRE"), 0, 1,
            .sequence([
                ElementRule(
                    .bam("Nir"), 0, 1,
                    .sequence([
                        coverNumber, coverKey, ElementRule(.bam("DateCertification"), 0, 1, .text(.calendarDate)),
                    ])),
                ElementRule(.bam("DateNai"), 0, 1, .text(.lunarDate)),
                ElementRule(.bam("Rang"), 0, 1, .text(.integer)),
                ElementRule(.bam("Porteur"), 0, 1, .text(.digit)),
            ])),
    ])

    private static let coverNumber = ElementRule(.bam("Num"), 0, 1, .text(.matricule))
    private static let coverKey = ElementRule(.bam("Cle"), 0, 1, .text(.key))
}
