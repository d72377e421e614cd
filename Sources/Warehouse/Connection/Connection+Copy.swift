import CLibpq

/// Takes the bytes of a COPY and sends them in pieces of 64 KiB.
package final class CopyWriter {
    /// Bytes that are gathered before they are sent: more makes no difference to libpq.
    package static let bufferByteCountMax = 65_536

    private let handle: OpaquePointer
    private var buffer: [UInt8] = []
    private let sql: String

    init(_ handle: OpaquePointer, sql: String) {
        self.handle = handle
        self.sql = sql
        buffer.reserveCapacity(Self.bufferByteCountMax)
    }

    /// Appends bytes of the form that the statement names; rows may be cut anywhere.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(WarehouseError) {
        if buffer.count + bytes.count > Self.bufferByteCountMax { try flush() }
        if bytes.count >= Self.bufferByteCountMax {
            try send(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    package func write(_ bytes: [UInt8]) throws(WarehouseError) { try write(bytes[...]) }

    package func write(_ bytes: ArraySlice<UInt8>) throws(WarehouseError) {
        try bytes.withUnsafeBytes { bytes in
            Result { () throws(WarehouseError) in try write(bytes) }
        }.get()
    }

    package func write(_ text: String) throws(WarehouseError) { try write(Array(text.utf8)) }

    func flush() throws(WarehouseError) {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBytes { bytes in
            Result { () throws(WarehouseError) in try send(bytes) }
        }.get()
        buffer.removeAll(keepingCapacity: true)
    }

    private func send(_ bytes: UnsafeRawBufferPointer) throws(WarehouseError) {
        try Interruption.check()
        var rest = bytes
        while !rest.isEmpty {
            // The length is an Int32.
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            let pointer = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard PQputCopyData(handle, pointer, Int32(piece.count)) == 1 else {
                throw WarehouseError(connection: handle, result: nil, statement: sql)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
        }
    }
}

extension Connection {
    /// Runs a `COPY … FROM STDIN`.
    ///
    /// All or nothing: when the body throws, the COPY is failed on the server and its error passed
    /// on. What the server finds wrong with a row is thrown at the end, with its line in `context`.
    ///
    /// - Returns: Rows that were copied in.
    @discardableResult
    package func copyIn(_ sql: String, _ body: (CopyWriter) throws(WarehouseError) -> Void)
        throws(WarehouseError) -> Int
    {
        try startCopy(sql, PGRES_COPY_IN)
        let writer = CopyWriter(handle, sql: sql)
        do {
            try body(writer)
            try writer.flush()
        } catch {
            PQputCopyEnd(handle, "stopped by the sender")
            // A server that has already refused a row says more than the sender can.
            let refusal = drain(sql, isExpectedToFail: true)
            throw refusal ?? error
        }
        guard PQputCopyEnd(handle, nil) == 1 else {
            throw WarehouseError(connection: handle, result: nil, statement: sql)
        }
        return try copiedRowCount(sql)
    }

    /// Runs a `COPY … TO STDOUT`, calling once per message: a row, and in binary form a header and
    /// a trailer.
    ///
    /// When the body throws, the statement is cancelled, its rest read and the body's error thrown.
    package func copyOut(
        _ sql: String, _ body: (UnsafeRawBufferPointer) throws(WarehouseError) -> Void
    ) throws(WarehouseError) {
        try startCopy(sql, PGRES_COPY_OUT)
        do {
            try readMessages(sql, body)
        } catch {
            cancel()
            discardMessages()
            _ = drain(sql, isExpectedToFail: true)
            throw error
        }
        if let failure = drain(sql, isExpectedToFail: false) { throw failure }
    }

    private func startCopy(_ sql: String, _ expected: ExecStatusType) throws(WarehouseError) {
        try checkInterruption()
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == expected else {
            throw WarehouseError(connection: handle, result: result, statement: sql)
        }
    }

    private func readMessages(
        _ sql: String, _ body: (UnsafeRawBufferPointer) throws(WarehouseError) -> Void
    ) throws(WarehouseError) {
        while true {
            var message: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle, &message, 0)
            if count == -1 { return }
            guard count > 0, let message else {
                throw WarehouseError(connection: handle, result: nil, statement: sql)
            }
            defer { PQfreemem(message) }
            try body(UnsafeRawBufferPointer(start: message, count: Int(count)))
        }
    }

    private func discardMessages() {
        var message: UnsafeMutablePointer<CChar>?
        while PQgetCopyData(handle, &message, 0) > 0 { PQfreemem(message) }
    }

    private func copiedRowCount(_ sql: String) throws(WarehouseError) -> Int {
        guard let result = PQgetResult(handle) else {
            throw WarehouseError(connection: handle, result: nil, statement: sql)
        }
        defer {
            PQclear(result)
            _ = drain(sql, isExpectedToFail: true)
        }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw WarehouseError(connection: handle, result: result, statement: sql)
        }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// Reads results to their end.
    ///
    /// - Returns: The first error, other than the one that follows from stopping the COPY ourselves.
    private func drain(_ sql: String, isExpectedToFail: Bool) -> WarehouseError? {
        var failure: WarehouseError?
        while let result = PQgetResult(handle) {
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_FATAL_ERROR, failure == nil else { continue }
            let error = WarehouseError(connection: handle, result: result, statement: sql)
            // 57014 is what the server answers to a COPY that its sender fails, or that is cancelled.
            if !(isExpectedToFail && error.sqlState == "57014") { failure = error }
        }
        return failure
    }

    /// Ends a COPY that somebody ran as an ordinary statement, so that the session can go on.
    func endStrayCopy(isIn: Bool) {
        if isIn { PQputCopyEnd(handle, "not expected") } else { discardMessages() }
        while let result = PQgetResult(handle) { PQclear(result) }
    }
}
