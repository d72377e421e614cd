import Glibc
package import Reporting
import Storage

/// Sets a report on paper: WeasyPrint makes a PDF of the page, with fonts embedded.
package struct PaperPrinter {
    /// Of the Debian package of the same name.
    static let program = "weasyprint"
    /// Seconds that one report may take: a table of 42,000 cells takes half a minute.
    private static let secondsMax = 600
    /// Bytes of the program's complaints that are kept.
    private static let outputByteCountMax = 2_000

    private let content: ReportContent

    package init(_ content: ReportContent) { self.content = content }

    /// Writes a PDF; the same content gives the same bytes under the same version of the program.
    ///
    /// - Parameter folder: An existing folder for the page that the program reads; nothing of ours
    ///   stays there.
    package func write(to path: String, by folder: String) throws {
        let page = "\(folder)/page.html"
        let complaints = "\(folder)/complaints.txt"
        defer {
            DurableFile.remove(page)
            DurableFile.remove(complaints)
        }
        try DurableFile.write(content.paper.utf8, to: page)
        let status = try run([page, path], complaints: complaints)
        if status == 127 { throw PrintingError.programMissing(Self.program) }
        guard status == 0 else {
            DurableFile.remove(path)
            let said = (try? FileReader.bytes(of: complaints)) ?? []
            throw PrintingError.programFailed(
                Self.program, status: status,
                output: String(decoding: said.prefix(Self.outputByteCountMax), as: UTF8.self))
        }
    }

    /// Runs the program to its end.
    ///
    /// Its hashes are seeded and its clock stands still, so that the bytes depend on the page alone;
    /// it gets nothing of the caller's environment but where programs, fonts and scratch files are.
    ///
    /// - Returns: Its exit status; 127 where there is no such program, 124 where it took too long.
    private func run(_ files: [String], complaints: String) throws(PrintingError) -> Int32 {
        let words = ["timeout", String(Self.secondsMax), Self.program, "--quiet"] + files
        var environment = [
            "PYTHONHASHSEED=0", "SOURCE_DATE_EPOCH=0", "LC_ALL=C.UTF-8",
        ]
        for name in ["PATH", "HOME", "TMPDIR"] {
            if let value = getenv(name) { environment.append("\(name)=\(String(cString: value))") }
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, 2, complaints, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var process = pid_t()
        let code = Self.withPointers(words) { arguments in
            Self.withPointers(environment) { environment in
                posix_spawnp(&process, words[0], &actions, nil, arguments, environment)
            }
        }
        if code == ENOENT { return 127 }
        guard code == 0 else {
            throw .programFailed(words[0], status: code, output: String(cString: strerror(code)))
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else {
                throw .programFailed(words[0], status: errno, output: "waitpid")
            }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private static func withPointers<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
