import Logging
import SmartCard

/// Readers on USB that PC/SC does not show.
extension Agent {
    /// Follows the readers on USB until the task is cancelled.
    func followUSB() async {
        guard let usb else { return }
        for await readers in usb.readers() {
            usbReaders = readers
            noteUnshownReaders()
            publish()
        }
    }

    /// What PC/SC shows has changed: what keeps it from the others may have changed with it.
    func lookAtUSB() {
        noteUnshownReaders()
        usb?.lookAgain()
    }

    private func noteUnshownReaders() {
        let before = Set(unshown.told)
        let located = readers.filter { locations[$0] != nil }
        unshown.see(
            usbReaders,
            .init(
                isServiceAvailable: isServiceAvailable, isSettled: locating.isEmpty,
                paths: Set(locations.values.map(\.usbPath)),
                unlocated: readers.subtracting(located).map(\.name)),
            at: .now)
        for reader in unshown.told where !before.contains(reader) {
            log.tell(.readerUnshown, .usb(path: reader.path), .model(reader.model), .code(AgentError(reader.obstacle)))
        }
        usbDeadline?.cancel()
        usbDeadline = unshown.deadline.map { deadline in
            Task { [usb] in
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                usb?.lookAgain()
            }
        }
    }

    /// What the person at the desk should know of the readers' models, by path.
    func hints() -> [String: String] {
        usbReaders.reduce(into: [:]) { $0[$1.path] = KnownReaders.find($1.model)?.hint }
    }
}
