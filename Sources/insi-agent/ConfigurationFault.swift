import ArgumentParser

/// What is wrong with the configuration or a file that it names: one sentence, in French, for the administrator.
struct ConfigurationFault: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    /// Tells it and gives the exit code of a wrong configuration.
    func exit() -> ExitCode {
        Terminal.complain(sentence)
        return ExitCode(78)
    }
}
