/// Every event that the agent logs: its stable name, `INSI_EVENT` in the journal. Level, sentence and identifier are in the files
/// beside this one.
public enum AgentEvent: String, CaseIterable, Sendable {
    // The agent and the machine.
    case listening = "agent.listening"
    case stopped = "agent.stopped"
    case failed = "agent.failed"
    case resumed = "machine.resumed"
    case cardsUnchecked = "configuration.cardAuthorities"

    // Readers and cards.
    case pcscAvailable = "pcsc.available"
    case pcscUnavailable = "pcsc.unavailable"
    case readerAdded = "reader.added"
    case readerRemoved = "reader.removed"
    case readerUnshown = "reader.unshown"
    case readerLent = "reader.lent"
    case usbUnwatched = "usb.unwatched"
    case cardInserted = "card.inserted"
    case cardRead = "card.read"
    case cardMute = "card.mute"
    case cardUnusable = "card.unusable"
    case cardRemoved = "card.removed"
    case cardUntrusted = "card.untrusted"
    case libraryFailed = "library.failed"

    // The professional's PIN.
    case pinPresented = "pin.presented"
    case pinDoubtful = "pin.doubtful"
    case pinPadFailed = "pin.padFailed"
    case pinSessionBegun = "pin.sessionBegun"
    case pinSessionEnded = "pin.sessionEnded"
    case situationsUnread = "pin.situationsUnread"

    // Searches and calls.
    case searchBegun = "search.begun"
    case searchJoined = "search.joined"
    case searchEnded = "search.ended"
    case searchDropped = "search.dropped"
    case automaticSearchFailed = "search.automaticFailed"
    case callMade = "call.made"
    case callAgain = "call.again"
    case serviceUnreached = "call.unreached"
    case workListStopped = "worklist.stopped"
    case workListsErased = "worklist.erased"
    case workListsUnstored = "worklist.unstored"
    case statusAsserted = "identity.statusAsserted"

    // The audit trail and the indicators.
    case auditOpened = "audit.opened"
    case auditUnwritable = "audit.unwritable"
    case auditFileRemoved = "audit.fileRemoved"
    case auditFileKept = "audit.fileKept"
    case indicatorsUnreadable = "indicators.unreadable"
    case indicatorsUnstored = "indicators.unstored"
    case indicatorsStored = "indicators.stored"

    // Who may call, and who was refused.
    case pairingOpened = "pairing.opened"
    case pairingClosed = "pairing.closed"
    case pairingAsked = "pairing.asked"
    case pairingRefused = "pairing.refused"
    case paired = "pairing.paired"
    case clientAdded = "client.added"
    case clientRemoved = "client.removed"
    case callerRefused = "caller.refused"
    case requestRefused = "request.refused"
    case requestFailed = "request.failed"
    case requestAnswered = "request.answered"
}
