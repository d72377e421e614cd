import Foundation
import Testing

/// A library that lets the n-th call of a kind fail in a program, put before it by `LD_PRELOAD`.
///
/// It is compiled by the test; where there is no C compiler the tests that need it are passed over.
actor FaultShim {
    static let shared = FaultShim()

    /// Calls that it can let fail.
    enum Call: String, CaseIterable {
        case open, read, write, fsync, rename, close

        /// Errors that the system gives for the call.
        var errors: [Int32] {
            switch self {
            case .open: [EIO, EMFILE, ENOSPC, EINTR]
            case .read: [EIO, EINTR]
            case .write: [EIO, ENOSPC, EINTR]
            case .fsync: [EIO, ENOSPC, EINTR]
            case .rename: [EIO, ENOSPC]
            case .close: [EIO, EINTR]
            }
        }
    }

    /// The path of the library; `nil` where nothing here compiles C.
    static let isAvailable: Bool = ["cc", "clang", "gcc"].contains { path(of: $0) != nil }

    private var making: Task<String, any Error>?

    func library() async throws -> String {
        if let making { return try await making.value }
        let task = Task { try await Self.compile() }
        making = task
        return try await task.value
    }

    private static func path(of program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func compile() async throws -> String {
        let folder = try LeftFolders.shared.make()
        try Data(source.utf8).write(to: URL(fileURLWithPath: folder + "/shim.c"))
        let compiler = try #require(["cc", "clang", "gcc"].compactMap { path(of: $0) }.first)
        let arguments = ["-shared", "-fPIC", "-O1", "-o", "shim.so", "shim.c", "-ldl"]
        var program = Program(path: compiler, arguments: arguments)
        program.folder = folder
        program.environment = ProcessInfo.processInfo.environment
        let output = try await program.run()
        try #require(output.status == 0, "\(output.err)")
        return folder + "/shim.so"
    }

    /// Counts calls on the folders of `FAULT_FOLDERS` (ending in `/`, separated by `:`), lets the
    /// one of `FAULT_N` fail with `FAULT_ERRNO`, or kills the process, and makes the link
    /// `FAULT_REPORT` to tell that it did.
    private static let source = #"""
        #define _GNU_SOURCE
        #include <dirent.h>
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stdatomic.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>

        static atomic_int passed;

        static int watched(const char *path) {
            const char *folder = getenv("FAULT_FOLDERS");
            while (folder && path) {
                size_t length = strcspn(folder, ":");
                if (length && strncmp(path, folder, length) == 0) return 1;
                if (!folder[length]) return 0;
                folder += length + 1;
            }
            return 0;
        }

        static int watched_descriptor(int descriptor) {
            char link[64], path[4096];
            int before = errno;
            snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
            ssize_t count = readlink(link, path, sizeof path - 1);
            errno = before;
            if (count < 0) return 0;
            path[count] = 0;
            return watched(path);
        }

        static int strikes(const char *call) {
            const char *wanted = getenv("FAULT_CALL"), *number = getenv("FAULT_N");
            if (!wanted || !number || strcmp(wanted, call) != 0) return 0;
            if (atomic_fetch_add(&passed, 1) + 1 != atoi(number)) return 0;
            const char *report = getenv("FAULT_REPORT"), *code = getenv("FAULT_ERRNO");
            if (report && symlink(call, report) != 0) abort();
            if (!code) kill(getpid(), SIGKILL);
            errno = atoi(code);
            return 1;
        }

        #define REAL(name) \
            static __typeof__(name) *real; \
            if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

        ssize_t read(int descriptor, void *bytes, size_t count) {
            REAL(read);
            if (watched_descriptor(descriptor) && strikes("read")) return -1;
            return real(descriptor, bytes, count);
        }

        ssize_t write(int descriptor, const void *bytes, size_t count) {
            REAL(write);
            if (watched_descriptor(descriptor) && strikes("write")) return -1;
            return real(descriptor, bytes, count);
        }

        int fsync(int descriptor) {
            REAL(fsync);
            if (watched_descriptor(descriptor) && strikes("fsync")) return -1;
            return real(descriptor);
        }

        /* As Linux does it: the descriptor is closed also where an error is told. */
        int close(int descriptor) {
            REAL(close);
            if (!watched_descriptor(descriptor) || !strikes("close")) return real(descriptor);
            int code = errno;
            real(descriptor);
            errno = code;
            return -1;
        }

        int rename(const char *from, const char *to) {
            REAL(rename);
            if (watched(to) && strikes("rename")) return -1;
            return real(from, to);
        }

        struct dirent *readdir(DIR *folder) {
            REAL(readdir);
            if (watched_descriptor(dirfd(folder)) && strikes("read")) return NULL;
            return real(folder);
        }

        DIR *opendir(const char *path) {
            REAL(opendir);
            if (watched(path) && strikes("open")) return NULL;
            return real(path);
        }

        #define OPEN(name) \
            int name(const char *path, int flags, ...) { \
                REAL(name); \
                va_list list; \
                va_start(list, flags); \
                int mode = flags & O_CREAT ? va_arg(list, int) : 0; \
                va_end(list); \
                if (watched(path) && strikes("open")) return -1; \
                return real(path, flags, mode); \
            }
        OPEN(open)
        OPEN(open64)

        """#
}

/// One call that fails, or dies, in one process.
struct Fault: CustomStringConvertible, Sendable {
    let call: FaultShim.Call
    /// Which of the calls on the folders, from 1.
    let number: Int
    /// `nil`: the process is killed there.
    let error: Int32?
    /// Folders whose calls count.
    let folders: [String]

    var description: String {
        "\(call.rawValue) \(number): \(error.map { String(cString: strerror($0)) } ?? "killed")"
    }

    /// Whether the fault was met.
    func isMet(_ report: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: report)) != nil
    }

    func environment(library: String, report: String) -> [String: String] {
        var environment = [
            "LD_PRELOAD": library, "FAULT_CALL": call.rawValue, "FAULT_N": "\(number)",
            "FAULT_FOLDERS": folders.map { $0 + "/" }.joined(separator: ":"),
            "FAULT_REPORT": report, "SWIFT_BACKTRACE": "enable=no",
        ]
        if let error { environment["FAULT_ERRNO"] = "\(error)" }
        return environment
    }

    /// Whether every number and every error is tried, not a sample.
    static let areAll = ProcessInfo.processInfo.environment["PHUSA_TEST_FAULTS"] == "all"

    /// Lets calls fail one by one until a process meets no fault any more.
    ///
    /// A sample doubles the number and takes the errors in turn.
    ///
    /// - Returns: How many faults were met.
    static func sweep(
        _ call: FaultShim.Call, errors: [Int32?],
        _ body: (_ number: Int, Int32?) async throws -> Bool
    ) async throws -> Int {
        var met = 0
        var number = 1
        var turn = 0
        while true {
            let chosen = areAll ? errors : [errors[turn % errors.count]]
            for error in chosen {
                guard try await body(number, error) else { return met }
                met += 1
            }
            turn += 1
            number = areAll ? number + 1 : number * 2
        }
    }
}
