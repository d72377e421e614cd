import ArgumentParser
import Foundation

/// The command line: `phusa-fixtures drops` and `phusa-fixtures cases`.
@main
struct FixturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phusa-fixtures",
        abstract: "Sinh số liệu minh họa của tỉnh Trà Vinh · invented drops of a province",
        subcommands: [DropsCommand.self, CasesCommand.self, BenchCommand.self])
}

/// Writes a drop zone: the same options give the same bytes everywhere.
struct DropsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drops",
        abstract: "A drop zone from a seed",
        discussion: "phusa-fixtures drops --out Fixtures/drops")

    @Option(help: "Folder to write to; made where it is missing.")
    var out: String
    @Option(help: "Seed of everything that is invented.")
    var seed: UInt64 = Defaults.seed
    @Option(help: "First month.")
    var from = Defaults.firstMonth.code
    @Option(help: "Count of months, 1 to 600.")
    var months = Defaults.monthCount
    @Option(
        help: """
            Size: forms and cases times K; from 2 on, health also by commune, sex and age, \
            72 records a month for each step up to 207.
            """)
    var scale = 1
    @Option(help: "Only this dataset; may be given again.")
    var feed: [String] = []

    mutating func validate() throws {
        guard Month(from) != nil else { throw ValidationError("--from: a month, 2020-M01") }
        guard (1...600).contains(months) else { throw ValidationError("--months: 1 to 600") }
        guard (1...10_000).contains(scale) else { throw ValidationError("--scale: 1 to 10000") }
        let known = feeds.map { $0.code }
        for name in feed where !known.contains(name) {
            throw ValidationError("--feed: one of \(known.joined(separator: ", "))")
        }
    }

    func run() throws {
        guard let first = Month(from) else { return }
        let plan = Plan(seed: seed, first: first, monthCount: months, scale: scale)
        var folder = OutputFolder(out)
        for one in feeds where feed.isEmpty || feed.contains(one.code) {
            try one.write(plan) { try folder.write($0.bytes, to: $0.path) }
        }
        print("\(folder.fileCount) files, \(folder.byteCount) bytes")
    }
}

/// Writes the dirty drops, each with its expected verdict.
struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "Dirty drops with their expected verdicts",
        discussion: "phusa-fixtures cases --out Fixtures/cases")

    @Option(help: "Folder to write to; made where it is missing.")
    var out: String

    func run() throws {
        var folder = OutputFolder(out)
        for item in DirtyCase.all {
            try folder.write(item.bytes, to: item.drop.path)
            try folder.write(Array(item.expectation.utf8), to: "\(item.folder)/expected.json")
        }
        print("\(DirtyCase.all.count) cases, \(folder.byteCount) bytes")
    }
}

/// What the committed fixtures are made with.
enum Defaults {
    static let seed: UInt64 = 3072
    static let firstMonth = Month(2020, 1)
    static let monthCount = 60
    static var plan: Plan {
        Plan(seed: seed, first: firstMonth, monthCount: monthCount, scale: 1)
    }
}

/// Files below one folder; existing ones are replaced, others are left alone.
struct OutputFolder {
    private let root: URL
    private(set) var fileCount = 0
    private(set) var byteCount = 0

    init(_ path: String) { root = URL(fileURLWithPath: path, isDirectory: true) }

    mutating func write(_ bytes: [UInt8], to path: String) throws {
        let file = root.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        fileCount += 1
        byteCount += bytes.count
    }
}
