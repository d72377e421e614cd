/// Finds COMMIT in what a client says to PostgreSQL, however the bytes are cut into chunks.
struct FrontendScan {
    /// Bytes of one chunk that end before a COMMIT begins, and after it.
    struct Commit: Equatable {
        let start: Int
        let end: Int
    }

    /// A type and a length that counts itself.
    private static let headByteCount = 5
    /// A query longer than this is no COMMIT.
    private static let queryByteCountMax = 16

    /// The first message has no type.
    private var isStarted = false
    private var head: [UInt8] = []
    private var body: [UInt8] = []
    private var bodyByteCount = 0
    private var messageStart = 0

    /// The first COMMIT that ends in these bytes.
    mutating func feed(_ bytes: some Collection<UInt8>) -> Commit? {
        var found: Commit?
        for (index, byte) in bytes.enumerated() {
            if head.isEmpty { messageStart = index }
            if bodyByteCount == 0 {
                head.append(byte)
                guard head.count == (isStarted ? Self.headByteCount : Self.headByteCount - 1) else {
                    continue
                }
                let length = head.suffix(4).reduce(0) { $0 << 8 | Int($1) }
                bodyByteCount = length - 4
                if bodyByteCount > 0 { continue }
            } else {
                bodyByteCount -= 1
                if body.count <= Self.queryByteCountMax { body.append(byte) }
            }
            guard bodyByteCount == 0 else { continue }
            if isCommit { found = found ?? Commit(start: messageStart, end: index + 1) }
            isStarted = true
            head = []
            body = []
        }
        messageStart = 0
        return found
    }

    private var isCommit: Bool {
        isStarted && head[0] == UInt8(ascii: "Q")
            && String(decoding: body, as: UTF8.self).uppercased() == "COMMIT\0"
    }
}
