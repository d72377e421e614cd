import PhusaModel

/// What a process says at its end: the table of the README, pinned by a test.
enum ExitStatus: Int32, CaseIterable {
    case success = 0
    /// Data was refused or held, or a check failed.
    case dataRefused = 1
    case usage = 64
    /// A definition of the workspace is wrong.
    case definition = 65
    /// The warehouse cannot be reached or is not ready.
    case warehouse = 69
    /// Our bug.
    case software = 70
    case cannotWrite = 73
    case cannotRead = 74
    /// Another run holds the lock: try later.
    case locked = 75
    case interrupted = 130
    case terminated = 143
}

/// A command ends here: with a status, and with words for standard error where there are any.
struct CommandFailure: Error {
    let exit: ExitStatus
    let message: Words?
}
