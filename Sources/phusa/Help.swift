import Glibc
import PhusaModel
import Synchronization

/// The language of help texts, which are needed before a workspace is read: `--lang`, then
/// `PHUSA_LANG`, then `LANG`; English else.
enum Help {
    static let language: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang=") {
                return Language(rawValue: String(argument.dropFirst(7))) ?? .en
            }
            if argument == "--lang", index + 1 < arguments.count {
                return Language(rawValue: arguments[index + 1]) ?? .en
            }
        }
        if let declared { return declared }
        let locale = getenv("LANG").map { String(cString: $0) } ?? ""
        return locale.hasPrefix("vi") ? .vi : .en
    }()

    /// `PHUSA_LANG`, where it names a language.
    static let declared = getenv("PHUSA_LANG").flatMap { Language(rawValue: String(cString: $0)) }

    private static let workspaceLanguage = Mutex<Language?>(nil)

    /// The language of what goes wrong once a workspace is read: that of its other output.
    static var failureLanguage: Language { workspaceLanguage.withLock { $0 } ?? language }

    static func answer(in language: Language) { workspaceLanguage.withLock { $0 = language } }

    static func words(vi: String, en: String) -> String { language == .vi ? vi : en }
}
