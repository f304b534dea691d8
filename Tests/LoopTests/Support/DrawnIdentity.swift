/// A body of the two drawing resources, whose members a test changes; their values are JSON.
struct DrawnIdentity {
    var status: String? = #""qualifiee""#
    var attributes = "[]"
    private var members = [
        "matricule": #""1810163220751""#, "key": #""40""#, "oid": #""1.2.250.1.213.1.4.8""#, "kind": #""NIR""#,
        "test": "true", "birthName": #""ADRDEUX""#, "givenNames": #""LAURENT""#, "sex": #""M""#,
        "birthDate": #""1981-01-01""#, "birthPlace": #""63220""#, "history": "[]",
    ]

    /// Changes a member, or takes it away.
    mutating func set(_ name: String, _ value: String?) {
        members[name] = value
    }

    /// The JSON text.
    var body: String {
        let identity = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        let asserted = status.map { "\"status\":\($0)," } ?? ""
        return "{\(asserted)\"attributes\":\(attributes),\"identity\":{\(identity)}}"
    }
}
