import ArgumentParser
import Glibc

/// Writes what `make bench` loads: a workspace, or one large file of a feed made from a seed.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Input of the speed measurements",
        discussion: "phusa-fixtures bench drop --out FILE --rows 1000000",
        subcommands: [BenchWorkspaceCommand.self, BenchDropCommand.self])
}

/// Writes a workspace of 350 indicators and 500 areas for each agency.
struct BenchWorkspaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workspace", abstract: "Workspace of the speed measurements")

    @Option(help: "Folder to write to; made where it is missing.")
    var out: String
    @Option(help: "Agencies that share the 350 indicators, 1 to 50.")
    var agencies = 1
    @Option(help: "Computed indicators beside them, 0 to 350.")
    var formulas = 0
    @Flag(help: "Files of JSON instead of CSV.")
    var json = false

    mutating func validate() throws {
        guard (1...50).contains(agencies) else { throw ValidationError("--agencies: 1 to 50") }
        guard (0...BenchWorkspace.indicatorCount).contains(formulas) else {
            throw ValidationError("--formulas: 0 to \(BenchWorkspace.indicatorCount)")
        }
    }

    func run() throws {
        var folder = OutputFolder(out)
        for (path, text) in BenchWorkspace(
            agencyCount: agencies, formulaCount: formulas, isJSON: json
        ).files {
            try folder.write(Array(text.utf8), to: path)
        }
    }
}

/// Writes one file.
struct BenchDropCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "One file of the speed measurements",
        discussion: """
            The rows of a set are all there are: --keep takes those of some of its months, so that \
            a file states these months in full. --changed gives so many of a thousand cells \
            another value than --revision 0 has; --bad makes so many of a thousand rows faulty.
            """)

    @Option(help: "File to write, .csv or .json.")
    var out: String
    @Option(help: "Seed of everything that is invented.")
    var seed: UInt64 = Defaults.seed
    @Option(help: "Rows of the set.")
    var rows = 1_000_000
    @Option(help: "First month of the set.")
    var from = "2010-M01"
    @Option(help: "Months of the set.")
    var months = 192
    @Option(help: "Only the first so many of these months.")
    var keep: Int?
    @Option(help: "Number of the revision: other values for changed cells, another order of rows.")
    var revision = 0
    @Option(help: "Changed cells in a thousand.")
    var changed = 0
    @Option(help: "Faulty rows in a thousand.")
    var bad = 10
    @Option(help: "Areas of the set, 1 to 500.")
    var areas = BenchWorkspace.areaCount
    @Flag(help: "Totals alone, not by sex as well.")
    var totals = false
    @Option(help: "Agency, 0 to agencies - 1.")
    var agency = 0
    @Option(help: "Agencies that share the indicators.")
    var agencies = 1

    mutating func validate() throws {
        guard Month(from) != nil else { throw ValidationError("--from: a month, 2010-M01") }
        guard (1...BenchSet.monthCountMax).contains(months) else {
            throw ValidationError("--months: 1 to \(BenchSet.monthCountMax)")
        }
        guard (1...BenchWorkspace.areaCount).contains(areas) else {
            throw ValidationError("--areas: 1 to \(BenchWorkspace.areaCount)")
        }
        guard rows > 0, rows <= set.cellCount else {
            throw ValidationError("--rows: 1 to \(set.cellCount)")
        }
    }

    private var set: BenchSet {
        BenchSet(
            seed: seed, rowCount: rows, first: Month(from) ?? Month(2010, 1), monthCount: months,
            indicators: BenchWorkspace.indicators(of: agency, among: agencies),
            revision: revision, changedPerMille: changed, badPerMille: bad, areaCount: areas,
            sexCount: totals ? 1 : 3)
    }

    func run() throws {
        let set = set
        guard let file = fopen(out, "w") else { throw ValidationError("--out: \(out)") }
        defer { fclose(file) }
        var text = BenchText(isJSON: out.hasSuffix(".json"))
        text.begin()
        for number in 0..<rows {
            let row = set.row(number)
            if let keep, row.month >= keep { continue }
            text.append(row, of: set)
            if text.bytes.count >= 1 << 20 { text.write(to: file) }
        }
        text.end()
        text.write(to: file)
    }
}
