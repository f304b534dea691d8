import SmartCard

extension ReaderMonitor {
    /// The thread: PC/SC calls in, events out; what they mean is decided by `StateMachine`.
    struct Loop {
        private let control: MonitorControl
        private let output: AsyncStream<ReaderEvent>.Continuation

        init(_ control: MonitorControl, _ output: AsyncStream<ReaderEvent>.Continuation) {
            self.control = control
            self.output = output
        }

        /// Until stopped.
        func run() {
            var machine = StateMachine()
            var pause = 250
            while !control.isStopping {
                do throws(PCSCError) {
                    let context = try Context()
                    pause = 250
                    emit(machine.serviceFound())
                    control.waiting(on: context.handle)
                    defer { control.waiting(on: nil) }
                    try watch(context, &machine)
                } catch {
                    guard !control.isStopping else { return }
                    emit(machine.serviceLost(error.code))
                    control.pause(milliseconds: pause)
                    pause = min(pause * 2, 1000)
                }
            }
        }

        /// pcscd compares the number of readers only with the one at the start of a wait: a reader added since our list is
        /// not noticed. Slots of one device come one after another, so waits are short until the list has settled.
        private func watch(_ context: borrowing Context, _ machine: inout StateMachine) throws(PCSCError) {
            var isSettled = false
            var isSurveyed = false
            while !control.isStopping {
                let listed = machine.readersListed(try context.readers())
                emit(listed)
                isSettled = isSettled && listed.isEmpty
                guard let statuses = try changes(context, machine, timeout: isSettled ? nil : 500) else { continue }
                isSettled = isSettled || statuses.isEmpty
                emit(machine.statesChanged(statuses))
                if !isSurveyed { emit([.surveyed]) }
                isSurveyed = true
            }
        }

        /// Nil when a reader left between the list and the wait.
        private func changes(
            _ context: borrowing Context, _ machine: StateMachine, timeout: UInt32?
        ) throws(PCSCError) -> [ReaderStatus]? {
            do {
                return try context.changes(of: machine.watched, timeout: timeout)
            } catch {
                guard error.code == .unknownReader else { throw error }
                return nil
            }
        }

        private func emit(_ events: [ReaderEvent]) {
            for event in events { output.yield(event) }
        }
    }
}
