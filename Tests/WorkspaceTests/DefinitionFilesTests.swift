import Foundation
import PhusaModel
import Testing

@testable import Workspace

@Suite("DefinitionFiles")
struct DefinitionFilesTests {
    @Test("comes back equal from its canonical bytes, whatever the order of insertion")
    func roundTrip() throws {
        let files = DefinitionFiles(files: ["b.yml": [1, 10, 255], "a/đ.csv": [], "a.yml": [32]])
        let bytes = files.serialised
        #expect(bytes.starts(with: Array("phusa-definitions 1\n5 1\na.yml ".utf8)))
        #expect(DefinitionFiles(serialised: bytes)?.files == files.files)
        #expect(DefinitionFiles(serialised: bytes)?.serialised == bytes)
    }

    @Test("refuses bytes that are cut, changed or out of order")
    func broken() {
        let bytes = DefinitionFiles(files: ["a": [1], "b": [2]]).serialised
        for count in 0..<bytes.count where ![20, 26].contains(count) {
            #expect(DefinitionFiles(serialised: Array(bytes[..<count])) == nil, "\(count)")
        }
        let head = "phusa-definitions 1\n"
        for text in [
            "1 1\nbx1 1\nax", "1 1\nax1 1\nax", "01 1\nax", "1 -1\na", "1 99\na", "1 1 \nax",
        ] {
            #expect(DefinitionFiles(serialised: Array((head + text).utf8)) == nil, "\(text)")
        }
    }

    @Test("reads a folder without links, hidden names and tables that stand alone")
    func folder() throws {
        let root = NSTemporaryDirectory() + "phusa-files-" + UUID().uuidString
        let manager = FileManager.default
        defer { try? manager.removeItem(atPath: root) }
        for path in [
            "phusa.yml", "a/b/contract.yml", "a/b/map.csv", "a/b/README.md", "drops/a/x.csv",
            ".hidden/x.yml", "a/.x.yml",
        ] {
            let url = URL(fileURLWithPath: root + "/" + path)
            try manager.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(path.utf8).write(to: url)
        }
        try manager.createSymbolicLink(
            atPath: root + "/link.yml", withDestinationPath: root + "/phusa.yml")
        let files = try DefinitionFiles(readingFolder: root).files
        #expect(files.keys.sorted() == ["a/b/contract.yml", "a/b/map.csv", "phusa.yml"])
        #expect(files["phusa.yml"] == Array("phusa.yml".utf8))
        try Data(count: DefinitionFiles.byteCountMax + 1)
            .write(to: URL(fileURLWithPath: root + "/big.yml"))
        let error = #expect(throws: DefinitionErrors.self) {
            try DefinitionFiles(readingFolder: root)
        }
        #expect(
            error?.errors.map { "\($0.position) \($0.id)" } == ["big.yml:1:1 definition.too-large"])
    }

    /// Its folder is listed, but its path is longer than the system takes, so nothing else is told of
    /// it; the same comes of a process that may open no more files.
    @Test("tells of a file whose state the system does not tell, instead of passing it over")
    func unknownState() throws {
        let top = NSTemporaryDirectory() + "phusa-files-" + UUID().uuidString
        let manager = FileManager.default
        var root = top
        while root.utf8.count < 3_800 { root += "/" + String(repeating: "d", count: 200) }
        try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
        let name = String(repeating: "a", count: 240) + ".yml"
        let longest = Int(PATH_MAX) - 1 - name.utf8.count
        root += "/" + String(repeating: "e", count: max(1, longest - root.utf8.count))
        try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
        let folder = open(root, O_RDONLY | O_DIRECTORY)
        try #require(folder >= 0)
        defer {
            unlinkat(folder, name, 0)
            close(folder)
            try? manager.removeItem(atPath: top)
        }
        let file = openat(folder, name, O_WRONLY | O_CREAT, 0o600)
        try #require(file >= 0)
        close(file)
        let error = #expect(throws: DefinitionErrors.self) {
            try DefinitionFiles(readingFolder: root)
        }
        #expect(error?.errors.map(\.id) == ["definition.unreadable"])
    }

    @Test("tells of a folder that is not there")
    func missing() {
        let error = #expect(throws: DefinitionErrors.self) {
            try DefinitionFiles(readingFolder: "/nowhere/at/all")
        }
        #expect(error?.errors.map(\.id) == ["definition.folder"])
    }
}

@Suite("CSVTable")
struct CSVTableTests {
    private func read(_ text: String) -> (rows: [[String]]?, errors: [String]) {
        let (table, errors) = CSVTable.read(Array(text.utf8), path: "a.csv")
        return (
            table?.rows.map(\.fields), errors.map { "\($0.position.line):\($0.position.column)" }
        )
    }

    @Test("reads quotes, line ends in fields, and both line ends")
    func reads() {
        #expect(
            read("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n,\n").rows == [["1", "x, \"y\"\nz"], ["", ""]])
        let table = CSVTable.read(Array("\u{FEFF}a,b\n\"1\n2\",3\n4,5".utf8), path: "a").table
        #expect(table?.header == ["a", "b"])
        #expect(table?.rows.map(\.line) == [2, 4])
    }

    @Test(
        "tells what is wrong by line and field",
        arguments: [
            ("", ["1:1"]), ("a,\n1,2", ["1:2"]), ("a,a\n1,2", ["1:2"]),
            ("a,b\n1\n2,3,4\n5,6", ["2:2", "3:3"]),
            ("a,b\n1,x\"y\n2,3", ["2:2"]), ("a,b\n\"1\"x,2\n3,4", ["2:1"]),
            ("a,b\n1,\"x\n", ["2:2"]),
            ("a,b\n\n1,2", ["2:2"]),
        ])
    func errors(_ text: String, _ places: [String]) {
        #expect(read(text).errors == places)
    }
}
