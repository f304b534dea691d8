import AgentTestKit
import Foundation
import Logging
import Testing
import ToolKit

@testable import AgentCore

@Suite("A pairing") struct PairingTests {
    private static let page = "https://admission.example"
    private let folder: ScratchFolder
    private let clients: ClientRegistry
    private let lines = Watched<[String]>([])
    private let pairing: Pairing

    init() throws {
        folder = try ScratchFolder()
        clients = try ClientRegistry(stateDirectory: folder.path)
        pairing = Pairing(clients: clients, log: LogRecorder.logger(into: lines))
    }

    private var asking: PairingWindow.Asking? {
        guard case .open(_, _, _, let asking) = pairing.overview else { return nil }
        return asking
    }

    @Test("gives a token bound to the page that asked, with the rights that a person saw")
    func token() throws {
        try pairing.open(onlyOrigin: nil)
        let id = try pairing.ask(origin: Self.page, name: "Admission", scopes: [.insVitale, .status])
        let seen = try #require(asking)
        #expect(seen.origin == Self.page && seen.scopes == [.status, .insVitale])
        let (client, token) = try pairing.confirm(pairingId: id, code: seen.code, origin: Self.page)
        #expect(client.binding == .origin(Self.page) && client.scopes == seen.scopes && client.name == "Admission")
        #expect(clients.client(token: token)?.id == client.id)
        #expect(pairing.overview == .closed(.paired))
    }

    @Test("tells the tries that are left, and makes nobody a client by wrong codes")
    func wrongCodes() throws {
        try pairing.open(onlyOrigin: nil)
        let id = try pairing.ask(origin: Self.page, name: "Admission", scopes: [.status])
        let wrong = try #require(asking).code == "000000" ? "000001" : "000000"
        for left in [2, 1, 0] {
            let error = #expect(throws: AgentError.self) {
                try pairing.confirm(pairingId: id, code: wrong, origin: Self.page)
            }
            #expect(error?.code == "pairing.wrongCode" && error?.triesLeft == left)
        }
        let error = #expect(throws: AgentError.self) {
            try pairing.confirm(pairingId: id, code: wrong, origin: Self.page)
        }
        #expect(error?.code == "pairing.closed")
        #expect(clients.all.isEmpty && !clients.allows(origin: Self.page))
    }

    @Test("logs origins, rights and outcomes, and no code, number, token or name")
    func log() throws {
        try pairing.open(onlyOrigin: nil)
        let id = try pairing.ask(origin: Self.page, name: "ZWQXCANARI", scopes: [.status])
        let code = try #require(asking).code
        _ = try? pairing.confirm(pairingId: id, code: code == "000000" ? "000001" : "000000", origin: Self.page)
        let (client, token) = try pairing.confirm(pairingId: id, code: code, origin: Self.page)
        let text = lines.value.joined(separator: "\n")
        #expect(text.contains(Self.page) && text.contains("status") && text.contains("paired"))
        for secret in [code, id, token, client.tokenHash, "ZWQXCANARI"] { #expect(!text.contains(secret)) }
    }

    @Test("that cannot be stored gives no token, and says so to both")
    func unstored() throws {
        try FileManager.default.removeItem(atPath: folder.path)
        try pairing.open(onlyOrigin: nil)
        let id = try pairing.ask(origin: Self.page, name: "Admission", scopes: [.status])
        let code = try #require(asking).code
        let error = #expect(throws: AgentError.self) {
            try pairing.confirm(pairingId: id, code: code, origin: Self.page)
        }
        #expect(error?.code == "storage.failed")
        #expect(pairing.overview == .closed(.failed))
    }

    @Test("has codes of six digits, and numbers that nobody guesses, each time others")
    func codes() throws {
        let codes = try (0..<50).map { _ in try RandomText.pairingCode() }
        #expect(codes.allSatisfy { $0.count == 6 && $0.allSatisfy { $0.isASCII && $0.isNumber } })
        #expect(Set(codes).count > 40)
        #expect(try RandomText.pairingId().count == 32)
    }

    @Test("lets a page ask for what a person may grant it, and never for what is an administrator's or ours")
    func rights() {
        #expect(Set(Scope.pairable).isSubset(of: Scope.grantable))
        #expect(Set(Scope.pairable).isDisjoint(with: [.audit, .pin, .admin, .pairing]))
        #expect(Set(Scope.usual).isSubset(of: Scope.pairable))
    }
}
