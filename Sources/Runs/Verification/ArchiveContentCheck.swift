import PhusaModel
import Storage
import Warehouse

/// The bytes, receipts and definitions that the ledger names stand in the archive, unchanged.
struct ArchiveContentCheck {
    let archive: Archive
    let reader: LedgerReader
    /// Whether only sizes are looked at, not the bytes of drops.
    let isQuick: Bool

    func findings() throws -> [VerifyFinding] {
        var places: [VerifyRule: [String]] = [:]
        for content in try reader.namedContents() {
            let place = "\(content.path): \(content.sha256)"
            if let rule = object(content) { places[rule, default: []].append(place) }
            if let rule = receipt(content) { places[rule, default: []].append(place) }
        }
        for hash in try reader.namedDefinitions() {
            if let rule = definitions(hash) { places[rule, default: []].append(hash) }
        }
        return VerifyFinding.merged(places.map { VerifyFinding($0.key, places: $0.value) })
    }

    private func object(_ content: NamedContent) -> VerifyRule? {
        let path = archive.objectPath(content.sha256)
        guard DurableFile.exists(path) else { return .objectMissing }
        let isSound =
            isQuick
            ? (try? FileReader(path: path).stamp().byteCount) == content.byteCount
            : (try? archive.verifiedObjectPath(content.sha256)) != nil
        return isSound ? nil : .objectDamaged
    }

    private func receipt(_ content: NamedContent) -> VerifyRule? {
        do {
            guard let receipt = try archive.knownReceipt(content.sha256) else {
                return .receiptMissing
            }
            let isSound =
                receipt.sha256 == content.sha256 && receipt.byteCount == content.byteCount
            return isSound ? nil : .receiptDamaged
        } catch {
            return .receiptDamaged
        }
    }

    private func definitions(_ hash: String) -> VerifyRule? {
        do {
            _ = try archive.definitions(hash)
            return nil
        } catch {
            return error.kind == .missing ? .definitionsMissing : .definitionsDamaged
        }
    }
}
