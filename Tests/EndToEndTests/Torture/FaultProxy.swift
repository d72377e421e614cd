import Foundation
import Glibc
import PhusaTestSupport
import Synchronization
import Testing
import Warehouse

/// What a network does to a session.
enum WireFault: Sendable, Hashable {
    /// Both sides lose the connection after so many bytes.
    case cut(bytes: Int)
    /// The client reads an end while it may still write.
    case halfClose(bytes: Int)
    /// The client is cut off, and the server does not notice for so many milliseconds.
    case orphan(bytes: Int, milliseconds: Int)
    /// Nothing passes for so many milliseconds.
    case delay(bytes: Int, milliseconds: Int)
    /// The n-th COMMIT, from 1, does not reach the server.
    case loseCommit(Int)
    /// The server commits, and the client does not hear of it.
    case loseAnswer(Int)
}

/// Stands between a client and a server on Unix sockets, and breaks one session once; those before
/// and after it pass unharmed.
///
/// Unchecked: the lock guards what changes.
final class FaultProxy: @unchecked Sendable {
    /// What has passed in both directions.
    struct Traffic: Sendable {
        var byteCount = 0
        var commitCount = 0
    }

    let folder: String
    private let server: sockaddr_un
    private let listener: Int32
    private let lock = NSLock()
    private var fault: WireFault?
    private var passed = Traffic()

    /// - Parameter cluster: The server behind.
    init(before cluster: EmbeddedCluster, fault: WireFault? = nil) throws {
        self.fault = fault
        server = try Self.address(cluster.status().socketFolder)
        folder = try LeftFolders.shared.make()
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let own = try Self.address(folder)
        try #require(Self.withPointer(own) { bind(listener, $0, $1) } == 0)
        try #require(listen(listener, 16) == 0)
        Thread.detachNewThread { [listener] in
            // Ends when the listener is shut down.
            while case let client = accept(listener, nil, nil), client >= 0 {
                // A program that inherits it would hold a cut connection open.
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                Thread.detachNewThread { self.serve(client) }
            }
            close(listener)
        }
    }

    /// Takes no more sessions; those under way go on to their end.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        LeftFolders.shared.remove(folder)
    }

    var traffic: Traffic { lock.withLock { passed } }

    /// Whether the fault has happened.
    var isSpent: Bool { lock.withLock { fault == nil } }

    /// How to connect through it, from how to connect to the server.
    func url(of lab: Lab) -> String {
        guard case .parameters(var parameters) = lab.target else { return "" }
        parameters["host"] = folder
        // Behind the socket is this process, not the server's account.
        parameters["requirepeer"] = nil
        return parameters.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }
            .joined(separator: " ")
    }

    // MARK: One session

    private func serve(_ client: Int32) {
        let upstream = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(client) }
        defer { close(upstream) }
        guard Self.withPointer(server, { connect(upstream, $0, $1) }) == 0 else { return }
        var session = Session(client: client, server: upstream)
        while session.isOpen {
            guard let (chunk, isFromClient) = session.read() else { break }
            let commit = isFromClient ? session.scan.feed(chunk) : nil
            switch take(chunk.count, commit != nil) {
            case nil: guard session.forward(chunk, isFromClient) else { return }
            case .loseCommit:
                _ = session.forward(chunk.prefix(commit?.start ?? 0), isFromClient)
                return
            case .loseAnswer:
                guard session.forward(chunk, isFromClient) else { return }
                session.awaitAnswer()
                return
            case .cut:
                // Half of the chunk: a message is torn.
                _ = session.forward(chunk.prefix(chunk.count / 2), isFromClient)
                return
            case .halfClose:
                shutdown(client, Int32(SHUT_WR))
                session.drainClient()
                return
            case .orphan(_, let milliseconds):
                shutdown(client, Int32(SHUT_RDWR))
                usleep(UInt32(milliseconds) * 1_000)
                return
            case .delay(_, let milliseconds):
                usleep(UInt32(milliseconds) * 1_000)
                guard session.forward(chunk, isFromClient) else { return }
            }
        }
    }

    /// Counts what passes.
    ///
    /// - Returns: The fault, the one time that it is its turn.
    private func take(_ byteCount: Int, _ isCommit: Bool) -> WireFault? {
        lock.withLock {
            passed.byteCount += byteCount
            if isCommit { passed.commitCount += 1 }
            let isDue =
                switch fault {
                case nil: false
                case .cut(let bytes), .halfClose(let bytes), .orphan(let bytes, _),
                    .delay(let bytes, _):
                    passed.byteCount > bytes
                case .loseCommit(let number), .loseAnswer(let number):
                    isCommit && passed.commitCount == number
                }
            guard isDue else { return nil }
            defer { fault = nil }
            return fault
        }
    }

    // MARK: Sockets

    private static func address(_ folder: String) throws -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array("\(folder)/.s.PGSQL.5432".utf8)
        try #require(path.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return address
    }

    private static func withPointer(
        _ address: sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// Two sockets and the bytes between them.
private struct Session {
    let client: Int32
    let server: Int32
    var scan = FrontendScan()
    private(set) var isOpen = true

    init(client: Int32, server: Int32) {
        self.client = client
        self.server = server
    }

    /// The next bytes of either side; `nil` when one has ended.
    mutating func read() -> (chunk: [UInt8], isFromClient: Bool)? {
        var waiting = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waiting, 2, -1) < 0 { guard errno == EINTR else { return nil } }
        let isFromClient = waiting[0].revents != 0
        guard let chunk = Self.receive(isFromClient ? client : server) else {
            isOpen = false
            return nil
        }
        return (chunk, isFromClient)
    }

    func forward(_ bytes: some Collection<UInt8>, _ isFromClient: Bool) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(
                    isFromClient ? server : client, $0.baseAddress, $0.count,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Waits until the server has answered, and keeps the answer.
    func awaitAnswer() { _ = Self.receive(server) }

    /// Reads what the client still says, until it leaves.
    func drainClient() { while Self.receive(client) != nil {} }

    private static func receive(_ socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
