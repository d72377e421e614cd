import ArgumentParser
import PhusaModel
import Runs
import Warehouse

extension IndicatorCommand {
    struct Vintages: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "vintages",
            abstract: Help.words(
                vi: "Bảng tam giác: mỗi kỳ đã được nói là bao nhiêu, biết từ ngày nào.",
                en: "The revision triangle: what was said of each period, and since when."),
            discussion: Help.words(
                vi: "Ví dụ: phusa indicator vintages KTXH.IIP 84 2024-M01..2024-M12",
                en: "Example: phusa indicator vintages KTXH.IIP 84 2024-M01..2024-M12"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions

        @OptionGroup var figure: FigureArguments
        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Kỳ, hoặc một khoảng kỳ cùng loại: 2025-M03, 2025-M01..2025-M06. "
                        + PeriodWords.systems.vi,
                    en: "A period, or a span of one kind: 2025-M03, 2025-M01..2025-M06. "
                        + PeriodWords.systems.en)))
        var periods: PeriodRangeArgument
        @OptionGroup var options: FigureOptions

        func run() async throws {
            let site = try common.site()
            let range = try periods.range(site)
            let key = try IndicatorLookup.key(figure.indicator, site.workspace)
            let connection = try await warehouse.access(site).connect(purpose: "vintages")
            let triangles = try VintageReads(connection: connection).triangles(
                indicator: key, area: figure.area, from: range.first, to: range.last,
                breakdown: options.breakdown, asOf: try options.asOf.moment())
            if common.json {
                try Output.json(triangles)
            } else {
                for triangle in triangles {
                    try Output.line(
                        VintageWords(triangle, site.workspace, common.language(site)).text)
                }
            }
            if triangles.isEmpty { throw figure.none(in: periods.text) }
        }
    }
}
