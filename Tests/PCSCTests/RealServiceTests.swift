import Testing

/// Everything that talks to the one pcscd that this process can reach, one test after the other.
@Suite(
    .serialized, .timeLimit(.minutes(2)),
    .enabled(if: PCSCHarness.isAvailable, "pcscd is missing: apt-get install -y pcscd"))
struct RealServiceTests {}
