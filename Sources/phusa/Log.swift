import Logging
import PhusaModel

/// Messages that are not data go to standard error.
enum Log {
    static func logger(isVerbose: Bool) -> Logger {
        var logger = Logger(label: "phusa") { _ in MessageLog() }
        logger.logLevel = isVerbose ? .info : .warning
        return logger
    }
}

/// One line a message, as `phusa: warning: drop failed (path="ctk/a.csv")`; the time is the
/// journal's to tell.
private struct MessageLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\"\(Violation.escaped("\($0.value)"))\"" }.joined(separator: ", ")
        Output.message(
            "phusa: \(event.level.rawValue): \(event.message)"
                + (facts.isEmpty ? "" : " (\(facts))"))
    }
}
