import PCSC
import SmartCard

/// Where a reader of PC/SC is plugged.
enum ReaderPlace {
    /// The path on USB; nil when the reader does not tell within two seconds: one that is stuck, or in another program's transaction.
    static func path(of reader: Reader) async -> String? {
        let (answers, answer) = AsyncStream.makeStream(of: String?.self)
        Task {
            answer.yield(await ReaderLocator().location(of: reader)?.usbPath)
            answer.finish()
        }
        Task {
            try? await Task.sleep(for: .seconds(2))
            answer.finish()
        }
        return await answers.first { _ in true } ?? nil
    }
}
