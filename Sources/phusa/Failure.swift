import ArgumentParser
import Glibc
import PhusaModel
import Printing
import Runs
import Storage
import Warehouse
import Workspace

/// The one place where an error becomes words and an exit status.
enum Failure {
    static func run(_ command: any AsyncParsableCommand.Type) async {
        signal(SIGPIPE, SIG_IGN)
        Interruption.install()
        do {
            var parsed = try command.parseAsRoot()
            if var asynchronous = parsed as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try parsed.run()
            }
            endIfInterrupted()
        } catch {
            end(error, command)
        }
    }

    private static func end(_ error: any Error, _ command: any ParsableCommand.Type) -> Never {
        endIfInterrupted()
        guard let status = status(of: error) else { endParsing(error, command) }
        tell(error)
        exit(status.rawValue)
    }

    /// What an error of ours means for the process; `nil` for one that the parser knows, or nobody.
    static func status(of error: any Error) -> ExitStatus? {
        switch error {
        case let failure as CommandFailure: failure.exit
        case is DefinitionErrors, is DefinitionRefusal: .definition
        default: failure(error)?.exit
        }
    }

    /// Says it on standard error.
    static func tell(_ error: any Error) {
        switch error {
        case let failure as CommandFailure:
            if let message = failure.message { say(message) }
        case let errors as DefinitionErrors:
            for definition in errors.errors {
                Output.message(definition.message(Help.failureLanguage))
            }
        case let refusal as DefinitionRefusal:
            for line in DefinitionWords.lines(refusal) { say(line) }
        default:
            if let message = failure(error)?.message {
                say(message)
            } else {
                Output.message("phusa: \(error)")
            }
        }
    }

    /// What a fault of the warehouse or of a file ends with; `nil` for any other error.
    static func failure(_ error: any Error) -> CommandFailure? {
        switch error {
        case let error as StorageError:
            CommandFailure(exit: status(error), message: words(error))
        case let error as WarehouseError:
            CommandFailure(
                exit: WarehouseFaultWords.status(error), message: WarehouseFaultWords.words(error))
        case let error as PrintingError:
            CommandFailure(exit: .cannotWrite, message: PrintingWords.words(error))
        default: nil
        }
    }

    /// Whatever the work says of it: a process that was told to end says so, and how.
    private static func endIfInterrupted() {
        guard let status = Interruption.exitStatus else { return }
        say(WarehouseFaultWords.interrupted)
        exit(status)
    }

    /// Help and version are no errors; misspelt usage is; anything else is our bug.
    private static func endParsing(_ error: any Error, _ command: any ParsableCommand.Type) -> Never
    {
        let code = command.exitCode(for: error)
        let message = command.fullMessage(for: error)
        if code.isSuccess {
            try? Output.line(message)
            exit(0)
        }
        if let verb = misspeltVerb(command) { say(verb) }
        Output.message(message)
        exit(code == .validationFailure ? ExitStatus.usage.rawValue : ExitStatus.software.rawValue)
    }

    /// A first word that is no verb, with the nearest one.
    private static func misspeltVerb(_ command: any ParsableCommand.Type) -> Words? {
        let verbs = command.configuration.subcommands.compactMap {
            $0.configuration.commandName ?? "\($0)".lowercased()
        }
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"),
            word != "help", !verbs.contains(word)
        else { return nil }
        let nearest = NearestName.find(word, among: verbs)
        return Words(
            vi: "không có lệnh '\(word)'" + (nearest.map { "; có phải '\($0)'?" } ?? ""),
            en: "there is no command '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }

    private static func say(_ words: Words) {
        Output.message("phusa: " + words.text(Help.failureLanguage))
    }

    static func status(_ error: StorageError) -> ExitStatus {
        switch error.kind {
        case .unwritable, .diskFull: .cannotWrite
        case .missing, .unreadable, .notRegular, .changing, .damaged: .cannotRead
        }
    }

    static func words(_ error: StorageError) -> Words {
        let reason = error.systemReason.isEmpty ? "" : " (\(error.systemReason))"
        let path = Violation.escaped(error.path)
        return switch error.kind {
        case .missing: Words(vi: "không có tệp \(path)", en: "no such file: \(path)")
        case .unreadable:
            Words(vi: "không đọc được \(path)\(reason)", en: "cannot read \(path)\(reason)")
        case .unwritable:
            Words(vi: "không ghi được \(path)\(reason)", en: "cannot write \(path)\(reason)")
        case .diskFull:
            Words(
                vi: "ổ đĩa đã đầy khi ghi \(path); giải phóng chỗ rồi chạy lại",
                en: "the disk is full at \(path); make room and run again")
        case .notRegular:
            Words(
                vi: "\(path) không phải tệp thường (thư mục, liên kết hoặc thiết bị)",
                en: "\(path) is no regular file (a folder, a link or a device)")
        case .changing:
            Words(
                vi: "\(path) đang được ghi; lần chạy sau sẽ đọc",
                en: "\(path) is still being written; the next run will read it")
        case .damaged:
            Words(
                vi: "kho lưu trữ bị hỏng tại \(path): nội dung không khớp mã băm",
                en: "the archive is damaged at \(path): its content does not match its hash")
        }
    }
}
