import ArgumentParser
import Glibc
import PhusaModel
import Runs
import Storage

struct Deploy: AsyncParsableCommand {
    enum Kind: String, ExpressibleByArgument, CaseIterable { case systemd, cron }

    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: Help.words(
            vi: "In hoặc ghi cấu hình hẹn giờ cho phusa nightly.",
            en: "Prints or writes what a timer needs to run phusa nightly."),
        discussion: Help.words(
            vi: "Ví dụ: phusa deploy systemd --into /etc/systemd/system",
            en: "Example: phusa deploy systemd --into /etc/systemd/system"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @Argument(help: ArgumentHelp(Help.words(vi: "systemd hoặc cron.", en: "systemd or cron.")))
    var kind: Kind

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Ghi vào thư mục này thay vì in ra.",
                en: "Write into this folder instead of printing.")))
    var into: String?

    @Option(
        help: ArgumentHelp(
            Help.words(vi: "Tài khoản chạy dịch vụ.", en: "The account of the service.")))
    var user = "phusa"

    @Option(help: ArgumentHelp(Help.words(vi: "Giờ chạy, HH:MM.", en: "When, HH:MM.")))
    var at: TimeArgument = TimeArgument(hour: "02", minute: "30")

    func validate() throws {
        let isName =
            !user.isEmpty
            && user.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
                    || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
                    || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            }
        guard isName else {
            throw ValidationError(
                Help.words(
                    vi: "--user cần tên một tài khoản, không phải '\(user)'",
                    en: "--user takes the name of an account, not '\(user)'"))
        }
    }

    func run() async throws {
        let places = try common.places()
        let texts = try texts(places)
        let files =
            kind == .systemd
            ? [("phusa-nightly.service", texts.service), ("phusa-nightly.timer", texts.timer)]
            : [("phusa-nightly.cron", texts.cron)]
        guard let into else {
            if common.json {
                return try Output.json(Dictionary(uniqueKeysWithValues: files))
            }
            for (name, text) in files {
                try Output.line("# \(name)")
                try Output.line(text)
            }
            return
        }
        try DurableFile.makeFolder(into)
        for (name, text) in files {
            try DurableFile.write(Array(text.utf8), to: into + "/" + name, mode: 0o644)
            try Output.line(into + "/" + name)
        }
    }

    private func texts(_ places: SitePlaces) throws -> DeploymentTexts {
        let isEmbedded = warehouse.access(places).isEmbedded
        var writable = [places.stateFolder]
        writable += isEmbedded ? [places.clusterFolder] : []
        writable += places.archiveFolder(isEmbedded: isEmbedded).map { [$0] } ?? []
        writable +=
            places.metricsPath.flatMap { path in
                path.lastIndex(of: "/").map { [String(path[..<$0])] }
            } ?? []
        let program = try Self.program()
        let all = writable + [program, places.folder]
        guard all.allSatisfy({ !$0.contains { $0.isNewline } }) else {
            throw CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "đường dẫn có dấu xuống dòng", en: "a path has a line end in it"))
        }
        return DeploymentTexts(
            program: program, workspace: places.folder, writable: Self.outermost(writable),
            user: user, time: (at.hour, at.minute))
    }

    private static func program() throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else {
            throw StorageError(kind: .unreadable, path: "/proc/self/exe", number: errno)
        }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Without folders that lie in another one of the list.
    private static func outermost(_ folders: [String]) -> [String] {
        Set(folders).filter { folder in
            !folders.contains { $0 != folder && folder.hasPrefix($0 + "/") }
        }.sorted()
    }
}

/// A time of day given on the command line.
struct TimeArgument: ExpressibleByArgument, CustomStringConvertible {
    let hour: String
    let minute: String

    init(hour: String, minute: String) {
        self.hour = hour
        self.minute = minute
    }

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        self.init(hour: String(parts[0]), minute: String(parts[1]))
    }

    var description: String { "\(hour):\(minute)" }
}
