import Extraction
package import PhusaModel
package import Reporting
package import Storage

/// The centre's verdict on a file anywhere, without a database.
package struct OfflineCheck {
    package struct Result: Sendable {
        /// `nil` where no contract claims the file's name, or several do.
        package let drop: DropFile?
        package let verdict: Verdict
        package let rows: FactRows?
        /// `nil` where no receipt was wanted.
        fileprivate let file: DropReceipt.File?
        fileprivate let sender: DropReceipt.Sender
        /// The verdict as the centre finds it.
        fileprivate let judged: Verdict

        /// What the file's receipt says, with nothing in it that only the centre knows; made where it
        /// is asked for, `nil` where none was wanted.
        package var receipt: DropReceipt? {
            file.map { DropReceipt(file: $0, sender: sender, verdict: judged, centre: nil) }
        }
    }

    private let site: Site

    package init(site: Site) { self.site = site }

    /// - Parameters:
    ///   - path: The file; its name, and the name of its folder where several agencies claim it,
    ///     say which contract counts.
    ///   - dataset: Code of the dataset, `nil` to find it by the name.
    ///   - forReceipt: Whether a receipt is wanted: it names the file's SHA-256, which takes a ninth of
    ///     the time.
    /// - Throws: When the file cannot be read at all.
    package func judge(
        _ path: String, dataset: String?, receivedOn: CalendarDay, forReceipt: Bool = false
    ) throws(StorageError) -> Result {
        let stamp = try FileReader(path: path).stamp()
        let claims = claims(on: path, dataset: dataset, receivedOn: receivedOn)
        guard claims.count == 1 else {
            let refusal = refusal(path, claims)
            return Result(
                drop: nil, verdict: refusal, rows: nil,
                file: forReceipt ? try unclaimed(path, stamp, receivedOn) : nil,
                sender: .unknown, judged: refusal)
        }
        let claim = claims[0]
        let name = path.split(separator: "/").last.map(String.init) ?? path
        // What is read says nothing of the hash, which is known when all has been read, if at all.
        var drop = DropFile(
            path: claim.contract.owner.agency + "/" + name, sha256: "",
            byteCount: stamp.byteCount, captures: claim.captures, vintage: claim.vintage,
            dataset: claim.dataset.code)
        let hash = forReceipt ? DeliveryHash() : nil
        let reading = DropReading.read(
            path: path, drop: drop, dataset: claim.dataset, contract: claim.contract,
            workspace: site.workspace, receivedOn: receivedOn, observer: hash)
        guard try FileReader(path: path).stamp() == stamp else {
            throw StorageError(kind: .changing, path: path)
        }
        if let hash { drop.sha256 = try sha256(of: path, hash, stamp) }
        return Result(
            drop: drop, verdict: reading.verdict.naming(path), rows: reading.rows,
            file: hash.map { _ in file(drop, claim, receivedOn) },
            sender: DropReceipt.Sender(
                claim.contract.owner, agencies: site.workspace.catalogue.agencies,
                on: drop.vintage.day), judged: reading.verdict)
    }

    private func unclaimed(
        _ path: String, _ stamp: FileReader.Stamp, _ receivedOn: CalendarDay
    ) throws(StorageError) -> DropReceipt.File {
        DropReceipt.File(
            path: path, sha256: try FileReader.digest(of: path).sha256,
            byteCount: stamp.byteCount, dataset: nil, period: nil, vintage: nil,
            receivedOn: receivedOn, definitions: nil, format: nil)
    }

    /// The hash taken on the way, where all of the file was read; else it is read once more.
    private func sha256(
        of path: String, _ hash: DeliveryHash, _ stamp: FileReader.Stamp
    ) throws(StorageError) -> String {
        hash.byteCount == stamp.byteCount
            ? hash.finish() : try FileReader.digest(of: path).sha256
    }

    private func file(
        _ drop: DropFile, _ claim: Claim, _ receivedOn: CalendarDay
    ) -> DropReceipt.File {
        DropReceipt.File(
            path: drop.path, sha256: drop.sha256, byteCount: drop.byteCount, dataset: drop.dataset,
            period: drop.period(seasons: site.workspace.catalogue.seasons), vintage: drop.vintage,
            receivedOn: receivedOn, definitions: site.definitionsHash(of: claim.dataset),
            format: claim.contract.file.format)
    }

    private func claims(
        on path: String, dataset: String?, receivedOn: CalendarDay
    ) -> [Claim] {
        let parts = path.split(separator: "/")
        guard let name = parts.last else { return [] }
        let all = Claim.all(
            on: String(name), agency: nil, receivedAt: Moment(startOf: receivedOn),
            workspace: site.workspace
        ).filter { dataset == nil || $0.dataset.code == dataset }
        guard all.count > 1, parts.count > 1 else { return all }
        let folder = parts[parts.count - 2]
        let byFolder = all.filter { $0.contract.owner.agency == folder }
        return byFolder.count == 1 ? byFolder : all
    }

    private func refusal(_ path: String, _ claims: [Claim]) -> Verdict {
        let violation = Violation(
            rule: claims.isEmpty ? .dropUnclaimed : .dropClaimedTwice,
            position: FilePosition(path: path, line: 0, column: 0), found: path,
            expected: .oneOf(
                list: "contracts",
                values: claims.isEmpty
                    ? site.workspace.datasets.flatMap(\.contracts).map(\.file.name.text)
                    : claims.map(\.dataset.code)))
        return Verdict(
            outcome: .refused, violations: [violation], records: RecordCounts(),
            cells: CellCounts(), quarantine: [], exclusions: [], corrections: [], periods: [])
    }
}

/// SHA-256 of a file's bytes, taken while they are read for what they say.
///
/// Unchecked because the compiler does not see the hand-over: one thread reads, and it is joined
/// before anybody asks.
private final class DeliveryHash: DeliveryObserver, @unchecked Sendable {
    private var hasher = ContentHasher()
    private(set) var byteCount = 0

    func pass(_ bytes: UnsafeRawBufferPointer) {
        hasher.update(bytes)
        byteCount += bytes.count
    }

    func finish() -> String { hasher.finish() }
}

extension Verdict {
    /// The same verdict with another path in its positions: the one that a person gave, so that an
    /// editor jumps there.
    fileprivate func naming(_ path: String) -> Verdict {
        func named(_ violation: Violation) -> Violation {
            var violation = violation
            violation.position.path = path
            return violation
        }
        var verdict = self
        verdict.violations = violations.map(named)
        verdict.quarantine = quarantine.map { record in
            QuarantinedRecord(
                violation: named(record.violation), others: record.others.map(named),
                raw: record.raw, cellCount: record.cellCount)
        }
        return verdict
    }
}
