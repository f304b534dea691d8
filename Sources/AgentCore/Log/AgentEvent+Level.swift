public import Logging

extension AgentEvent {
    /// How grave it is. What the levels mean here:
    ///
    /// - `critical`: the agent cannot serve.
    /// - `error`: an administrator must act, something is refused or lost until then.
    /// - `warning`: the agent serves with less, or an administrator will have to act.
    /// - `notice`: the life of the agent: start and stop, its services, who may call and who may not.
    /// - `info`: what happened at the desk, without anybody's identity.
    /// - `debug`: for support.
    ///
    /// `trace` is not used.
    public var level: Logger.Level {
        switch self {
        case .failed: .critical
        case .auditUnwritable, .indicatorsUnstored, .workListsErased, .workListsUnstored, .workListStopped,
            .automaticSearchFailed, .requestFailed:
            .error
        case .pcscUnavailable, .cardUntrusted, .libraryFailed, .callAgain, .serviceUnreached, .auditFileKept,
            .indicatorsUnreadable, .readerUnshown, .usbUnwatched:
            .warning
        case .listening, .stopped, .resumed, .cardsUnchecked, .pcscAvailable, .auditOpened, .auditFileRemoved,
            .indicatorsStored, .pairingOpened, .pairingClosed, .pairingAsked, .pairingRefused, .paired, .clientAdded,
            .clientRemoved, .callerRefused, .readerLent:
            .notice
        case .readerAdded, .readerRemoved, .cardInserted, .cardMute, .cardUnusable, .cardRemoved, .pinPresented,
            .pinDoubtful, .pinPadFailed, .pinSessionBegun, .pinSessionEnded, .situationsUnread, .searchEnded,
            .searchDropped, .callMade, .statusAsserted, .requestRefused:
            .info
        case .cardRead, .searchBegun, .searchJoined, .requestAnswered: .debug
        }
    }

    /// `MESSAGE_ID` of the events that alerts are built on; nil for the others. They never change.
    var alert: String? {
        switch self {
        case .listening: "099bb23b062b45d8b91cfa59d9612ffc"
        case .stopped: "4e3fbe49c42f431e9e1a2d28cdd1bd07"
        case .failed: "3d81dcdcfb654446874964a7cb00170d"
        case .pcscUnavailable: "37f793cce6e449ab8fe427122a1da5a3"
        case .pcscAvailable: "09fa518285a849aa8e6c9172499a7857"
        case .cardUntrusted: "e23d51be207f407dae5cb392ccbd33c7"
        case .libraryFailed: "54be85ddb4d34197ac0bc8e248b54205"
        case .serviceUnreached: "1a560988e9aa4b2aa91d4bcf3f5cc2a0"
        case .auditUnwritable: "e2f94be376464e93af6138cb9d849360"
        case .workListsErased: "eba88d29f25446148cb42906c7b15905"
        case .workListsUnstored: "083911bffc4a43b3bed86597d1be2451"
        case .indicatorsUnstored: "2edcda09ca294f689d8333689a241fb6"
        case .paired: "85970e79ef04441996db49d27a8f4250"
        case .clientAdded: "1dd2e212e7544048b41ca84934758279"
        case .clientRemoved: "374ba13540004488a2a48252777f56e6"
        case .callerRefused: "54b67e05ec42456191c50b8a99de6048"
        case .requestFailed: "a82f8891e0774ef19079dadf334c3e95"
        default: nil
        }
    }
}
