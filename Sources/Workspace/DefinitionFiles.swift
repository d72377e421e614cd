import Foundation
import Glibc
package import PhusaModel

/// The files of a workspace by relative path ("catalogue/units.yml"), so that the same loader reads
/// a folder and an archived set.
package struct DefinitionFiles: Sendable {
    package let files: [String: [UInt8]]

    /// Bytes that one definition may have.
    package static let byteCountMax = 10 * 1024 * 1024
    /// Folders below the workspace that are entered: a dataset is two deep.
    static let folderDepthMax = 3

    package init(files: [String: [UInt8]]) { self.files = files }

    /// Reads *.yml below `folder`, and *.csv that stand beside one; no symbolic links, no hidden
    /// names.
    ///
    /// - Throws: One error for a folder that is missing or cannot be read, one for each file that
    ///   cannot be read or has more than ``byteCountMax`` bytes.
    package init(readingFolder folder: String) throws(DefinitionErrors) {
        var reading = FolderReading(root: folder)
        reading.read("", depth: 0)
        guard reading.errors.isEmpty else {
            throw DefinitionErrors(errors: reading.errors.sorted())
        }
        files = reading.files
    }

    /// The same files with one more, or with other bytes for one.
    package func replacing(_ path: String, with bytes: [UInt8]) -> DefinitionFiles {
        DefinitionFiles(files: files.merging([path: bytes]) { $1 })
    }

    /// What a dataset's figures and verdicts depend on: `catalogue/`, `warehouse/`, the dataset's
    /// folder, and of `phusa.yml` what ``CentreDefinition/relevantYAML(seasons:to:)`` keeps, so that
    /// a new folder, a new hook or the name of the centre makes nothing stale.
    ///
    /// What became of areas, what a survey asks in words, and which periods need not be delivered, is
    /// left out: it changes no figure as it was loaded.
    ///
    /// It is a workspace of its own, which ``WorkspaceLoader`` reads.
    package func relevant(
        to dataset: DatasetDefinition, in workspace: WorkspaceDefinition
    ) -> DefinitionFiles {
        let folders = ["catalogue/", "warehouse/", dataset.folder + "/"]
        var files = files.filter { path, _ in folders.contains { path.hasPrefix($0) } }
        files[WorkspaceLoader.areaChangesPath] = nil
        files[WorkspaceLoader.questionsPath] = nil
        files[dataset.folder + "/exemptions.yml"] = nil
        files["phusa.yml"] = Array(
            workspace.centre.relevantYAML(seasons: workspace.catalogue.seasons, to: dataset).utf8)
        return DefinitionFiles(files: files)
    }
}

/// One walk through a workspace's folder.
private struct FolderReading {
    let root: String
    var files: [String: [UInt8]] = [:]
    var errors: [DefinitionError] = []

    mutating func read(_ folder: String, depth: Int) {
        let full = folder.isEmpty ? root : root + "/" + folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: full) else {
            report(folder.isEmpty ? "." : folder, folder.isEmpty ? .folder : .unreadable, full)
            return
        }
        // A drop zone inside the workspace holds tables that are no definitions.
        let holdsDefinitions = names.contains { $0.hasSuffix(".yml") }
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder.isEmpty ? name : folder + "/" + name
            // The status is that of a symbolic link itself, not of what it points to.
            var status = stat()
            guard lstat(root + "/" + path, &status) == 0 else {
                report(path, .unreadable, path)
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR where depth < DefinitionFiles.folderDepthMax:
                read(path, depth: depth + 1)
            case S_IFREG where name.hasSuffix(".yml"),
                S_IFREG where name.hasSuffix(".csv") && holdsDefinitions:
                readFile(path, byteCount: Int(status.st_size))
            default: break
            }
        }
    }

    private mutating func readFile(_ path: String, byteCount: Int) {
        guard byteCount <= DefinitionFiles.byteCountMax else {
            let limit = DefinitionFiles.byteCountMax
            report(path, .tooLarge(byteCountMax: limit), String(byteCount))
            return
        }
        guard let data = FileManager.default.contents(atPath: root + "/" + path) else {
            report(path, .unreadable, path)
            return
        }
        files[path] = Array(data)
    }

    private mutating func report(
        _ path: String, _ kind: DefinitionError.Kind, _ found: String
    ) {
        let position = FilePosition(path: path, line: 1, column: 1)
        errors.append(DefinitionError(position: position, kind: kind, found: found))
    }
}

// MARK: Canonical bytes

extension DefinitionFiles {
    private static let heading = Array("phusa-definitions 1\n".utf8)

    /// Canonical bytes, to be hashed and archived: a heading, then for each file in the order of
    /// the paths' bytes both lengths in decimal, the path and the content.
    package var serialised: [UInt8] {
        var bytes = Self.heading
        for (path, content) in files.sorted(by: {
            $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }) {
            bytes.append(contentsOf: "\(path.utf8.count) \(content.count)\n".utf8)
            bytes.append(contentsOf: path.utf8)
            bytes.append(contentsOf: content)
        }
        return bytes
    }

    /// Reads the form of ``serialised`` and nothing else: `nil` for bytes cut short, paths out of
    /// order or twice, and anything behind the last file.
    package init?(serialised bytes: [UInt8]) {
        guard bytes.starts(with: Self.heading) else { return nil }
        var rest = bytes[Self.heading.count...]
        var files: [String: [UInt8]] = [:]
        var last: String?
        while !rest.isEmpty {
            guard let pathCount = Self.takeNumber(&rest, until: UInt8(ascii: " ")),
                let count = Self.takeNumber(&rest, until: UInt8(ascii: "\n")),
                pathCount <= rest.count, count <= rest.count - pathCount,
                let path = String(validating: rest.prefix(pathCount), as: UTF8.self),
                last.map({ $0.utf8.lexicographicallyPrecedes(path.utf8) }) ?? true
            else { return nil }
            rest = rest.dropFirst(pathCount)
            files[path] = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            last = path
        }
        self.init(files: files)
    }

    /// A decimal number without leading zeros and the byte behind it.
    private static func takeNumber(_ rest: inout ArraySlice<UInt8>, until end: UInt8) -> Int? {
        guard let index = rest.firstIndex(of: end), index - rest.startIndex <= 12,
            let number = Int(String(decoding: rest[..<index], as: UTF8.self)), number >= 0,
            String(number).utf8.elementsEqual(rest[..<index])
        else { return nil }
        rest = rest[(index + 1)...]
        return number
    }
}
