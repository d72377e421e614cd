import PhusaModel
import Reporting
import Storage
import Warehouse
import Workspace

extension Failure {
    /// An error as the page of the night keeps it: one line.
    static func fault(_ error: any Error) -> NightlyFault {
        switch error {
        case let errors as DefinitionErrors:
            NightlyFault(.definition, words(errors))
        case let error as StorageError:
            NightlyFault(
                status(error) == .cannotWrite ? .cannotWrite : .cannotRead, line(words(error)))
        case let error as WarehouseError:
            NightlyFault(.warehouse, line(WarehouseFaultWords.words(error)))
        case let failure as CommandFailure: NightlyFault(kind(failure), line(failure.message))
        default: NightlyFault(.software, line(Words(vi: "\(error)", en: "\(error)")))
        }
    }

    private static func kind(_ failure: CommandFailure) -> NightlyFault.Kind {
        switch failure.exit {
        case .definition: .definition
        case .warehouse: .warehouse
        case .cannotWrite: .cannotWrite
        case .cannotRead: .cannotRead
        case .locked: .locked
        default: .software
        }
    }

    private static func words(_ errors: DefinitionErrors) -> Words {
        let count = errors.errors.count
        func text(_ language: Language) -> String {
            errors.errors.first.map { $0.message(language) } ?? ""
        }
        return line(
            Words(
                vi: "cấu hình có \(count) lỗi: \(text(.vi))",
                en: "the workspace has \(count) mistakes: \(text(.en))"))
    }

    /// Without line ends and passwords.
    private static func line(_ words: Words?) -> Words {
        func line(_ text: String) -> String {
            Redaction.redacted(text).split(whereSeparator: \.isNewline)
                .map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " | ")
        }
        return Words(vi: line(words?.vi ?? ""), en: line(words?.en ?? ""))
    }
}
