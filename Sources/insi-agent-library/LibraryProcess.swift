import Glibc
import LibraryMessages

/// The process in which the official reading libraries run, so that none of their faults reaches the agent. It answers one
/// request after the other and ends with its parent.
@main
enum LibraryProcess {
    static func main() {
        guard let conversation = Conversation() else { exit(EX_OSERR) }
        while let request = conversation.next() {
            conversation.answer(Errand(request: request).answer())
        }
    }
}
