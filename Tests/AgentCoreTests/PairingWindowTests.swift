import Testing

@testable import AgentCore

@Suite("The pairing window") struct PairingWindowTests {
    private static let start = ContinuousClock.now
    private static let page = "https://admission.example"
    private static let other = "https://other.example"

    private func second(_ seconds: Double) -> ContinuousClock.Instant { Self.start + .seconds(seconds) }

    private func asking(_ origin: String = page, id: String = "id", code: String = "123456") -> PairingWindow.Asking {
        .init(origin: origin, name: "Page", scopes: [.status], pairingId: id, code: code)
    }

    private func opened(onlyOrigin: String? = nil) -> Held {
        let window = Held()
        #expect(window.open(onlyOrigin: onlyOrigin, at: Self.start))
        return window
    }

    /// Presents a code one second after the opening.
    private func present(
        _ code: String, to window: Held, id: String = "id", from origin: String = page,
        at seconds: Double = 1
    ) -> PairingWindow.Verdict {
        window.present(pairingId: id, origin: origin, at: second(seconds)) { $0 == code }
    }

    @Test("admits nobody before a person opens it")
    func closedAtFirst() {
        let window = Held()
        #expect(!window.admits(origin: Self.page, at: Self.start))
        #expect(!window.ask(asking(), at: Self.start))
        #expect(present("123456", to: window) == .closed)
        #expect(window.overview(at: Self.start) == .closed(nil))
    }

    @Test("makes a page a client with the right code, once")
    func pairing() {
        let window = opened()
        #expect(window.ask(asking(), at: second(1)))
        #expect(
            window.overview(at: second(1))
                == .open(secondsLeft: 119, triesLeft: 3, onlyOrigin: nil, asking: asking()))
        #expect(present("123456", to: window) == .paired(asking()))
        #expect(present("123456", to: window) == .closed, "a replay")
        #expect(window.overview(at: second(1)) == .closed(.paired))
        #expect(!window.admits(origin: Self.page, at: second(1)))
    }

    @Test("is the first asking page's alone")
    func secondOrigin() {
        let window = opened()
        #expect(window.admits(origin: Self.page, at: second(1)) && window.admits(origin: Self.other, at: second(1)))
        #expect(window.ask(asking(), at: second(1)))
        #expect(!window.admits(origin: Self.other, at: second(1)))
        #expect(!window.ask(asking(Self.other), at: second(1)))
        #expect(present("123456", to: window, from: Self.other) == .closed)
        #expect(present("123456", to: window) == .paired(asking()), "the other one changed nothing")
    }

    @Test("can be kept for one page, which another cannot take from it")
    func onlyOrigin() {
        let window = opened(onlyOrigin: Self.page)
        #expect(!window.admits(origin: Self.other, at: second(1)) && !window.ask(asking(Self.other), at: second(1)))
        #expect(window.ask(asking(), at: second(1)))
    }

    @Test("is open for two minutes, to the second", arguments: [119.999, 120])
    func expiry(_ seconds: Double) {
        let window = opened()
        #expect(window.ask(asking(), at: second(1)))
        let isOpen = seconds < 120
        #expect(window.admits(origin: Self.page, at: second(seconds)) == isOpen)
        #expect(present("123456", to: window, at: seconds) == (isOpen ? .paired(asking()) : .closed))
        #expect(window.overview(at: second(seconds)) == .closed(isOpen ? .paired : .expired))
    }

    @Test("is closed by the third wrong code, which no new asking puts off")
    func wrongCodes() {
        let window = opened()
        #expect(window.ask(asking(), at: second(1)))
        #expect(present("000000", to: window) == .wrong(triesLeft: 2))
        #expect(window.ask(asking(id: "new", code: "654321"), at: second(1)))
        #expect(present("123456", to: window, id: "new") == .wrong(triesLeft: 1), "the former code is no code")
        #expect(present("000000", to: window, id: "new") == .wrong(triesLeft: 0))
        #expect(present("654321", to: window, id: "new") == .closed)
        #expect(window.overview(at: second(1)) == .closed(.wrongCodes))
    }

    @Test("counts no try for a number that is not the latest asking's")
    func otherAsking() {
        let window = opened()
        #expect(window.ask(asking(), at: second(1)) && window.ask(asking(id: "new"), at: second(1)))
        for id in ["id", "", "NEW"] { #expect(present("123456", to: window, id: id) == .closed) }
        guard case .open(_, let triesLeft, _, _) = window.overview(at: second(1)) else {
            Issue.record("closed")
            return
        }
        #expect(triesLeft == 3)
    }

    @Test("is one at a time, and a new one knows nothing of the former")
    func oneAtATime() {
        let window = opened()
        #expect(window.ask(asking(), at: second(1)))
        #expect(!window.open(onlyOrigin: Self.other, at: second(1)), "nobody takes it over")
        #expect(window.admits(origin: Self.page, at: second(1)))
        window.close(.closed, at: second(2))
        #expect(window.overview(at: second(2)) == .closed(.closed))
        #expect(present("123456", to: window, at: 2) == .closed)
        #expect(window.open(onlyOrigin: nil, at: second(3)))
        #expect(present("123456", to: window, at: 3) == .closed)
        #expect(
            window.overview(at: second(3)) == .open(secondsLeft: 120, triesLeft: 3, onlyOrigin: nil, asking: nil))
    }

    @Test("opens again once its time is over, and keeps how it ended until then")
    func afterwards() {
        let window = opened()
        window.close(.closed, at: second(500))
        #expect(window.overview(at: second(500)) == .closed(.expired))
        #expect(window.open(onlyOrigin: nil, at: second(501)))
    }

    @Test("tells when the client of a right code could not be stored, and only then")
    func failure() {
        let window = opened()
        window.fail()
        #expect(window.ask(asking(), at: second(1)))
        _ = present("123456", to: window)
        window.fail()
        #expect(window.overview(at: second(1)) == .closed(.failed))
    }
}

/// A window that expectations may change.
private final class Held {
    private var window = PairingWindow()

    func open(onlyOrigin: String?, at now: ContinuousClock.Instant) -> Bool {
        window.open(onlyOrigin: onlyOrigin, at: now)
    }

    func close(_ outcome: PairingWindow.Outcome, at now: ContinuousClock.Instant) { window.close(outcome, at: now) }

    func admits(origin: String, at now: ContinuousClock.Instant) -> Bool { window.admits(origin: origin, at: now) }

    func ask(_ asking: PairingWindow.Asking, at now: ContinuousClock.Instant) -> Bool { window.ask(asking, at: now) }

    func present(
        pairingId: String, origin: String, at now: ContinuousClock.Instant, isCode: (String) -> Bool
    ) -> PairingWindow.Verdict {
        window.present(pairingId: pairingId, origin: origin, at: now, isCode: isCode)
    }

    func fail() { window.fail() }

    func overview(at now: ContinuousClock.Instant) -> PairingWindow.Overview { window.overview(at: now) }
}
