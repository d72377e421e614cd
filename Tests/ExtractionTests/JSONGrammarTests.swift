import PhusaModel
import Testing

@testable import Extraction

@Suite("JSON grammar")
struct JSONGrammarTests {
    @Test(
        "T31: accepts",
        arguments: [
            "0", "-0", "1", "-1", "10", "1.5", "-0.0", "1e5", "1E5", "1e+5", "1e-05", "0e0",
            "1.25E-3",
            "123456789012345678901234567890", "1E400", "true", "false", "null", "\"\"", "\"a\"",
            #""\"""#, #""\\""#, #""\/""#, #""\b\f\n\r\t""#, #""\u0041""#, #""\uABCD""#,
            #""\uD834\udd1e""#, "\"\u{7F}\"", "\"\u{2028}\"", "\"//\"", "\"ồ\"", "[]", "[ ]", "[1]",
            "[1,2]", "[[]]", "[[],[[]]]", "[null, true]", "[\"a\" , \"b\"]", "{}", "{ }",
            "{\"\":0}",
            "{\"a\":{}}", "{\"a\":[]}", "{\"a\" : 1 , \"b\" : 2}", "\n\t\r 1", "1 \n",
        ])
    func accepts(value: String) throws {
        for chunk in [1, 4096] {
            let array = try read("[{\"v\":\(value)}]", definition(.json), chunk: chunk)
            #expect(array.faults == [nil])
            let skipped = try read(
                "{\"x\":\(value),\"rows\":[],\"y\":\(value)}",
                definition(.json, path: ["rows"]), chunk: chunk)
            #expect(skipped.rows.isEmpty)
        }
    }

    @Test(
        "T31: refuses",
        arguments: [
            "", "01", "-01", "+1", ".5", "1.", "-", "--1", "1e", "1e+", "1.e5", "1.5.5", "0x10",
            "1 2",
            "1,", "NaN", "-NaN", "Infinity", "-Infinity", "nan", "tru", "TRUE", "nulll",
            "undefined",
            "'a'", "a", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\\"",
            "\"a\nb\"",
            "\"\t\"", "\"\u{1}\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "[1}", "]",
            "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}",
            "{'a':1}",
            "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\"::1}", "{1:1}", "{\"a\":1]", "{null:1}",
            "1//x",
            "/**/1", "#1", "\u{FEFF}1", "\u{A0}1", "1\u{B}", "\u{C}1", "ồ", "{\"a\":\"b\"]",
        ])
    func refuses(value: String) throws {
        for chunk in [1, 4096] {
            let array = try refusal {
                try read("[{\"v\":\(value)}]", definition(.json), chunk: chunk)
            }
            #expect(array?.rule == .fileJSON)
            let skipped = try refusal {
                try read("{\"x\":\(value),\"rows\":[]}", definition(.json, path: ["rows"]))
            }
            #expect(skipped?.rule == .fileJSON)
            if !value.contains("\n") {
                let line = try read(
                    "{\"v\":\(value)}\n{\"v\":1}\n", definition(.json), chunk: chunk)
                guard case .json = line.faults[0] else {
                    Issue.record("\(value): \(line.faults)")
                    return
                }
                #expect(line.rows[1].texts.last == "1")
            }
        }
    }

    @Test(
        "T31: accepts these files",
        arguments: ["[]", " [ ] \n", "[{}]", "{}", "{}\n{}", "\u{FEFF}[]"])
    func acceptsFile(text: String) throws {
        #expect(try read(text, definition(.json)).faults.allSatisfy { $0 == nil })
    }

    @Test(
        "T31: refuses these files",
        arguments: [
            " ", "1", "\"a\"", "null", "[", "[{}", "[{},", "[{},]", "[,{}]", "[{}{}]", "[{}]]",
            "[{}],",
            "[]x", "[][]", "x", "]", "[{}] // end", "[\u{0}]",
        ])
    func refusesFile(text: String) throws {
        #expect(try refusal { try read(text, definition(.json)) }?.rule == .fileJSON)
    }
}
