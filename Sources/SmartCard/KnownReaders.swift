/// The readers met in France, with what is known of each (vitale.md 7.5). The udev rule names the same models.
public enum KnownReaders {
    /// The line of that model; nil for any other device.
    public static func find(_ model: USBIdentifier) -> KnownReader? {
        all.first { $0.identifiers.contains(model) }
    }

    /// A slot of a bi-slot reader whose own software owns it: never offered for a Vitale card (vitale.md 5.5).
    public static func isOwnSoftware(_ reader: Reader) -> Bool {
        reader.name.contains("PSS Reader")
    }

    /// Every line, in the order of the specification.
    public static let all: [KnownReader] = gemaltoAndIngenico + kapelse + others + withoutNumbers

    private static let gemaltoAndIngenico: [KnownReader] = [
        .init("Gemalto PC Twin", model(0x08E6, 0x3437), slots: 1, .tpdu, note: driverNegotiates),
        .init("Gemalto GemPC Pinpad", model(0x08E6, 0x3478), .tpdu, pinPad: true, note: driverNegotiates),
        .init("Gemalto GemPC Express", model(0x08E6, 0x34EC), .tpdu, note: driverNegotiates),
        .init("XIRING XI-SIGN", model(0x0F14, 0x0011), .short),
        .init("XIRING MyLeo", model(0x0F14, 0x0037), .short, pinPad: true),
        .init("XIRING Leo v2", model(0x0F14, 0x0038), .short, pinPad: true),
        .init("Ingenico Leo", model(0x0F14, 0x003B), .short, pinPad: true),
        .init("Ingenico WITEO", model(0x0F14, 0x003D), .short),
        .init("XIRING Teo", model(0x076B, 0xA022), .short),
        .init(
            "INGENICO Lecteur SESAM VITALE", model(0x0B00, 0x0090), speaksPCSC: false,
            note:
                "Absent de libccid. Sous macOS, le pilote du fabricant (IngenicoSVReader) en fait deux lecteurs PC/SC. "
                + "Même question pour Set 2, Baladeur 2, Vital’Act 3S, Prium 4, Vehis et Move 5000.",
            hint: "Ce terminal SESAM-Vitale (Ingenico ou Olaqin) ne parle pas PC/SC sans le pilote de son fabricant.",
            confidence: .reported),
    ]

    private static let kapelse: [KnownReader] = [
        .init("KAPELSE KAP-LINK", model(0x2947, 0x0101), slots: 2, .tpdu, hint: twoSlots),
        .init("KAPELSE KAP-Care", model(0x2947, 0x0102), slots: 2, .tpdu, hint: twoSlots),
        .init("KAPELSE KAP-GO", model(0x2947, 0x0103), slots: 2, .tpdu, note: "5 V et 3 V.", hint: twoSlots),
        .init("KAPELSE eS-KAP-Ad", model(0x2947, 0x0104), slots: 2, hint: twoSlots),
        .init(
            "KAPELSE KAP-LINK2", model(0x2947, 0x0105), slots: 3, note: "Contact et sans contact."),
        .init("Kapelse Ti-Kap", model(0x2947, 0x0111), slots: 2, hint: twoSlots),
        .init(
            "KAPELSE KAP-eCV", model(0x2947, 0x0112), slots: 1,
            note: "Fente sans contact (T=0) et lecteur de QR codes.",
            hint: "Lecteur sans contact de l’application carte Vitale : une carte à puce ne s’y lit pas."),
        .init(
            "Kapelse inSide / K300", model(0x2947, 0x0113), slots: 3, note: "Fentes slot0, slot1 et CLESS.",
            hint: contactless),
        .init(
            "Kapelse KAP-Move", model(0x2947, 0x0114), slots: 3, note: "Fentes slot0, slot1 et CLESS.",
            hint: contactless),
    ]

    private static let others: [KnownReader] = [
        .init("Identive CLOUD 2700 R / uTrust 2700 R", model(0x04E6, 0x5810), slots: 1),
        .init("Identive CLOUD 2700 F", model(0x04E6, 0x5710)),
        .init("SMSC/Microchip SEC1210", model(0x0424, 0x1202), slots: 2, hint: twoSlots),
        .init("SMSC/Microchip SEC1110", model(0x0424, 0x1104), slots: 1),
        .init("OMNIKEY CardMan 3121 / HID 3x21", model(0x076B, 0x3021), .short),
        .init("OMNIKEY 3x21 (HID)", model(0x076B, 0x3022, 0x3031), .extended),
        .init("OMNIKEY 6121", model(0x076B, 0x6622, 0x6623, 0x6632)),
        .init("OMNIKEY CardMan 1021", model(0x076B, 0x1021)),
        .init("OMNIKEY CardMan 3821", model(0x076B, 0x3821), pinPad: true),
        .init(
            "Cherry ST-2xxx, XX33, XX44, TC 1100/1300, KC 1000 SC, Smart Board 1150",
            model(
                0x046A, 0x003E, 0x0005, 0x0010, 0x002D, 0x005B, 0x0070, 0x0072, 0x0090, 0x0092, 0x00A1, 0x00A2, 0x00A3,
                0x00A4, 0x00A5, 0x00A7, 0x01A2, 0x0201, 0x0202),
            .mixed,
            note: "TPDU pour les ST-2xxx, APDU court pour ST-1044 et XX44. Un clavier interrompt parfois l’échange."),
        .init("ACS ACR39U", model(0x072F, 0xB100), .tpdu, note: "L’ACR39U-U1 a lu une Vitale 1."),
        .init("ACS ACR3901U", model(0x072F, 0xB000), .short),
        .init("Alcor AU9540", model(0x058F, 0x9540), note: "Lecteur intégré courant."),
        .init("Feitian SCR301", model(0x096E, 0x0503), .tpdu, note: driverNegotiates),
        .init("Morpho/Sagem MSO350", model(0x079B, 0x0026)),
        .init("Morpho/Sagem MSO1350", model(0x079B, 0x0052)),
    ]

    /// Known by name only: their numbers on USB are not public, so that no device is recognised by these lines.
    private static let withoutNumbers: [KnownReader] = [
        .init(
            "FEI, deux ou trois fentes", [], note: "Le nom de la fente la dit : CPS, CV1/CV2 (Vitale) ou NFC.",
            confidence: .reported),
        .init("F600", [], confidence: .reported),
        .init(
            "Anciens terminaux série (Sagem EFT/Twin, GCR750/760, Elite 650, Ascom)", [], speaksPCSC: false,
            note: "RS-232 ou port COM virtuel, par le GALSS seulement.", confidence: .reported),
    ]

    private static let driverNegotiates = "Le pilote négocie la vitesse (pas de PPS automatique)."
    private static let twoSlots = "Deux fentes : la carte Vitale et la carte de professionnel y tiennent ensemble."
    private static let contactless =
        "Deux fentes à contact, et une surface sans contact où une carte Vitale ne se lit pas."

    private static func model(_ vendor: UInt16, _ products: UInt16...) -> [USBIdentifier] {
        products.map { USBIdentifier(vendor, $0) }
    }
}
