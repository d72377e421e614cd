import ArgumentParser
import PhusaModel
import Runs

// Arguments are parsed before the workspace is read, and only the workspace says which seasons there
// are: so a period stays text until a command has its site.

/// A period as text: `2025-M03`, `admin:2025-03` for the administrative one, `DX-2025` for a season.
struct PeriodArgument: ExpressibleByArgument {
    let text: String

    init(argument: String) { text = argument }

    /// - Throws: `CommandFailure` of usage with what was expected.
    func period(_ site: Site) throws -> Period {
        guard let period = Period(argument: text, seasons: site.seasons) else {
            throw PeriodWords.failure(text, site.seasons)
        }
        return period
    }
}

/// One period or a range of them, as text.
struct SpanArgument: ExpressibleByArgument {
    let text: String

    init(argument: String) { text = argument }

    /// - Throws: `CommandFailure` of usage with what was expected.
    func span(_ site: Site) throws -> PeriodSpan {
        guard let span = PeriodSpan(text, seasons: site.seasons) else {
            throw PeriodWords.failure(text, site.seasons)
        }
        return span
    }
}

/// A period, or two of one kind with ".." between them, as text; two seasons must be the same one.
struct PeriodRangeArgument: ExpressibleByArgument {
    let text: String

    init(argument: String) { text = argument }

    /// - Throws: `CommandFailure` of usage with what was expected.
    func range(_ site: Site) throws -> PeriodSpan {
        let seasons = site.seasons
        guard let span = PeriodSpan(text, seasons: seasons), span.first.kind == span.last.kind,
            span.first.named(among: seasons)?.season == span.last.named(among: seasons)?.season
        else { throw PeriodWords.failure(text, seasons) }
        return span
    }
}

extension Site {
    /// The crop seasons that `phusa.yml` declares.
    var seasons: [Season] { workspace.catalogue.seasons }
}

enum PeriodWords {
    /// That a text is no period, or no two of them.
    static func failure(_ text: String, _ seasons: [Season]) -> CommandFailure {
        CommandFailure(exit: .usage, message: refused(text, seasons))
    }

    /// Why a text is no period, or no two of them: what was expected in its place.
    private static func refused(_ text: String, _ seasons: [Season]) -> Words {
        let prefix = Period.administrativePrefix
        let refusals = text.split(separator: "..").compactMap { part in
            Period.refusal(
                of: part.lowercased().hasPrefix(prefix) ? part.dropFirst(prefix.count) : part,
                seasons: seasons)
        }
        let expected = (refusals.first ?? .form).expected
        let found = Violation.escaped(text)
        let declared = declared(seasons)
        return Words(
            vi: "'\(found)' không phải là kỳ: cần \(expected.vi)\(declared.vi)",
            en: "'\(found)' is no period: expected \(expected.en)\(declared.en)")
    }

    /// The declared seasons, and how one is named; empty where there are none.
    private static func declared(_ seasons: [Season]) -> Words {
        guard let first = seasons.first else { return Words(vi: "", en: "") }
        let titles = { (language: Language) in
            seasons.map { "\($0.code) (\($0.title.text(language)))" }.joined(separator: ", ")
        }
        return Words(
            vi: "; mùa vụ ghi mã và năm, như \(first.code)-2025; đã khai báo: \(titles(.vi))",
            en: "; a season is its code and year, as \(first.code)-2025; declared: \(titles(.en))")
    }

    /// For the help of every option that takes a period.
    static let systems = Words(
        vi: "Không có tiền tố là kỳ thống kê; kỳ hành chính ghi admin:2025-03; "
            + "mùa vụ ghi mã và năm, như DX-2025.",
        en: "Without a prefix it is the statistical one; admin:2025-03 is the administrative one; "
            + "a season is its code and year, as DX-2025.")
}
