import PhusaModel
import Testing

@testable import Checking

@Suite("Marks, ranges, lists, patterns and required values")
struct RuleTests {
    @Test(
        "takes marks before the type, by their exact text",
        arguments: [
            ("-", .zero), ("...", .missing), (" - ", .zero), ("", .empty), ("  ", .empty),
            ("x", .suppressed), ("X", nil), ("…", nil),
        ] as [(String, Mark?)])
    func marks(text: String, expected: Mark?) throws {
        let column = try column(
            "v", .decimal, required: true,
            marks: ["-": .zero, "...": .missing, "": .empty, "x": .suppressed])
        let read = try read(column, .text(text))
        #expect(read.value == expected.map { .value(.mark($0)) } ?? .invalid)
        #expect(read.violation?.rule == (expected == nil ? .contractDecimal : nil))
    }

    @Test("reads an empty cell as absent, never as zero")
    func emptyCell() throws {
        #expect(try read(column("v", .decimal), "").value == .absent)
        #expect(try read(column("t"), " \u{A0}").value == .absent)
        #expect(try read(column("t"), .null, format: .json).value == .absent)
    }

    @Test("misses a required value that is empty after trimming, null or not there")
    func required() throws {
        let column = try column("t", required: true)
        for cell in [Cell.text(" \u{FEFF}"), .null, .absent] {
            let read = try read(column, cell, format: .json)
            #expect(read.violation?.rule == .contractRequired)
            #expect(read.violation?.expected == .value)
            #expect(read.value == .invalid)
        }
    }

    @Test(
        "holds decimals and integers to their range, both ends included",
        arguments: [
            ("0", true), ("100", true), ("100.0001", false), ("-0.0001", false), ("-0", true),
            ("470", false),
        ])
    func range(text: String, isInside: Bool) throws {
        let read = try read(column("v", .decimal, min: "0", max: "100"), .text(text))
        #expect((read.violation == nil) == isInside)
        guard !isInside else { return }
        #expect(read.violation?.rule == .contractRange)
        #expect(read.violation?.expected == .range(minimum: "0", maximum: "100"))
        let whole = try self.whole("101")
        #expect(whole?.rule == .contractRange)
    }

    private func whole(_ text: String) throws -> Violation? {
        try read(column("v", .integer, max: "100"), .text(text)).violation
    }

    @Test(
        "T27: tells a share of 1 from one of 100 by the contract's range",
        arguments: [
            ("1", "100", "47", true), ("1", "100", "0.47", false), ("0", "1", "0.47", true),
            ("0", "1", "47", false),
        ])
    func shares(minimum: String, maximum: String, text: String, isInside: Bool) throws {
        let column = try column("v", .decimal, min: minimum, max: maximum)
        let violation = try read(column, .text(text)).violation
        #expect(violation?.rule == (isInside ? nil : .contractRange))
    }

    @Test("T9: trims what cannot be seen around a code, and knows no code with it inside")
    func invisible() throws {
        let map = CodeMap(
            name: "xa", valueColumns: [], values: ["29242": []], matchesNames: false)
        let column = try column("c", codes: "xa")
        for text in ["29242 ", "\u{A0}29242\u{200B}", "\u{FEFF}29242\u{2060}"] {
            let read = try read(column, .text(text), codeMaps: ["xa": map])
            #expect(read.value == .text("29242"))
        }
        for text in ["292\u{200B}42", "292\u{A0}42", "2924\u{FEFF}2"] {
            let violation = try read(column, .text(text), codeMaps: ["xa": map]).violation
            #expect(violation?.rule == .contractCode)
            #expect(violation?.found == text)
        }
    }

    @Test("holds values to a list, compared in NFC, with the nearest as suggestion")
    func values() throws {
        let column = try column("t", values: ["Huế", "Đà Nẵng"])
        #expect(try read(column, "Hue\u{302}\u{301}").value == .text("Huế"))
        let wrong = try read(column, "Da Nang").violation
        #expect(wrong?.rule == .contractCode)
        #expect(wrong?.expected == .oneOf(list: "t", values: ["Huế", "Đà Nẵng"]))
        #expect(wrong?.suggestion == "Đà Nẵng")
        #expect(try read(column, "Cà Mau").violation?.suggestion == nil)
    }

    @Test("T26: holds codes to the keys of a code map and suggests a lost zero in front")
    func codes() throws {
        let map = CodeMap(
            name: "huyen", valueColumns: ["ma"], values: ["01": ["a"], "02": ["b"], "842": ["c"]],
            matchesNames: false)
        let column = try column("c", codes: "huyen")
        #expect(try read(column, "842", codeMaps: ["huyen": map]).violation == nil)
        let lost = try read(column, "1", codeMaps: ["huyen": map]).violation
        #expect(lost?.rule == .contractCode)
        #expect(lost?.suggestion == "01")
        #expect(lost?.expected == .oneOf(list: "huyen", values: ["01", "02", "842"]))
        #expect(try read(column, "843", codeMaps: ["huyen": map]).violation?.suggestion == nil)
    }

    @Test("T8: matches names of a code map whatever their case and tone placement")
    func foldedCodes() throws {
        let map = CodeMap(
            name: "xa", valueColumns: [], values: [NameKey.fold("Long Hòa"): []],
            matchesNames: true)
        let column = try column("c", codes: "xa")
        #expect(try read(column, "LONG HOÀ", codeMaps: ["xa": map]).violation == nil)
        #expect(try read(column, "Long Hoa", codeMaps: ["xa": map]).violation != nil)
    }

    @Test("holds text to its pattern")
    func pattern() throws {
        let column = try column("c", pattern: "HS-{:digits(4)}")
        #expect(try read(column, " HS-0012 ").violation == nil)
        let wrong = try read(column, "HS-012").violation
        #expect(wrong?.rule == .contractPattern)
        #expect(wrong?.expected == .pattern("HS-{:digits(4)}"))
    }

    @Test("judges a text the same however often it comes")
    func repeats() throws {
        var checker = try checker(contract([column("t", values: ["a"])]), header: ["t"])
        let checked = checker.check(batch([["a"], ["b"], ["a"], ["b"]]))
        #expect((0..<4).map { checked.rules($0).count } == [0, 1, 0, 1])
    }
}
