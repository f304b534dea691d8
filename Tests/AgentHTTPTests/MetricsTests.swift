import HTTPTypes
import Testing

@testable import AgentCore
@testable import AgentHTTP

@Suite("What is measured")
struct MetricsTests {
    private let metrics = Metrics()

    private func document(_ state: AgentState = AgentState(), _ searches: DayIndicators = DayIndicators()) -> String {
        let agent = AgentDescription(version: "1.\"2\\", instance: "instance", configuration: Configuration())
        return MetricsDocument(
            counts: metrics.counts, uptime: 61, residentMemory: 4096, work: AgentWork(insiCalls: 3, cardCommands: 17),
            state: state, searches: searches, agent: agent
        ).text
    }

    @Test("counts requests by resource, method and class of status")
    func requests() {
        for id in 1...3 { metrics.count(.get, "/v1/ins/worklists/\(id)", status: 200) }
        metrics.count(.get, "/v1/state", status: 304)
        metrics.count(.head, "/v1/state", status: 200)
        metrics.count(.post, "/v1/ins/vitale", status: 428)
        let text = document()
        for line in [
            #"insi_agent_requests_total{path="/v1/ins/worklists/*",method="GET",status="2xx"} 3"#,
            #"insi_agent_requests_total{path="/v1/state",method="GET",status="3xx"} 1"#,
            #"insi_agent_requests_total{path="/v1/state",method="HEAD",status="2xx"} 1"#,
            #"insi_agent_requests_total{path="/v1/ins/vitale",method="POST",status="4xx"} 1"#,
        ] {
            #expect(text.contains("\n" + line + "\n"))
        }
    }

    @Test("makes no label of what a caller invents")
    func cardinality() throws {
        for number in 0..<1000 {
            metrics.count(.get, "/nowhere/ADRDEUX\(number)", status: 404)
            metrics.count(try #require(HTTPRequest.Method("BREW\(number)")), "/v1/state", status: 405)
            metrics.countRefusal("insi.fault.invented_\(number)")
        }
        metrics.countRefusal("request.host")
        let counts = metrics.counts
        #expect(counts.requests.count == 2)
        #expect(counts.refusals == ["other": 1000, "request.host": 1])
        #expect(!document().contains("ADRDEUX") && !document().contains("BREW"))
    }

    @Test("counts those who wait while they do, however it ends")
    func gauges() async {
        await metrics.whileOpen(.stream) {
            await metrics.whileOpen(.longPoll) {
                #expect(metrics.counts.waiting == [.stream: 1, .longPoll: 1])
            }
            #expect(metrics.counts.waiting == [.stream: 1, .longPoll: 0])
        }
        await #expect(throws: CancellationError.self) {
            try await metrics.whileOpen(.stream) { throw CancellationError() }
        }
        #expect(metrics.counts.waiting[.stream] == 0)
    }

    @Test("says of the desk how many, and nobody's name")
    func desk() {
        var state = AgentState()
        state.readerServiceAvailable = true
        state.readers = [
            ReaderState(name: "ZZREADER 00", role: .patient, card: "vitale", cardSession: "ZZSESSION"),
            ReaderState(name: "ZZREADER 01", role: .professional), ReaderState(name: "ZZREADER 02", card: "unknown"),
        ]
        state.professional.holder = .init(
            nationalId: "ZZ1", name: "ZZHOLDER", profession: nil, cardType: "CPS", isTest: true)
        var searches = DayIndicators()
        for purpose in [CountedSearch.Purpose.desk, .automatic] {
            searches.add(
                CountedSearch(operation: .vitale, purpose: purpose, ending: .found, calls: 1, milliseconds: 1))
        }
        let text = document(state, searches)
        for line in [
            "insi_agent_reader_service 1", "insi_agent_readers 3", #"insi_agent_cards{role="patient"} 1"#,
            #"insi_agent_cards{role="professional"} 0"#, #"insi_agent_cards{role="none"} 1"#, "insi_calls_total 3",
            "card_commands_total 17", "insi_agent_uptime_seconds 61", "process_resident_memory_bytes 4096",
            #"insi_agent_searches_total{operation="WS_INS1",outcome="found"} 2"#,
            #"insi_agent_searches_total{operation="WS_INS3",outcome="failed"} 0"#,
        ] {
            #expect(text.contains("\n" + line + "\n"), "\(line)")
        }
        #expect(!text.contains("ZZ"))
    }

    @Test("has for each metric its help, its type, then its samples, and nothing else")
    func format() {
        metrics.count(.get, "/v1/state", status: 200)
        metrics.countRefusal("request.host")
        var name = ""
        var typed = ""
        for line in document().split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if words[0] == "#", words[1] == "HELP" {
                name = words[2]
            } else if words[0] == "#" {
                #expect(words[1] == "TYPE" && words[2] == name && ["counter", "gauge"].contains(words[3]))
                typed = name
            } else {
                #expect(typed == name && line.prefix { $0 != "{" && $0 != " " } == name)
                #expect(line.split(separator: " ").last.flatMap { Int($0) } != nil)
            }
        }
        #expect(document().contains(#"insi_agent_build_info{version="1.\"2\\",environment="production""#))
        #expect(document().hasSuffix("\n"))
    }

    @Test("knows the memory of this process")
    func memory() throws {
        #expect(try #require(ResidentMemory.now()) > 1 << 20)
    }
}
