import ArgumentParser
import PhusaModel

/// What commands take that show the cells of one indicator in one area; their periods follow.
struct FigureArguments: ParsableArguments {
    @Argument(help: ArgumentHelp(Help.words(vi: "Mã chỉ tiêu.", en: "Code of the indicator.")))
    var indicator: String
    @Argument(help: ArgumentHelp(Help.words(vi: "Mã địa bàn.", en: "Code of the area.")))
    var area: String

    /// That there is no such figure.
    func none(in period: some CustomStringConvertible) -> CommandFailure {
        CommandFailure(
            exit: .dataRefused,
            message: Words(
                vi: "không có số liệu \(indicator) cho địa bàn \(area), kỳ \(period)",
                en: "there is no figure of \(indicator) for area \(area) in \(period)"))
    }
}

/// Which breakdowns are shown, and what was known when.
struct FigureOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Phân tổ, như sex=F; '' là tổng số (mặc định: mọi phân tổ).",
                en: "The breakdown, such as sex=F; '' is the total (default: all).")))
    var breakdown: String?
    @OptionGroup var asOf: AsOfOption
}
