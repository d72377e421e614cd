import ArgumentParser
import PhusaModel

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: Help.words(
            vi: "Giải thích một quy tắc kiểm tra.", en: "Explains a rule that a drop can break."),
        discussion: Help.words(
            vi: "Ví dụ: phusa explain contract.range", en: "Example: phusa explain contract.range"))

    @Option(help: ArgumentHelp(Help.words(vi: "Ngôn ngữ.", en: "Language.")))
    var lang: Language?

    @Flag(help: ArgumentHelp(Help.words(vi: "In JSON.", en: "Print JSON.")))
    var json = false

    @Argument(
        help: ArgumentHelp(
            Help.words(vi: "Mã quy tắc (bỏ trống: mọi quy tắc).", en: "The rule (none: all).")))
    var rule: String?

    private struct Entry: Encodable {
        let rule: String
        let effect: Rule.Effect
        let title: Words
        let explanation: Words
    }

    func run() async throws {
        let language = lang ?? Help.language
        let rules = try rule.map { [try find($0)] } ?? Rule.allCases
        if json {
            return try Output.json(
                rules.map {
                    Entry(
                        rule: $0.rawValue, effect: $0.effect,
                        title: Words(vi: $0.title(.vi), en: $0.title(.en)),
                        explanation: Words(vi: $0.explanation(.vi), en: $0.explanation(.en)))
                })
        }
        for rule in rules {
            try Output.line("\(rule.rawValue)  \(rule.title(language))")
            try Output.line("  " + rule.explanation(language))
        }
    }

    private func find(_ text: String) throws -> Rule {
        if let rule = Rule(rawValue: text) { return rule }
        let nearest = NearestName.find(text, among: Rule.allCases.map(\.rawValue))
        throw CommandFailure(
            exit: .usage,
            message: Words(
                vi: "không có quy tắc '\(text)'" + (nearest.map { "; có phải '\($0)'?" } ?? ""),
                en: "there is no rule '\(text)'"
                    + (nearest.map { "; did you mean '\($0)'?" } ?? "")))
    }
}
