package import PhusaModel

/// What was received, kept for ever: every byte once by its hash, when it first came, every set of
/// definitions that a drop was read by, and every event.
///
/// All is on disk before the transaction that uses it commits. Nothing is ever changed or removed.
package struct Archive: Sendable {
    package let folder: String

    /// Makes the folders that are missing.
    package init(folder: String) throws(StorageError) {
        self.folder = folder
        for part in ["objects", "receipts", "definitions", "events"] {
            try DurableFile.makeFolder("\(folder)/\(part)")
        }
    }

    /// Takes away what a killed writer has left.
    package func removeLeftovers() { Leftovers.remove(below: folder) }

    /// An archive to be read: nothing is made, and ``isThere`` says whether there is one.
    package init(reading folder: String) { self.folder = folder }

    package var isThere: Bool { DurableFile.exists("\(folder)/events") }

    // MARK: Objects

    /// Where the bytes of a hash stand.
    package func objectPath(_ sha256: String) -> String {
        "\(folder)/objects/\(sha256.prefix(2))/\(sha256)"
    }

    /// Hashes a file, and copies it meanwhile where it is large.
    ///
    /// - Returns: The copy, for ``copy(_:sha256:incoming:)``; `nil` for a small file, or where it could
    ///   not be made.
    /// - Throws: As ``FileReader/digest(of:isAlone:alongside:)``.
    func take(
        _ path: String
    ) throws(StorageError) -> (digest: FileReader.Digest, incoming: ArchiveCopy?) {
        let byteCount = try FileReader(path: path).stamp().byteCount
        guard byteCount >= FileReader.aheadByteCountMin,
            let intake = try? ArchiveIntake(folder: folder + "/objects")
        else { return (try FileReader.digest(of: path, isAlone: true), nil) }
        let digest = try FileReader.digest(of: path, isAlone: true) { intake.append($0) }
        return (digest, intake.copy(of: path, sha256: digest.sha256))
    }

    /// Copies the bytes of a file that has been hashed before, for whoever reads them while they are
    /// proved.
    ///
    /// - Parameter incoming: The copy that was made when they were hashed.
    /// - Returns: `nil` where the archive has them; else a copy to be proved and committed.
    package func copy(
        _ path: String, sha256: String, incoming: ArchiveCopy? = nil
    ) throws(StorageError) -> ArchiveCopy? {
        let place = objectPath(sha256)
        // A damaged object is replaced by the good bytes that have come again.
        if DurableFile.exists(place), (try? FileReader.digest(of: place))?.sha256 == sha256 {
            return nil
        }
        FaultSite.beforeArchive.pass()
        try DurableFile.makeFolder("\(folder)/objects/\(sha256.prefix(2))")
        if let incoming {
            incoming.destine(for: place)
            return incoming
        }
        let writer = try DurableWriter(path: place)
        let reader = try FileReader(path: path)
        try reader.read { (chunk) throws(StorageError) in try writer.append(chunk) }
        return ArchiveCopy(of: path, sha256: sha256, by: writer)
    }

    /// The path of an object whose bytes have just been checked against its name.
    ///
    /// - Throws: `.missing` or `.damaged`: a fold must not go on without the bytes it stands on.
    package func verifiedObjectPath(_ sha256: String) throws(StorageError) -> String {
        let place = objectPath(sha256)
        guard try FileReader.digest(of: place).sha256 == sha256 else {
            throw StorageError(kind: .damaged, path: place)
        }
        return place
    }

    // MARK: Receipts

    /// When these bytes first came; recorded as `now`, under this path, where they never did.
    ///
    /// Of two runs that meet them at once, the first one's record stays, and both go by it.
    package func receipt(
        path: String, sha256: String, byteCount: Int, now: Moment
    ) throws(StorageError) -> Receipt {
        if let known = try knownReceipt(sha256) { return known }
        let receipt = Receipt(
            path: path, sha256: sha256, byteCount: byteCount, receivedAt: now)
        FaultSite.beforeReceipt.pass()
        let isFirst = try DurableFile.writeFirst(JSONFile.encode(receipt), to: receiptPath(sha256))
        FaultSite.afterReceipt.pass()
        return isFirst ? receipt : try knownReceipt(sha256) ?? receipt
    }

    /// The receipt of these bytes, if they ever came.
    package func knownReceipt(_ sha256: String) throws(StorageError) -> Receipt? {
        let place = receiptPath(sha256)
        return DurableFile.exists(place) ? try JSONFile.read(Receipt.self, from: place) : nil
    }

    /// SHA-256 of everything that was ever received, sorted.
    package func receivedHashes() throws(StorageError) -> [String] {
        try FileTree.names(in: "\(folder)/receipts").filter { $0.hasSuffix(".json") }
            .map { String($0.dropLast(5)) }
    }

    private func receiptPath(_ sha256: String) -> String { "\(folder)/receipts/\(sha256).json" }

    // MARK: Definitions

    /// Keeps a set of definitions.
    ///
    /// - Returns: Its hash.
    package func storeDefinitions(_ serialised: [UInt8]) throws(StorageError) -> String {
        let hash = contentHash(serialised)
        let place = "\(folder)/definitions/\(hash)"
        guard !DurableFile.exists(place) else { return hash }
        FaultSite.beforeDefinitions.pass()
        try DurableFile.write(serialised, to: place)
        FaultSite.afterDefinitions.pass()
        return hash
    }

    package func definitions(_ hash: String) throws(StorageError) -> [UInt8] {
        let place = "\(folder)/definitions/\(hash)"
        let bytes = try FileReader.bytes(of: place)
        guard contentHash(bytes) == hash else { throw StorageError(kind: .damaged, path: place) }
        return bytes
    }

    // MARK: Events

    /// Keeps an event; the first record of a key stays.
    package func store(_ event: ArchivedEvent) throws(StorageError) {
        let place = eventPath(event.key)
        guard !DurableFile.exists(place) else { return }
        FaultSite.beforeEventRecord.pass()
        _ = try DurableFile.writeFirst(JSONFile.encode(event), to: place)
        FaultSite.afterEventRecord.pass()
    }

    package func event(_ key: String) throws(StorageError) -> ArchivedEvent {
        try JSONFile.read(ArchivedEvent.self, from: eventPath(key))
    }

    /// Keys of all events, sorted.
    package func eventKeys() throws(StorageError) -> [String] {
        try FileTree.names(in: "\(folder)/events")
            .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
    }

    private func eventPath(_ key: String) -> String { "\(folder)/events/\(key).json" }
}
