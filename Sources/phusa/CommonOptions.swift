import ArgumentParser
import Foundation
import PhusaModel
import Runs
import Storage
import Warehouse
import Workspace

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: [.customShort("w"), .long],
        help: ArgumentHelp(
            Help.words(
                vi: "Thư mục cấu hình (mặc định: Pipelines, nếu không có thì thư mục hiện tại).",
                en: "The workspace (default: Pipelines, else the current folder).")))
    var workspace: String?

    @Option(
        help: ArgumentHelp(
            Help.words(vi: "Ngôn ngữ: vi hoặc en.", en: "Language: vi or en.")))
    var lang: Language?

    @Flag(
        help: ArgumentHelp(
            Help.words(
                vi: "In một tài liệu JSON cho máy đọc.", en: "Print one JSON document.")))
    var json = false

    /// The workspace's folder.
    var folder: String {
        if let workspace { return workspace }
        return DurableFile.exists("Pipelines/phusa.yml") ? "Pipelines" : "."
    }

    /// - Throws: A failure that says so where there is no workspace, before every folder below is
    ///   read in vain; else `DefinitionErrors`.
    func site() throws -> Site {
        try requireWorkspace()
        do {
            let site = try Site(folder: folder)
            Help.answer(in: language(site))
            return site
        } catch {
            if let places = try? SitePlaces(readingFolder: folder) {
                Help.answer(in: language(places.centre))
            }
            throw error
        }
    }

    /// Where things are, whatever is wrong in definitions other than `phusa.yml`.
    func places() throws -> SitePlaces {
        try requireWorkspace()
        let places = try SitePlaces(readingFolder: folder)
        Help.answer(in: language(places.centre))
        return places
    }

    private func requireWorkspace() throws {
        guard DurableFile.exists(folder + "/phusa.yml") else {
            throw CommandFailure(
                exit: .definition,
                message: Words(
                    vi:
                        "không có phusa.yml trong '\(folder)'; chỉ thư mục cấu hình bằng --workspace",
                    en: "there is no phusa.yml in '\(folder)'; name the workspace with --workspace")
            )
        }
    }

    /// `--lang`, else `PHUSA_LANG`, else the language of the workspace.
    func language(_ site: Site) -> Language { language(site.workspace.centre) }

    func language(_ centre: CentreDefinition) -> Language {
        lang ?? Help.declared ?? centre.language
    }
}

extension Language: ExpressibleByArgument {}

/// What commands take that use the warehouse.
struct WarehouseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Cơ sở dữ liệu PostgreSQL (mặc định: PHUSA_DATABASE_URL, PG*, rồi cụm đi kèm).",
                en:
                    "A PostgreSQL database (default: PHUSA_DATABASE_URL, PG*, then the embedded cluster)."
            )))
    var database: String?

    func access(_ site: Site) -> WarehouseAccess { access(site.places) }

    func access(_ places: SitePlaces) -> WarehouseAccess {
        WarehouseAccess(
            places: places, database: database, environment: ProcessInfo.processInfo.environment)
    }

    /// - Throws: A failure that says what to declare where a database is named and no archive is.
    func archiveFolder(_ site: Site) throws -> String {
        if let folder = site.places.archiveFolder(isEmbedded: access(site).isEmbedded) {
            return folder
        }
        throw CommandFailure(
            exit: .definition,
            message: Words(
                vi:
                    "phusa.yml: cần khoá archive: khi dùng cơ sở dữ liệu riêng, vì mọi máy phải dùng chung một kho lưu trữ",
                en:
                    "phusa.yml: archive: is required where a database is named, since all machines must share one archive"
            ))
    }

    /// A session and what a run shares.
    func setting(
        _ site: Site, purpose: String, isDryRun: Bool = false, lockWait: LockWait? = nil
    ) async throws -> RunSetting {
        let folder = try archiveFolder(site)
        let connection = try await access(site).connect(purpose: purpose)
        return RunSetting(
            site: site, archive: try Archive(folder: folder), connection: connection,
            isDryRun: isDryRun, actor: Actor.current, programVersion: ProgramVersion.text,
            startedAt: .now(), lockWait: lockWait)
    }
}

/// What commands take that load datasets.
struct LockOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            Help.words(
                vi: "Chờ khi bộ dữ liệu đang do nơi khác nạp (mặc định: kết thúc với mã 75).",
                en: "Wait where another run is loading a dataset (default: end with 75).")))
    var wait = false

    var lockWait: LockWait? {
        guard wait else { return nil }
        return LockWait { dataset, holder in
            Output.message(
                "phusa: "
                    + DecisionWords.waiting(dataset, holder?.words ?? "?").text(Help.language))
        }
    }
}

/// What was known by a day.
struct AsOfOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Số liệu như đã công bố đến ngày này, YYYY-MM-DD.",
                en: "Figures as issued by this day, YYYY-MM-DD.")))
    var asOf: String?

    func validate() throws { _ = try moment() }

    /// The last moment of the day.
    func moment() throws -> Moment? {
        guard let asOf else { return nil }
        guard let day = CalendarDay(asOf) else {
            throw ValidationError(
                Help.words(
                    vi: "--as-of cần một ngày dạng YYYY-MM-DD, không phải '\(asOf)'",
                    en: "--as-of takes a day as YYYY-MM-DD, not '\(asOf)'"))
        }
        return Moment(microseconds: Moment(startOf: day.adding(days: 1)).microseconds - 1)
    }
}
