import ArgumentParser

/// What is wrong with the configuration or a file that it names: one sentence, in French, for the administrator.
struct ConfigurationFault: Error {
    let sentence: String
    /// What is wrong, stable and in English, where it is told apart.
    let code: String?

    init(_ sentence: String, code: String? = nil) {
        (self.sentence, self.code) = (sentence, code)
    }

    /// Tells it and gives the exit code of a wrong configuration.
    func exit() -> ExitCode {
        Terminal.complain(sentence)
        return ExitCode(78)
    }
}
