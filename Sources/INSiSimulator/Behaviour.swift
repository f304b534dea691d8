/// How the service speaks, changeable while it runs.
struct Behaviour: Equatable, Sendable {
    var style = PrefixStyle.env
    var quirks: Set<Quirk> = []
    var unknownPerson = UnknownPerson.returnCode01

    var answers: AnswerWriter { AnswerWriter(style: style, quirks: quirks) }
    var faults: FaultWriter { FaultWriter(style: style, quirks: quirks) }
}
