/// Where the sandbox finds its parts and what it keeps.
public struct SandboxOptions: Sendable {
    /// Folder that holds `insi-agent` and `libVirtualReader.so`: the build folder.
    public var products: String
    /// Folder that receives every SOAP request and answer; nil keeps none.
    public var record: String?

    /// Options of a build folder.
    public init(products: String, record: String? = nil) {
        self.products = products
        self.record = record
    }
}
