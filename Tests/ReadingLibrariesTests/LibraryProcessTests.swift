import Foundation
import LibraryMessages
import Testing
import ToolKit

/// The helper process by itself, started by a shell: Foundation's own `Process` waits for a descriptor that it closes.
@Suite struct LibraryProcessTests {
    private func request(_ stubs: StubLibraries) throws {
        let request = LibraryRequest(
            verb: .read, apiLec: "\(stubs.folder.path)/libapi_lec.so", apiLecConfiguration: "/x/",
            mica: "\(stubs.folder.path)/libmica.so", reader: "R", serial: nil, patience: 1)
        _ = try stubs.folder.write(try JSONEncoder().encode(request) + [UInt8(ascii: "\n")], to: "request")
    }

    /// Runs a script with the helper as `$0` and a folder as `$1`; its exit status.
    private func run(_ script: String, in folder: ScratchFolder) throws -> Int32 {
        try Tool.run("sh", ["-c", "cd \"$1\" || exit 1; " + script, StubLibraries.helper, folder.path]).status
    }

    @Test("What the libraries print reaches neither the answer nor standard error")
    func silence() throws {
        let stubs = try StubLibraries()
        try request(stubs)
        #expect(try run("\"$0\" <request >answer 2>errors", in: stubs.folder) == EX_OK)
        #expect(try stubs.folder.read("errors").isEmpty)
        let lines = try stubs.folder.read("answer").split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1)
        let answer = try lines.first.map { try JSONDecoder().decode(LibraryAnswer.self, from: Data($0)) }
        guard case .told(let facts)? = answer else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(facts.xml.map { Array($0) } == Documents.latin1(Documents.complete))
        #expect(facts.serial == Data("000000000001".utf8))
        #expect(facts.nature == UInt8(ascii: "R"))
    }

    @Test("The process ends with its parent, even while a library hangs")
    func orphan() throws {
        let stubs = try StubLibraries([.api, .mica], "hang")
        try request(stubs)
        let parent = "{ cat request; until grep -q Hn_Lecture calls; do sleep 0.02; done; }"
        #expect(try run("\(parent) 2>/dev/null | \"$0\" >answer", in: stubs.folder) == EX_OK)
        #expect(try stubs.folder.read("answer").isEmpty)
    }

    @Test("Anything but a request ends the process", arguments: ["", "{}", "read", "{\"verb\":\"write\"}"])
    func nonsense(line: String) throws {
        let folder = try ScratchFolder()
        _ = try folder.write(Array((line + "\n").utf8), to: "request")
        #expect(try run("\"$0\" <request", in: folder) == EX_USAGE)
    }
}
