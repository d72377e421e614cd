import PhusaModel
import Testing

@testable import Workspace

@Suite("YAMLPreScan")
struct YAMLPreScanTests {
    private func told(_ text: String) -> [String] {
        YAMLPreScan.errors(in: Array(text.utf8), path: "a.yml").map {
            "\($0.position.line):\($0.position.column) \($0.id)"
        }
    }

    @Test(
        "T67 T68 finds indicators where a node begins",
        arguments: [
            ("a: &x 1", "1:4 definition.anchor"), ("- *x", "1:3 definition.alias"),
            ("{a: *x}", "1:5 definition.alias"), ("[1, *x]", "1:5 definition.alias"),
            ("&x a: 1", "1:1 definition.anchor"), ("a:\n  &x\n  b: 1", "2:3 definition.anchor"),
            ("a: !local x", "1:4 definition.tag"), ("- - *x", "1:5 definition.alias"),
            ("a: |\n  text\nb: *x", "3:4 definition.alias"),
            ("a: 'x\n  y'\nb: *x", "3:4 definition.alias"),
            ("a: # note\n  *x", "2:3 definition.alias"),
            ("a: \"\\\"\" \nb: *x", "2:4 definition.alias"),
            ("Tháng: *x", "1:8 definition.alias"), ("{<<: 1}", "1:2 definition.merge-key"),
            ("a: 1\n...\nb: 2", "3:1 definition.second-document"),
            ("---\na: 1\n---\nb: 2", "3:1 definition.second-document"),
            ("a:\n\tb: 1", "2:1 definition.tab"), ("a: |\n\tb", "2:1 definition.tab"),
        ])
    func finds(_ text: String, _ expected: String) {
        #expect(Set(told(text)) == [expected])
    }

    @Test(
        "leaves texts alone",
        arguments: [
            "a: 'ktxh-*.csv'", "a: \"*x &y !z\"", "a: Tháng *", "a: x * y & z ! w", "a: x\n  *y",
            "a: x\n  &y", "a: [b *c, d &e]", "a: {b: c *d\n   *e}", "a: |\n  *x\n  &y\n",
            "a: >\n  *x\nb: 1",
            "# *x\na: 1", "a: x # *y", "a: x#*y", "a: 'it''s *x'", "- a-*b", "a: '<<'", "a: <<b",
            "---\na: 1\n...\n", "a: --- b", "a: b\tc",
            "a: |\n  b\n\tc: d\n".replacing("\t", with: "  "),
            "a: 10%", "a: b?", "a: |2\n    *x\n", "a: |\n\n  x\n   *y\n\n  z\nb: 1", "\"*x\": 1",
            "'&a': 'b'",
        ])
    func leaves(_ text: String) {
        #expect(told(text) == [])
    }

    @Test("T67 refuses an alias bomb in less than 100 ms of work")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(inner)]\n"
        }
        var files = ValidWorkspace.files
        files["phusa.yml"] = text
        let start = ThreadTime.now
        let (root, errors) = YAMLReader.read(Array(text.utf8), path: "phusa.yml")
        #expect(ThreadTime.now - start < .milliseconds(100))
        #expect(root == nil)
        #expect(errors.first?.kind == .feature(.anchor))
        #expect(ValidWorkspace.errors(in: files).allSatisfy { $0.position.path == "phusa.yml" })
    }

    @Test("T68 refuses more than 64 levels, in flow and in block")
    func nesting() {
        #expect(told(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == [])
        #expect(told(String(repeating: "[", count: 65)) == ["1:65 definition.nesting"])
        #expect(told(String(repeating: "{a: ", count: 65)) == ["1:257 definition.nesting"])
        #expect(told(String(repeating: "- ", count: 65) + "a") == ["1:129 definition.nesting"])
        let block = (0..<65).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(told(block) == ["65:66 definition.nesting"])
    }

    @Test(
        "takes linear time",
        arguments: ["[", "- ", "a: ", "\t", "\n ", "x ", "'", "*", "#", "&a\n", "a:\n"])
    func linear(_ piece: String) {
        let count = 300_000 / piece.utf8.count
        let bytes = Array(String(repeating: piece, count: count).utf8)
        let start = ThreadTime.now
        let result = YAMLReader.read(bytes, path: "a.yml")
        #expect(ThreadTime.now - start < .seconds(5))
        #expect(result.root == nil || result.errors.isEmpty)
    }

    @Test("T68 refuses 5,000 levels and more than 10 MB at once, each with its line")
    func limits() {
        let start = ThreadTime.now
        #expect(told("a:\n" + String(repeating: "[", count: 5_000)) == ["2:64 definition.nesting"])
        let block = (0..<5_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(told(block).first == "65:66 definition.nesting")
        let large = Array(String(repeating: "a: 1\n", count: 2_200_000).utf8)
        let (root, errors) = YAMLReader.read(large, path: "a.yml")
        #expect(root == nil && errors.map(\.id) == ["definition.too-large"])
        #expect(errors.first?.position.line == 1)
        #expect(ThreadTime.now - start < .seconds(10))
    }

    @Test("T68 a repeated key is told at its second place")
    func repeated() {
        let (_, errors) = YAMLReader.read(Array("a: 1\nb: 2\na: 3\n".utf8), path: "a.yml")
        #expect(errors.map { "\($0.position.line):\($0.position.column)" } == ["3:1"])
    }

    @Test(
        "T68 takes no word for a truth value and no 012 for a number",
        arguments: [
            ("no", "skhdt/kinh-te/contract.yml", "required: true, codes", "required: no, codes"),
            ("on", "skhdt/kinh-te/contract.yml", "required: true, codes", "required: on, codes"),
            ("012", "catalogue/indicators/kinh-te.yml", "decimals: 1", "decimals: 012"),
        ])
    func typing(text: String, path: String, old: String, new: String) {
        let (root, errors) = YAMLReader.read(Array("a: \(text)\n".utf8), path: "a.yml")
        #expect(errors.isEmpty)
        if case .mapping(let entries) = root?.content {
            #expect(entries.map(\.value.shown) == [text], "a text stays what was written")
        }
        var files = ValidWorkspace.files
        #expect(files[path]?.contains(old) == true)
        files[path] = files[path]?.replacing(old, with: new, maxReplacements: 1)
        let told = ValidWorkspace.errors(in: files)
        #expect(told.contains { $0.position.path == path && $0.found == text }, "\(told)")
    }

    @Test("T68 refuses what is not UTF-8, control characters and large files, with the place")
    func text() {
        func error(_ bytes: [UInt8]) -> String? {
            do throws(DefinitionError) {
                _ = try TextScan.check(bytes, path: "a", byteCountMax: 20)
                return nil
            } catch { return "\(error.position) \(error.id) \(error.found)" }
        }
        #expect(error(Array("á: b\r\nđ".utf8) + [0xFF]) == "a:2:2 definition.encoding 0xFF")
        #expect(error([0xC0, 0x80]) == "a:1:1 definition.encoding 0xC0")
        #expect(error([0xED, 0xA0, 0x80]) == "a:1:1 definition.encoding 0xED")
        #expect(error(Array("a\u{2028}".utf8)) == "a:1:2 definition.control U+2028")
        #expect(error([0x61, 0x00]) == "a:1:2 definition.control U+0000")
        #expect(error([0xEF, 0xBB, 0xBF, 0x61]) == nil)
        #expect(error(Array(repeating: 0x61, count: 21)) == "a:1:1 definition.too-large 21")
    }
}
