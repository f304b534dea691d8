/// What is sent once.
struct HTTPSRequest {
    let url: String
    var headers: [(String, String)] = []
    /// Posted; nil makes it a HEAD.
    var body: [UInt8]?
}
