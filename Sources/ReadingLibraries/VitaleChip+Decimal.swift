import HealthCards

extension VitaleChip {
    /// A chip whose serial number is 1 to 20 decimal digits (vitale.md 5.5), otherwise nil.
    init?(decimal serial: String, nature: Nature?) {
        let isDecimal = serial.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isDecimal, (1...20).contains(serial.utf8.count) else { return nil }
        self.init(serial: serial, nature: nature)
    }

    /// Whether both name the same chip: leading zeros do not count.
    func hasSameSerial(as other: VitaleChip) -> Bool {
        serial.drop { $0 == "0" } == other.serial.drop { $0 == "0" }
    }
}
