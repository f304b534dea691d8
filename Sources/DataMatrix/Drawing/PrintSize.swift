/// Lengths on paper. Everything is drawn in dots of 1/300 inch, so that vector and pixels fall on the same places.
enum PrintSize {
    /// Dots on the side of a module: 0.508 mm.
    static let module = 6
    /// Dots of white around the symbol: two modules, where the norm wants one at least.
    static let quietZone = 2 * module

    /// A length in millimetres, with three decimals.
    static func millimetres(_ dots: Int) -> String {
        let micrometres = dots * 25_400 / 300
        let fraction = String(micrometres % 1000)
        return "\(micrometres / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)mm"
    }

    /// The next whole number of modules.
    static func roundedUp(_ dots: Int) -> Int {
        (dots + module - 1) / module * module
    }
}
