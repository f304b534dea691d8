public import CardSimulator

/// Where the sandbox finds its parts and what it keeps.
public struct SandboxOptions: Sendable {
    /// Folder that holds `insi-agent`, its helpers and `libVirtualReader.so`: the build folder.
    public var products: String
    /// Folder that receives every SOAP request and answer; nil keeps none.
    public var record: String?
    /// Whether the professional's reader has a PIN pad.
    public var hasPINPad: Bool
    /// How the agent shows itself to the service.
    public var authentication = Authentication.cpx
    /// JSON file of persons that the service knows beside the built-in ones.
    public var identities: String?
    /// What is wrong with the service's own certificate.
    public var serverFlaw: TestAuthority.ServerFlaw?
    /// Keys of the agent's configuration beside, or instead of, the sandbox's own.
    public var settings: [Setting]

    /// One key of the agent's configuration.
    public struct Setting: Equatable, Sendable {
        /// Section without brackets.
        public let section: String
        /// Key.
        public let key: String
        /// Value as written in the file.
        public let value: String

        /// A key of a section.
        public init(_ section: String, _ key: String, _ value: String) {
            self.section = section
            self.key = key
            self.value = value
        }

        /// Reads `section.Key=value`; nil for anything else.
        public init?(_ text: String) {
            let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
            let names = (sides.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2, names.count == 2, !names.contains("") else { return nil }
            self.init(names[0], names[1], sides[1])
        }
    }

    /// Options of a build folder; the others are set one by one.
    public init(products: String, record: String? = nil, hasPINPad: Bool = false, settings: [Setting] = []) {
        self.products = products
        self.record = record
        self.hasPINPad = hasPINPad
        self.settings = settings
    }
}
