import Testing

@Suite("Sources")
struct SourceTests {
    /// Lines of a body that still fit a screen.
    private static let bodyLineCountMax = 70
    private static let fileLineCountMax = 400
    /// A file of words is a table of sentences: nobody reads it from top to bottom.
    private static let wordsLineCountMax = 500

    @Test("no function is longer than a screen")
    func functions() {
        var count = 0
        for (path, code) in Repository.code {
            for function in FunctionScan(masked: code).functions {
                count += 1
                #expect(
                    function.bodyLineCount <= Self.bodyLineCountMax,
                    "\(path):\(function.line): \(function.name)")
            }
        }
        #expect(count > 1_000, "the scanner finds the functions")
    }

    @Test("no file is longer than a chapter")
    func files() throws {
        #expect(Repository.sources.count > 200)
        for path in Repository.sources {
            let isWords = path.hasSuffix("+Message.swift")
            let max = isWords ? Self.wordsLineCountMax : Self.fileLineCountMax
            let count = try Repository.lines(path).count - 1
            #expect(count <= max, "\(path) has \(count) lines")
        }
    }

    @Test("every command names itself: to be asked for the type's name takes milliseconds at start")
    func commandNames() throws {
        var count = 0
        for path in Repository.sources where path.hasPrefix("Sources/phusa/") {
            let lines = try Repository.lines(path)
            for (number, line) in lines.enumerated()
            where line.hasSuffix("configuration = CommandConfiguration(") {
                count += 1
                #expect(lines[number + 1].contains("commandName: \""), "\(path):\(number + 1)")
            }
        }
        #expect(count > 40)
    }

    /// Where binary floating point is right, with the reason.
    private static let floatingPoint = [
        ("Sources/Reporting/Statistics/", "statistics: estimates, never figures"),
        ("Sources/Reporting/Charts/", "coordinates of a drawing"),
        (
            "Sources/Printing/WorkbookTable.swift",
            "a spreadsheet holds numbers so; longer ones go as text"
        ),
        ("Sources/Reporting/Figures/FigureText.swift", "prints estimates of statistics"),
        ("Sources/Extraction/EncodingCheck.swift", "the share of letters that fit an encoding"),
        ("Sources/Storage/DropZone.swift", "the age of a file in seconds"),
    ]

    @Test("no value passes through binary floating point outside the listed files")
    func double() {
        var used: Set<String> = []
        for (path, code) in Repository.code {
            guard code.utf8Contains("Double(") || code.utf8Contains("Float(") else { continue }
            let place = Self.floatingPoint.first { path.hasPrefix($0.0) }
            #expect(place != nil, "\(path)")
            if let place { used.insert(place.0) }
        }
        #expect(used == Set(Self.floatingPoint.map(\.0)), "the list names what needs it alone")
    }

    @Test("nothing is forced and nothing gives up the process", arguments: ["try!", "fatalError"])
    func forced(_ word: String) {
        for (path, code) in Repository.code {
            #expect(!code.utf8Contains(word), "\(path)")
        }
    }

    @Test(
        "nothing is left for later",
        arguments: [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["HA", "CK"]])
    func leftForLater(_ parts: [String]) throws {
        let mark = parts.joined()
        let own = Repository.files.filter { !$0.hasPrefix("Fixtures/") && !isData($0) }
        for path in own {
            #expect(try !Repository.text(path).utf8ContainsWord(mark), "\(path)")
        }
    }

    private func isData(_ path: String) -> Bool {
        [".csv", ".json", ".gz", ".html", ".svg", ".png"].contains { path.hasSuffix($0) }
    }
}

@Suite("FunctionScan")
struct FunctionScanTests {
    @Test("measures bodies, and is not led astray by braces in words")
    func measures() {
        let text = #"""
            protocol P { func required() }
            struct A {
                init?(_ x: [Int] = { [1] }()) { self.init() }
                /* } */ func two(_ f: () -> Void) throws {
                    // }
                    print("} \(f.map { "}\($0)" }) \"}")
                }
                func sql() -> String {
                    """
                    { "a": 1
                    """
                }
                subscript(x: Int) -> Int {
                    x
                }
                deinit { }
            }
            """#
        let functions = FunctionScan(masked: CodeMask.masked(text)).functions
        #expect(functions.map(\.name) == ["init", "two", "sql", "subscript", "deinit"])
        #expect(functions.map(\.line) == [3, 4, 8, 13, 16])
        #expect(functions.map(\.bodyLineCount) == [1, 4, 5, 3, 1])
    }
}
