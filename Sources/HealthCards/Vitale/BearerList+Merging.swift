extension BearerList {
    /// Joins by position what the files say of each bearer, whichever file says it; nil when none holds identities.
    ///
    /// Two people are never mixed: throws `unreadable` when the files do not agree on how many people there are, and that
    /// could give one person's data to another, or when they contradict each other.
    static func merge(_ lists: [BearerList]) throws(HealthCardError) -> [Fields]? {
        guard let people = lists.first(where: \.holdsIdentities) else { return nil }
        var merged = people.fields
        for list in lists {
            guard list.occupied <= people.fields.count else {
                throw .unreadable(field: people.file.name.rawValue)
            }
            guard list.fields.count >= people.occupied || !list.holdsDependants else {
                throw .unreadable(field: list.file.name.rawValue)
            }
            for (index, fields) in list.fields.prefix(merged.count).enumerated() {
                guard fields.allSatisfy({ merged[index][$0.key, default: $0.value] == $0.value }) else {
                    throw .unreadable(field: list.file.name.rawValue)
                }
                merged[index].merge(fields) { own, _ in own }
            }
        }
        return merged
    }
}
