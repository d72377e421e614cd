import ArgumentParser
import PhusaModel
import Runs
import Warehouse

/// `phusa test`: the examples beside formulas.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: Help.words(
            vi: "Thử các ví dụ ghi bên công thức.", en: "Try the examples beside formulas."),
        discussion: Help.words(vi: "Ví dụ: phusa test MC.TLTRE", en: "Example: phusa test MC.TLTRE")
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @Argument(
        help: ArgumentHelp(
            Help.words(vi: "Mã chỉ tiêu (mặc định: tất cả).", en: "Codes (default: all).")))
    var indicators: [String] = []

    /// An example, for machines.
    private struct Trial: Encodable {
        let indicator: String
        let place: String
        let expected: String?
        let value: String?
        let isKept: Bool
    }

    func run() async throws {
        let site = try common.site()
        let keys = Set(try indicators.map { try IndicatorLookup.key($0, site.workspace) })
        let connection = try await warehouse.access(site).connect(purpose: "test")
        let trial = FormulaTrial(connection: connection)
        var trials: [Trial] = []
        for indicator in site.workspace.catalogue.indicators
        where keys.isEmpty || keys.contains(indicator.key) {
            guard let derivation = indicator.derivation else { continue }
            for test in indicator.tests {
                let version = derivation.version(on: test.on)
                let value = try version?.formula.flatMap {
                    try trial.value($0, scale: derivation.scale, given: test.given)
                }
                trials.append(
                    Trial(
                        indicator: indicator.key.description, place: "\(test.position)",
                        expected: test.expected?.description, value: value?.description,
                        isKept: value == test.expected))
            }
        }
        try tell(trials, common.language(site))
        if trials.contains(where: { !$0.isKept }) {
            throw CommandFailure(exit: .dataRefused, message: nil)
        }
    }

    private func tell(_ trials: [Trial], _ language: Language) throws {
        if common.json { return try Output.json(trials) }
        for trial in trials where !trial.isKept {
            let (expected, value) = (trial.expected ?? "none", trial.value ?? "none")
            try Output.line(
                Words(
                    vi:
                        "\(trial.place): \(trial.indicator): chờ \(expected), công thức cho \(value)",
                    en: "\(trial.place): \(trial.indicator): expected \(expected), "
                        + "the formula gives \(value)"
                ).text(language))
        }
        let kept = trials.count { $0.isKept }
        try Output.line(
            Words(
                vi: "\(trials.count) ví dụ, đúng \(kept)",
                en: "examples: \(trials.count), kept: \(kept)"
            ).text(language))
    }
}
