import Logging

/// Messages that are not data go to standard error.
enum Log {
    static func logger(isVerbose: Bool) -> Logger {
        var logger = Logger(label: "phusa") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = isVerbose ? .info : .warning
        return logger
    }
}
