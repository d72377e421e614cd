import ArgumentParser
import Glibc
import Logging
import PhusaModel
import Runs
import Warehouse

/// How messages that are not data are written to standard error.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    /// `PHUSA_LOG_FORMAT`, where it names a form.
    static let declared = getenv("PHUSA_LOG_FORMAT").flatMap {
        LogFormat(rawValue: String(cString: $0))
    }
}

/// What long commands take.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Dạng nhật ký: text hoặc json (mặc định: PHUSA_LOG_FORMAT, rồi text).",
                en: "Form of the log: text or json (default: PHUSA_LOG_FORMAT, then text).")))
    var logFormat: LogFormat?

    /// A log for machines tells of each file; one for people where it is asked to.
    func logger(isVerbose: Bool) -> Logger {
        let format = logFormat ?? LogFormat.declared ?? .text
        var logger = Logger(label: "phusa") { _ in LineLogHandler(format: format) }
        logger.logLevel = isVerbose || format == .json ? .info : .warning
        return logger
    }
}

/// One line per message, whatever is in it: line ends and what a terminal obeys are escaped, passwords
/// are masked.
struct LineLogHandler: LogHandler {
    let format: LogFormat
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let fields = all.map { ($0.key, Redaction.redacted("\($0.value)")) }
        let message = Redaction.redacted("\(event.message)")
        let level = event.level.rawValue
        let time = Moment.now().description
        switch format {
        case .text:
            let rest = fields.map { " \($0)=\"\(Violation.escaped($1))\"" }.joined()
            Output.message("\(time) \(level): \(Violation.escaped(message))\(rest)")
        case .json:
            let head = [("time", time), ("level", level), ("message", message)]
            let names = Set(head.map(\.0))
            let own = head + fields.filter { !names.contains($0.0) }
            let pairs = own.map { "\(Self.quoted($0)):\(Self.quoted($1))" }
            Output.message("{\(pairs.joined(separator: ","))}")
        }
    }

    /// A JSON string in which nothing but printable text is left as it is.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            default:
                quoted +=
                    isPlain(scalar)
                    ? String(scalar)
                    : String(scalar).utf16.map { "\\u" + hexadecimal($0) }.joined()
            }
        }
        return quoted + "\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            false
        default: true
        }
    }

    private static func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
