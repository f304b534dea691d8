import AgentCore
import Foundation
import HTTPTypes
import Testing

@testable import AgentHTTP

/// The contract that is served names what is served.
@Suite("The OpenAPI document")
struct ContractTests {
    private func contract() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(PackageResources.openapi_json))
        return try #require(object as? [String: Any])
    }

    @Test("has exactly the resources and methods of the filter's table")
    func resources() throws {
        let paths = try #require(try contract()["paths"] as? [String: [String: Any]])
        let served = Resource.all.map { resource in
            resource.path + " " + resource.rules.keys.map { $0.rawValue.lowercased() }.sorted().joined(separator: " ")
        }
        let written = paths.map { path, operations in
            let pattern = path.split(separator: "/", omittingEmptySubsequences: false).map {
                $0.hasPrefix("{") ? "*" : $0
            }
            return pattern.joined(separator: "/") + " " + operations.keys.sorted().joined(separator: " ")
        }
        #expect(Set(written) == Set(served))
    }

    @Test("lists every problem code")
    func codes() throws {
        let components = try #require(try contract()["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: Any])
        let problem = try #require(schemas["Problem"] as? [String: Any])
        let properties = try #require(problem["properties"] as? [String: Any])
        let code = try #require(properties["code"] as? [String: Any])
        let choices = try #require(code["anyOf"] as? [[String: Any]])
        let listed = try #require(choices.first?["enum"] as? [String])
        #expect(Set(listed) == Set(Problem.allCases.map(\.rawValue)))
    }
}
