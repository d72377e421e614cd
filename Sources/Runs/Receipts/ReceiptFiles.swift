package import PhusaModel
package import Reporting
import Storage

/// Where a receipt's two files stand: the page and the JSON beside it.
package struct ReceiptFiles: Hashable, Sendable {
    package let html: String
    package let json: String

    /// - Parameter base: The path of both without their endings.
    package init(base: String) {
        html = base + ".html"
        json = base + ".json"
    }

    /// The place of a drop's receipt at the centre:
    /// `receipts/<agency>/<file name>-<vintage>-<first 12 digits of the SHA-256>`.
    ///
    /// Characters that a file name cannot hold, or that nobody would see, become `_`; a name that
    /// had to be changed or cut also carries a hash of the whole.
    package init(stateFolder: String, path: String, vintage: CalendarDay, sha256: String) {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        let name = Self.fileName(parts.last ?? path)
        let agency = parts.count == 2 ? Self.fileName(parts[0]) : "-"
        self.init(
            base: "\(stateFolder)/receipts/\(agency)/\(name)-\(vintage)-\(sha256.prefix(12))")
    }

    package var exist: Bool { DurableFile.exists(html) && DurableFile.exists(json) }

    /// Bytes of a name that leave room for vintage, hash and ending in the 255 of a file system.
    private static let nameByteCountMax = 180

    private static func fileName(_ text: String) -> String {
        var name = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            let isSafe = scalar != "/" && Violation.escaped("a\(scalar)") == "a\(scalar)"
            count += isSafe ? UTF8.width(scalar) : 1
            guard count <= nameByteCountMax else { break }
            name.append(isSafe ? scalar : "_")
        }
        let safe = String(name)
        return safe == text && !text.hasPrefix(".")
            ? safe : "_\(safe)-\(contentHash(text.utf8).prefix(8))"
    }

    /// Writes both, each whole or not at all, the JSON first.
    ///
    /// - Throws: `StorageError`; after it a file holds what it held before.
    package func write(
        _ receipt: DropReceipt, centre: CentreDefinition, language: Language
    ) throws {
        try beside(receipt, centre: centre, language: language).publish()
    }

    /// Writes both beside their places, flushed.
    func beside(
        _ receipt: DropReceipt, centre: CentreDefinition, language: Language
    ) throws -> Beside {
        if let slash = html.lastIndex(of: "/") {
            try DurableFile.makeFolder(String(html[..<slash]))
        }
        let json = try DurableWriter(path: json)
        try receipt.writeJSON { try json.append($0) }
        try json.flush()
        let page = try DurableWriter(path: html)
        try page.append(
            Array(ReceiptPage(receipt, centre: centre, language: language).html.utf8))
        try page.flush()
        return Beside(json: json, page: page)
    }

    /// Both files beside their places; let go of without ``publish()``, they are gone.
    struct Beside {
        fileprivate let json: DurableWriter
        fileprivate let page: DurableWriter

        /// Moves both to their places, the JSON first.
        func publish() throws(StorageError) {
            try json.commitFlushed()
            try page.commitFlushed()
        }
    }
}
