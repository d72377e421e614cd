import Foundation
import Synchronization

/// What happened to a program that was hit while it ran.
struct Strike: Sendable {
    let output: ProgramOutput
    /// From the blow to the end of the program; `nil` where the program was faster.
    let span: Duration?
    /// The last place of the run that was passed before the blow; "none" before the first, or where
    /// the program does not tell; "finished" where it was faster.
    let stage: String

    /// Runs the program on a lab, and hits it.
    ///
    /// - Parameters:
    ///   - moment: From the program's start.
    ///   - blow: Is told the number of the process; the round goes on when it has returned.
    static func run(
        _ lab: Lab, _ arguments: [String] = Workload.arguments, at moment: Duration,
        blow: @escaping @Sendable (Int32) async -> Void
    ) async throws -> Strike {
        let trace = lab.folder + "/trace"
        let pending = Pending()
        let output = try await lab.phusa(
            arguments, environment: ["PHUSA_FAULT_TRACE": trace]
        ) { process in
            pending.start {
                try? await Task.sleep(for: moment)
                guard !Task.isCancelled else { return nil }
                let struck = (ContinuousClock.now, Workload.lines(of: trace).last)
                // What has begun is not called off: a server that is stopped must come back.
                await Task { await blow(process) }.value
                return struck
            }
        }
        let end = ContinuousClock.now
        guard let (instant, place) = await pending.end(), instant < end else {
            return Strike(output: output, span: nil, stage: "finished")
        }
        let last = output.isKilled ? Workload.lines(of: trace).last : place
        return Strike(
            output: output, span: end - instant,
            stage: last ?? "none")
    }

    /// A blow under way.
    private final class Pending: Sendable {
        typealias Struck = (ContinuousClock.Instant, String?)
        private let task = Mutex<Task<Struck?, Never>?>(nil)

        func start(_ body: @escaping @Sendable () async -> Struck?) {
            task.withLock { $0 = Task { await body() } }
        }

        /// Calls off what has not begun, and waits for what has.
        func end() async -> Struck? {
            let task = task.withLock { $0 }
            task?.cancel()
            return await task?.value
        }
    }
}
