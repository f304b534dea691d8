import Logging
import SmartCard

/// Where readers are, and what they are used for.
extension Agent {
    func add(_ reader: Reader) {
        readers.insert(reader)
        log.tell(.readerAdded, .reader(reader))
        guard let locator else { return }
        locating[reader] = Task {
            let location = await locator.location(of: reader)
            guard !Task.isCancelled else { return }
            located(reader, location)
        }
    }

    func removeReader(_ reader: Reader) {
        readers.remove(reader)
        locating.removeValue(forKey: reader)?.cancel()
        locations[reader] = nil
        loans[reader] = nil
        log.tell(.readerRemoved, .reader(reader))
        lookAtUSB()
    }

    private func located(_ reader: Reader, _ location: ReaderLocation?) {
        locating[reader] = nil
        guard readers.contains(reader) else { return }
        locations[reader] = location
        if locating.isEmpty { for reader in slots.keys { noteRole(of: reader) } }
        lookAtUSB()
        publish()
    }

    /// Remembers what a reader is used for.
    func noteRole(of reader: Reader) {
        guard let slot = slots[reader], slot.isIdentified, let role = slot.role else { return }
        rolesByName[reader] = role
        // As long as a slot of the same device is missing, its number is not known.
        guard locating.isEmpty, let place = ReaderRoles.place(of: reader, in: locations) else { return }
        roles.note(role, of: place)
    }

    /// What a reader was last used for, by its place; by its name when the place is unknown.
    func usualRole(of reader: Reader) -> ReaderState.Role? {
        ReaderRoles.place(of: reader, in: locations).flatMap(roles.role) ?? rolesByName[reader]
    }

    /// What is known of the places of readers, for the state.
    func places() -> StateProjection.Places {
        StateProjection.Places(
            locations: locations, usualRoles: readers.reduce(into: [:]) { $0[$1] = usualRole(of: $1) },
            unshown: unshown.told, hints: hints())
    }
}
