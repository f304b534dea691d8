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

    @Test("names every operation once, and gives an example of every body that it takes")
    func examples() throws {
        let paths = try #require(try contract()["paths"] as? [String: [String: [String: Any]]])
        let operations = paths.flatMap { path, methods in methods.map { ("\($0.key) \(path)", $0.value) } }
        let names = operations.compactMap { $0.1["operationId"] as? String }
        #expect(names.count == operations.count && Set(names).count == names.count)
        for (operation, members) in operations {
            let body = members["requestBody"] as? [String: Any]
            for (type, media) in body?["content"] as? [String: [String: Any]] ?? [:] {
                #expect(media["example"] != nil || media["examples"] != nil, "\(operation), \(type)")
            }
        }
    }

    @Test("lists every right that can be granted")
    func scopes() throws {
        let paths = try #require(try contract()["paths"] as? [String: [String: [String: Any]]])
        let body = paths["/v1/clients"]?["post"]?["requestBody"] as? [String: Any]
        let content = body?["content"] as? [String: [String: Any]]
        let schema = content?["application/json"]?["schema"] as? [String: Any]
        let properties = schema?["properties"] as? [String: [String: Any]]
        let items = properties?["scopes"]?["items"] as? [String: Any]
        #expect(items?["enum"] as? [String] == Scope.grantable.map(\.rawValue))
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
