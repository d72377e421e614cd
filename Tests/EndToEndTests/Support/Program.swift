import Foundation
import Testing

/// What a process said and how it ended.
struct ProgramOutput: Sendable {
    /// The exit code; the number of the signal where one ended the process.
    let status: Int32
    let isKilled: Bool
    /// When it ended, not when the test that waited came to its turn.
    let ended: ContinuousClock.Instant
    let out: String
    let err: String

    func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(out.utf8))
    }

    /// The last line of standard output that is not empty.
    var lastLine: String { out.split(separator: "\n").last.map(String.init) ?? "" }
}

/// A program that a test starts and waits for; killed when it takes too long.
struct Program: Sendable {
    var path: String
    var arguments: [String]
    var environment: [String: String] = [:]
    var folder = "/"

    /// Longer than any test waits for a program that is well.
    private static let secondsMax = 240.0

    /// The built `phusa`, beside the test's own binary.
    static let phusa: String = {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let starts = [own] + CommandLine.arguments.filter { $0.contains(".xctest") }
        for start in starts {
            var folder = URL(fileURLWithPath: start)
            while folder.path.count > 1 {
                folder.deleteLastPathComponent()
                let candidate = folder.appendingPathComponent("phusa").path
                if isProgram(candidate) { return candidate }
            }
        }
        return Repository.folder + "/.build/debug/phusa"
    }()

    private static func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
    }

    /// Runs to the end.
    ///
    /// Output goes through files: a server that the program leaves behind cannot
    /// hold a pipe open.
    ///
    /// - Parameter whenStarted: Called with the number of the process.
    func run(
        outputPath: String? = nil, whenStarted: (@Sendable (Int32) -> Void)? = nil
    ) async throws -> ProgramOutput {
        await Gate.shared.enter()
        do {
            let output = try await started(outputPath, whenStarted)
            await Gate.shared.leave()
            return output
        } catch {
            await Gate.shared.leave()
            throw error
        }
    }

    private func started(
        _ outputPath: String?, _ whenStarted: (@Sendable (Int32) -> Void)?
    ) async throws -> ProgramOutput {
        let base = NSTemporaryDirectory() + "/phusa-e2e-\(UUID().uuidString)"
        let paths = (out: outputPath ?? base + ".out", err: base + ".err")
        if outputPath == nil { try Data().write(to: URL(fileURLWithPath: paths.out)) }
        try Data().write(to: URL(fileURLWithPath: paths.err))
        defer {
            if outputPath == nil { try? FileManager.default.removeItem(atPath: paths.out) }
            try? FileManager.default.removeItem(atPath: paths.err)
        }
        let process = try ChildProcess(
            path, arguments, environment: environment, folder: folder, out: paths.out,
            err: paths.err)
        whenStarted?(process.id)
        let watch = Task {
            try await Task.sleep(for: .seconds(Self.secondsMax))
            kill(process.id, SIGKILL)
        }
        defer { watch.cancel() }
        let (status, isKilled, ended) = await process.end()
        let out = outputPath == nil ? try Self.text(paths.out) : ""
        return ProgramOutput(
            status: status, isKilled: isKilled, ended: ended, out: out,
            err: try Self.text(paths.err))
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
}

/// Lets a few processes run at once: the tests themselves all run at the same time.
actor Gate {
    static let shared = Gate(freeCount: 4)

    private var freeCount: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(freeCount: Int) { self.freeCount = freeCount }

    func enter() async {
        if freeCount > 0 {
            freeCount -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { freeCount += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Where the repository lies.
enum Repository {
    static let folder: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.path
    }()

    static let pipelines = folder + "/Pipelines"
    static let drops = folder + "/Fixtures/drops"
    static let cases = folder + "/Fixtures/cases"
}
