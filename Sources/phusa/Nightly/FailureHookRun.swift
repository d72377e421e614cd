import Foundation
import Glibc
import PhusaModel

/// One run of the centre's own command, with the page of the night on its standard input.
struct FailureHookRun {
    let hook: FailureHook
    /// The workspace: a program that is named with a slash is looked up from here.
    let folder: String

    /// Microseconds between two looks, and how long a command that was asked to end may take.
    private static let pause: useconds_t = 20_000
    private static let graceSeconds = 2

    /// Why it did not do its work; `nil` where it ended with 0.
    func run(_ input: [UInt8]) -> Words? {
        guard let program else {
            return Words(
                vi: "không tìm thấy chương trình '\(hook.command[0])'",
                en: "there is no program '\(hook.command[0])'")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = Array(hook.command.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.standardError
        process.standardError = FileHandle.standardError
        do {
            process.standardInput = try Self.file(holding: input)
            try process.run()
        } catch {
            return Words(vi: "không chạy được: \(error)", en: "it could not be run: \(error)")
        }
        return end(of: process)
    }

    /// By PATH, as a shell would; from the workspace where it has a slash.
    private var program: String? {
        let name = hook.command[0]
        if name.contains("/") {
            let path = name.hasPrefix("/") ? name : folder + "/" + name
            return access(path, X_OK) == 0 ? path : nil
        }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// A file without a name: a command that does not read cannot hold us up, as a pipe would.
    private static func file(holding input: [UInt8]) throws -> FileHandle {
        var name = Array("\(NSTemporaryDirectory())/phusa-page-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        unlink(name)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data(input))
        try file.seek(toOffset: 0)
        return file
    }

    private func end(of process: Process) -> Words? {
        guard Self.wait(for: process, seconds: hook.timeoutSeconds) else {
            signal(process, SIGTERM)
            if !Self.wait(for: process, seconds: Self.graceSeconds) { signal(process, SIGKILL) }
            process.waitUntilExit()
            return Words(
                vi: "chạy quá \(hook.timeoutSeconds) giây nên bị dừng",
                en: "it took more than \(hook.timeoutSeconds) s and was ended")
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            return Words(
                vi: "kết thúc với mã \(process.terminationStatus)",
                en: "it ended with \(process.terminationStatus)")
        }
        return nil
    }

    private static func wait(for process: Process, seconds: Int) -> Bool {
        for _ in 0..<seconds * 1_000_000 / Int(pause) {
            if !process.isRunning { return true }
            usleep(pause)
        }
        return !process.isRunning
    }

    /// To the command and what it started: it leads a group of its own.
    private func signal(_ process: Process, _ number: Int32) {
        if kill(-process.processIdentifier, number) != 0 {
            kill(process.processIdentifier, number)
        }
    }
}
