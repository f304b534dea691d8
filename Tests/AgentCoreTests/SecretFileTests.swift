import Foundation
import Testing
import ToolKit

@testable import AgentCore

/// Who may own and read a secret.
@Suite struct SecretFileTests {
    private static let agent = AgentAccount(user: 105, group: 3_999_999_110)

    private func judge(
        owner: UInt32, group: UInt32, mode: UInt32, account: AgentAccount = agent, path: String = "/etc/secret"
    ) -> SecretFile.Refusal? {
        var status = stat()
        (status.st_uid, status.st_gid, status.st_mode) = (owner, group, mode)
        let secrets = SecretFile(account: account, credentials: Credentials(folder: "/run/credentials/x"))
        do throws(SecretFile.Refusal) {
            try secrets.judge(status, at: path)
            return nil
        } catch {
            return error
        }
    }

    @Test("Root and the agent own secrets, and the agent's group reads those of root")
    func owners() {
        for mode: UInt32 in [0o600, 0o400] {
            #expect(judge(owner: 105, group: 0, mode: mode) == nil)
            #expect(judge(owner: 0, group: 0, mode: mode) == nil)
            #expect(judge(owner: 1000, group: 3_999_999_110, mode: mode) == .foreignOwner(1000))
        }
        #expect(judge(owner: 0, group: 3_999_999_110, mode: 0o640) == nil)
        #expect(judge(owner: 0, group: 3_999_999_110, mode: 0o440) == nil)
        for mode: UInt32 in [0o660, 0o644, 0o604, 0o641] {
            #expect(judge(owner: 0, group: 3_999_999_110, mode: mode) == .open)
        }
        #expect(judge(owner: 0, group: 0, mode: 0o640) == .open)
        #expect(judge(owner: 0, group: 1000, mode: 0o640) == .open)
        #expect(judge(owner: 105, group: 3_999_999_110, mode: 0o640) == .open)
        #expect(judge(owner: 105, group: 3_999_999_110, mode: 0o604) == .open)
    }

    @Test("What the service manager hands over shows its access list as rights of a group")
    func credentials() {
        let path = "/run/credentials/x/proxy.password"
        #expect(judge(owner: 0, group: 0, mode: 0o440, path: path) == nil)
        #expect(judge(owner: 0, group: 0, mode: 0o444, path: path) == .open)
        #expect(judge(owner: 0, group: 0, mode: 0o440, path: "/run/credentials/xy/proxy.password") == .open)
    }

    @Test("A refusal says which command mends it")
    func remedy() {
        let secrets = SecretFile(account: Self.agent, credentials: Credentials(folder: nil))
        #expect(
            secrets.sentence(.open, "/etc/a b'c").hasSuffix(
                #"chown root:3999999110 '/etc/a b'\''c' && chmod 640 '/etc/a b'\''c'"#))
        let root = SecretFile(account: AgentAccount(user: 0, group: 0), credentials: Credentials(folder: nil))
        #expect(root.sentence(.foreignOwner(0), "/etc/a").hasSuffix("chown root /etc/a && chmod 600 /etc/a"))
    }

    @Test("Only an ordinary file is read, without waiting, and no more than it may hold")
    func kinds() throws {
        let folder = try ScratchFolder()
        let secrets = SecretFile(account: .ofProcess, credentials: Credentials(folder: nil))
        let pipe = folder.path + "/pipe"
        unsafe mkfifo(pipe, 0o600)
        for (path, reason) in [
            (pipe, OrdinaryFile.Refusal.notAFile), (folder.path, .notAFile), ("/dev/null", .notAFile),
            (folder.path + "/none", .absent), (pipe + "/x", .absent),
        ] {
            #expect(throws: SecretFile.Refusal.unreadable(reason)) { try secrets.readLine(path) }
        }
        let file = try folder.write([UInt8](), to: "secret")
        unsafe chmod(file, 0o600)
        #expect(try secrets.readLine(file) == [])
        for (text, secret) in [("a\r\n\n", "a"), ("\n", ""), (" a\nb ", " a\nb ")] {
            _ = try folder.write(text.utf8, to: "secret")
            unsafe chmod(file, 0o600)
            #expect(try secrets.readLine(file) == Array(secret.utf8))
        }
        _ = try folder.write([UInt8](repeating: 0x61, count: 1025), to: "secret")
        unsafe chmod(file, 0o600)
        #expect(throws: SecretFile.Refusal.unreadable(.tooLarge(limit: 1024))) { try secrets.readLine(file) }
        unsafe chmod(file, 0o644)
        #expect(throws: SecretFile.Refusal.open) { try secrets.readLine(file) }
    }
}

extension SecretFile {
    /// The secrets of the user who runs the tests.
    static var ofTests: SecretFile { SecretFile(account: .ofProcess, credentials: Credentials(folder: nil)) }
}
