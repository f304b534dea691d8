import XML

/// Holds an element against its row of the table: attributes, unknown elements, order, number and form.
struct SchemaCheck {
    /// Names the part of the message in the code of a refusal: `sim_<part>`.
    let part: String

    /// Throws a refusal that names the first element that breaks a rule, and the rule.
    func check(_ element: XMLElement, against rule: ElementRule) throws(Refusal) {
        try check(element, rule, path: rule.name.local)
    }

    private func check(_ element: XMLElement, _ rule: ElementRule, path: String) throws(Refusal) {
        try checkAttributes(of: element, rule, path)
        switch rule.content {
        case .anything: break
        case .text(let pattern):
            guard element.elements.isEmpty else { throw refusal(path, "texte seul attendu") }
            guard pattern.matches(element.text) else { throw refusal(path, "forme attendue : \(pattern.rawValue)") }
        case .sequence(let rules): try checkChildren(of: element, rules, path, isOrdered: true)
        case .all(let rules): try checkChildren(of: element, rules, path, isOrdered: false)
        }
    }

    private func checkAttributes(of element: XMLElement, _ rule: ElementRule, _ path: String) throws(Refusal) {
        for attribute in element.attributes where attribute.name.namespace.isEmpty {
            let name = attribute.name.local
            guard let known = rule.attributes.first(where: { $0.name == name }) else {
                if case .anything = rule.content { continue }
                throw refusal("\(path)/@\(name)", "attribut inconnu")
            }
            guard known.pattern.matches(attribute.value) else {
                throw refusal("\(path)/@\(name)", "forme attendue : \(known.pattern.rawValue)")
            }
        }
        for required in rule.attributes where required.isRequired && element[attribute: required.name] == nil {
            throw refusal("\(path)/@\(required.name)", "attribut obligatoire")
        }
    }

    private func checkChildren(
        of element: XMLElement, _ rules: [ElementRule], _ path: String, isOrdered: Bool
    ) throws(Refusal) {
        guard element.text.allSatisfy(\.isWhitespace) else { throw refusal(path, "pas de texte ici") }
        var next = 0
        for child in element.elements {
            let place = "\(path)/\(child.name.local)"
            guard let index = rules.firstIndex(where: { $0.name == child.name }) else {
                throw refusal(place, "élément inconnu")
            }
            guard !isOrdered || index >= next else { throw refusal(place, "élément déplacé") }
            next = index
            try check(child, rules[index], path: place)
        }
        for rule in rules {
            let count = element.all(rule.name).count
            guard count >= rule.minimum else { throw refusal("\(path)/\(rule.name.local)", "élément obligatoire") }
            guard count <= rule.maximum else {
                throw refusal("\(path)/\(rule.name.local)", "au plus \(rule.maximum) fois")
            }
        }
    }

    private func refusal(_ place: String, _ rule: String) -> Refusal { .message(part, "\(place) : \(rule).") }
}
