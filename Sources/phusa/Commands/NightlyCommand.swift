import ArgumentParser
import Glibc
import Logging
import PhusaModel
import Reporting
import Runs
import Warehouse

struct NightlyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nightly",
        abstract: Help.words(
            vi: "Việc mỗi đêm: nạp cái mới, lập báo cáo, xem ai trễ; kết thúc bằng một trang.",
            en: "The work of each night: load, build reports, see who is late; ends with one page."),
        discussion: Help.words(
            vi: "Ví dụ: phusa nightly --log-format json",
            en: "Example: phusa nightly --log-format json"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var log: LogOptions
    @OptionGroup var judged: DayOption

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Tệp số đo cho Prometheus (mặc định: metrics trong phusa.yml).",
                en: "The file for Prometheus (default: metrics in phusa.yml).")))
    var metrics: String?

    @Flag(
        name: [.customShort("v"), .long],
        help: ArgumentHelp(Help.words(vi: "Kể từng tệp.", en: "Tell of each file.")))
    var verbose = false

    func run() async throws {
        let startedAt = Moment.now()
        let places = try? common.places()
        if places == nil { try requirePlaces() }
        let language = places.map { common.language($0.centre) } ?? Help.language
        let logger = log.logger(isVerbose: verbose)
        let desk = NightDesk(
            places: places, metricsPath: metrics, language: language, logger: logger)
        let blank = blankPage(places, startedAt)
        Interruption.ending { Self.end(blank, by: $0, desk) }
        var page = blank
        do {
            let site = try common.site()
            let setting = try await warehouse.setting(site, purpose: "nightly")
            logger.info("nightly", metadata: ["day": "\(page.day)"])
            Nightly(setting: setting, language: language, logger: logger, describe: Failure.fault)
                .work(&page)
        } catch {
            Failure.tell(error)
            page.faults.append(Failure.fault(error))
        }
        // Whoever was told to end hands out a page of its own, and ends the process.
        while Interruption.isRequested { pause() }
        page.finishedAt = .now()
        page = desk.handOut(page)
        if common.json {
            try Output.bytes(try NightlyShelf.json(page))
        } else {
            try Output.line(NightlyText(page, language: language).body)
        }
        guard let status = ExitStatus(rawValue: Int32(page.exit)), status == .success else {
            throw CommandFailure(
                exit: ExitStatus(rawValue: Int32(page.exit)) ?? .software, message: nil)
        }
    }

    /// A workspace that is not there is a mistake of the command line, of which nobody can be told.
    private func requirePlaces() throws {
        do {
            _ = try common.places()
        } catch let failure as CommandFailure {
            throw failure
        } catch {}
    }

    private func blankPage(_ places: SitePlaces?, _ startedAt: Moment) -> NightlyPage {
        NightlyPage(
            centre: places?.centre.name ?? Words(vi: common.folder, en: common.folder),
            day: judged.day, actor: Actor.current, host: Actor.host,
            programVersion: ProgramVersion.text, startedAt: startedAt)
    }

    /// What the process was doing is left as a kill leaves it: the old state or the new one.
    private static func end(_ blank: NightlyPage, by signal: Int32, _ desk: NightDesk) {
        var page = blank
        page.finishedAt = .now()
        let isInterrupted = signal == SIGINT
        page.faults = [
            NightlyFault(
                isInterrupted ? .interrupted : .terminated,
                Words(
                    vi: "bị dừng giữa chừng (tín hiệu \(signal)); đêm sau làm tiếp",
                    en: "ended from outside (signal \(signal)); the next night goes on from there"))
        ]
        _ = desk.handOut(page)
    }
}

/// The day by which lateness is judged: the one place where the calendar of today counts.
struct DayOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Ngày tính hạn nộp, YYYY-MM-DD (mặc định: hôm nay).",
                en: "The day by which lateness is judged, YYYY-MM-DD (default: today).")))
    var on: DayArgument?

    var day: CalendarDay { on?.day ?? Moment.now().day }
}

/// A day given on the command line.
struct DayArgument: ExpressibleByArgument {
    let day: CalendarDay

    init?(argument: String) {
        guard let day = CalendarDay(argument) else { return nil }
        self.day = day
    }
}
