package import PhusaModel

// Advice to the next editor: all words about definitions stand in this file, those about formulas
// in `FormulaProblem+Message.swift`, about texts in `TextProblem+Message.swift`, in both languages; a test holds each sentence.

extension DefinitionError {
    /// The four facts for people, over four lines without a line end at the last.
    ///
    /// ```
    /// skhdt/thang/contract.yml:4:3: error: unknown key [definition.unknown-key]
    ///   found     "onwer"
    ///   expected  one of applies, areas, columns, …
    ///   do        did you mean "owner"?
    /// ```
    package func message(_ language: Language) -> String {
        let isVietnamese = language == .vi
        let path = Violation.escaped(position.path)
        let place = "\(path):\(position.line):\(position.column)"
        let nothing = isVietnamese ? "không có gì" : "nothing"
        let value = found.isEmpty ? nothing : "\"\(Violation.escaped(found))\""
        return [
            "\(place): \(isVietnamese ? "lỗi" : "error"): \(sentence(language)) [\(id)]",
            (isVietnamese ? "  thấy      " : "  found     ") + value,
            (isVietnamese ? "  cần       " : "  expected  ") + expectation(language),
            (isVietnamese ? "  sửa       " : "  do        ") + advice(language),
        ].joined(separator: "\n")
    }

    /// What is wrong, as a clause without a full stop.
    package func sentence(_ language: Language) -> String { kind.sentence.text(language) }

    /// What was expected, as a clause without a full stop.
    package func expectation(_ language: Language) -> String { kind.expectation.text(language) }

    /// What to do, as a clause without a full stop.
    package func advice(_ language: Language) -> String {
        guard let suggestion else { return kind.advice.text(language) }
        let shown = "\"\(Violation.escaped(suggestion))\""
        return language == .vi ? "có phải ý là \(shown)?" : "did you mean \(shown)?"
    }
}

// MARK: What is wrong

extension DefinitionError.Kind {
    fileprivate var sentence: Words {
        switch self {
        case .folder: Words(vi: "không có thư mục cấu hình", en: "no workspace folder")
        case .unreadable: Words(vi: "không đọc được tệp", en: "file cannot be read")
        case .tooLarge: Words(vi: "tệp quá lớn", en: "file too large")
        case .encoding: Words(vi: "không phải UTF-8", en: "not UTF-8")
        case .control: Words(vi: "có ký tự điều khiển", en: "control character")
        case .unknownFile: Words(vi: "tệp lạ trong thư mục cấu hình", en: "unknown file")
        case .missingFile: Words(vi: "thiếu tệp", en: "missing file")
        case .feature(let feature): feature.sentence
        case .tab: Words(vi: "thụt dòng bằng phím tab", en: "tab in the indentation")
        case .nesting: Words(vi: "lồng nhau quá sâu", en: "nested too deeply")
        case .syntax: Words(vi: "sai cú pháp YAML", en: "YAML syntax error")
        case .duplicateKey: Words(vi: "khóa lặp lại", en: "repeated key")
        case .unknownKey: Words(vi: "khóa không có trong định dạng", en: "unknown key")
        case .missingKey: Words(vi: "thiếu khóa bắt buộc", en: "missing key")
        case .shape: Words(vi: "sai kiểu cấu trúc", en: "wrong shape")
        case .value: Words(vi: "giá trị không hợp lệ", en: "invalid value")
        case .notApplicable: Words(vi: "khóa không dùng được ở đây", en: "key does not apply here")
        case .reservedName: Words(vi: "tên đã dành riêng", en: "reserved name")
        default: meaningSentence
        }
    }

    private var meaningSentence: Words {
        switch self {
        case .unknownName(let list, _):
            Words(vi: "không có \(list.words.vi) này", en: "unknown \(list.words.en)")
        case .duplicateName(let list, _):
            Words(vi: "\(list.words.vi) lặp lại", en: "repeated \(list.words.en)")
        case .ambiguousIndicator:
            Words(vi: "mã chỉ tiêu có nhiều nghĩa", en: "ambiguous indicator code")
        case .csv: Words(vi: "sai dạng CSV", en: "CSV error")
        case .order: Words(vi: "hai giá trị trái thứ tự", en: "two values contradict each other")
        case .folderCode:
            Words(vi: "mã không khớp với thư mục", en: "code does not match its folder")
        case .expression: Words(vi: "biểu thức sai", en: "error in an expression")
        case .formula(let problem): problem.sentence
        case .text(let problem): problem.sentence
        case .columnType: Words(vi: "cột sai kiểu", en: "column of the wrong type")
        case .spreadColumn:
            Words(
                vi: "cột theo mẫu và cột đơn bị dùng lẫn",
                en: "pattern column and single column mixed")
        case .unfedColumn:
            Words(vi: "cột của bảng số liệu không có nguồn", en: "fact column without a source")
        case .replaceWithoutScope:
            Words(
                vi: "bảng số liệu không thay theo kỳ được", en: "fact cannot be replaced by period")
        case .noMatch: Words(vi: "mẫu không khớp chỉ tiêu nào", en: "pattern matches no indicator")
        case .overlappingValidity:
            Words(vi: "thời gian hiệu lực chồng nhau", en: "overlapping validity")
        case .areaChange(let problem): problem.sentence
        default:
            Words(vi: "hai nguồn cùng giữ một số liệu", en: "two datasets own the same figures")
        }
    }
}

extension DefinitionError.YAMLFeature {
    fileprivate var sentence: Words {
        switch self {
        case .anchor:
            Words(vi: "không dùng neo (&) của YAML", en: "YAML anchors (&) are not allowed")
        case .alias:
            Words(vi: "không dùng tham chiếu (*) của YAML", en: "YAML aliases (*) are not allowed")
        case .tag: Words(vi: "không dùng nhãn (!) của YAML", en: "YAML tags (!) are not allowed")
        case .directive:
            Words(vi: "không dùng chỉ thị (%) của YAML", en: "YAML directives (%) are not allowed")
        case .mergeKey:
            Words(
                vi: "không dùng khóa gộp (<<) của YAML", en: "YAML merge keys (<<) are not allowed")
        case .explicitKey:
            Words(
                vi: "không dùng khóa dạng (?) của YAML",
                en: "YAML explicit keys (?) are not allowed")
        case .secondDocument:
            Words(vi: "tệp có hơn một văn bản YAML", en: "more than one YAML document")
        }
    }
}

// MARK: What was expected

extension DefinitionError.Kind {
    fileprivate var expectation: Words {
        switch self {
        case .folder: Words(vi: "thư mục có phusa.yml", en: "a folder with phusa.yml")
        case .unreadable: Words(vi: "tệp đọc được", en: "a readable file")
        case .tooLarge(let count):
            Words(vi: "nhiều nhất \(count) byte", en: "at most \(count) bytes")
        case .encoding: Words(vi: "văn bản UTF-8", en: "text in UTF-8")
        case .control:
            Words(vi: "chữ, dấu cách và ký tự xuống dòng", en: "letters, blanks and line ends")
        case .unknownFile(let names), .unknownKey(let names): .oneOf(names)
        case .missingFile(let name), .missingKey(let name): Words(vi: name, en: name)
        case .feature(.secondDocument): Words(vi: "một văn bản", en: "one document")
        case .feature: Words(vi: "giá trị viết thẳng", en: "a value written out")
        case .tab: Words(vi: "dấu cách", en: "blanks")
        case .nesting(let count):
            Words(vi: "nhiều nhất \(count) cấp", en: "at most \(count) levels")
        case .syntax: Words(vi: "YAML đúng cú pháp", en: "well-formed YAML")
        case .duplicateKey(let line):
            Words(
                vi: "mỗi khóa một lần; lần đầu ở dòng \(line)",
                en: "each key once; first on line \(line)")
        case .shape(let shape): shape.words
        case .value(let allowed): allowed.words
        case .notApplicable(let reason):
            Words(vi: "không có khóa này khi có \(reason)", en: "no such key with \(reason)")
        case .reservedName: Words(vi: "tên khác", en: "another name")
        default: meaningExpectation
        }
    }

    private var meaningExpectation: Words {
        switch self {
        case .unknownName(_, let known): .oneOf(known)
        case .duplicateName(_, let first):
            Words(vi: "mỗi tên một lần; lần đầu: \(first)", en: "each once; first: \(first)")
        case .ambiguousIndicator(let candidates): .oneOf(candidates)
        case .csv(let problem): problem.words
        case .order(let order): order.words
        case .folderCode(let expected): Words(vi: expected, en: expected)
        case .expression(let problem): problem.words
        case .formula(let problem): problem.expectation
        case .text(let problem): problem.expectation
        case .columnType(let types): .oneOf(types)
        case .spreadColumn:
            Words(
                vi: "cột theo mẫu (names) cho unpivot, cột đơn (name) cho bước khác",
                en: "a pattern column (names) for unpivot, a single one (name) for other steps")
        case .unfedColumn(let fact):
            Words(vi: "một cột cho mỗi cột của \(fact)", en: "a column for each column of \(fact)")
        case .replaceWithoutScope(let fact):
            Words(vi: "\(fact) có scope, hoặc mode khác", en: "a scope in \(fact), or another mode")
        case .noMatch:
            Words(vi: "mẫu khớp ít nhất một chỉ tiêu", en: "a pattern that matches an indicator")
        case .overlappingValidity(let first):
            Words(
                vi: "sau hoặc trước hiệu lực ở \(first)", en: "before or after the span of \(first)"
            )
        case .areaChange(let problem): problem.words
        case .ownership(let other, let fact, let shared):
            Words(
                vi: "phạm vi không trùng với \(other) trong \(fact); đang trùng: \(shared)",
                en: "a cover apart from \(other) in \(fact); shared: \(shared)")
        default: Words(vi: "định nghĩa đúng", en: "a sound definition")
        }
    }
}

extension Words {
    fileprivate static func oneOf(_ names: [String]) -> Words {
        guard names.count != 1 else { return Words(vi: names[0], en: names[0]) }
        let list = names.joined(separator: ", ")
        return names.isEmpty
            ? Words(vi: "danh mục này còn trống", en: "nothing: the list is empty")
            : Words(vi: "một trong: \(list)", en: "one of \(list)")
    }
}

extension DefinitionError.Shape {
    fileprivate var words: Words {
        switch self {
        case .mapping: Words(vi: "các cặp khóa: giá trị", en: "a mapping of keys to values")
        case .list: Words(vi: "một danh sách", en: "a list")
        case .text: Words(vi: "một giá trị đơn", en: "a single value")
        case .singleKey: Words(vi: "đúng một khóa", en: "exactly one key")
        }
    }
}

extension AllowedValue {
    fileprivate var words: Words {
        switch self {
        case .text: Words(vi: "văn bản không trống", en: "a text that is not empty")
        case .whole(let minimum, let maximum):
            Words(
                vi: "số nguyên từ \(minimum) đến \(maximum)",
                en: "a whole number from \(minimum) to \(maximum)")
        case .decimalOrNone:
            Words(
                vi: "số với dấu chấm thập phân, hoặc none",
                en: "a number with a decimal point, or none")
        case .decimal:
            Words(vi: "số, dấu thập phân là dấu chấm", en: "a number with a decimal point")
        case .decimalFromZero: Words(vi: "số không âm", en: "a number from 0")
        case .positiveDecimal: Words(vi: "số lớn hơn 0", en: "a number above 0")
        case .share: Words(vi: "phần từ 0 đến 1", en: "a share from 0 to 1")
        case .percent: Words(vi: "tỷ lệ từ 0% đến 100%", en: "a share from 0% to 100%")
        case .day: Words(vi: "ngày dạng yyyy-MM-dd", en: "a day as yyyy-MM-dd")
        case .dayOrSpan:
            Words(
                vi: "ngày dạng yyyy-MM-dd, hoặc ngày..ngày trong một năm",
                en: "a day as yyyy-MM-dd, or day..day within a year")
        case .dayOrPeriod:
            Words(
                vi: "một ngày, hoặc một kỳ như 2021, 2021-Q1, 2021-01",
                en: "a day, or a period such as 2021, 2021-Q1, 2021-01")
        case .period([]): Words(vi: "một kỳ", en: "a period")
        case .period(let kinds): .oneOf(kinds.map(\.rawValue))
        case .flag: Words(vi: "true hoặc false", en: "true or false")
        case .byte: Words(vi: "một ký tự ASCII", en: "one ASCII character")
        case .groupMark:
            Words(vi: "một ký tự ASCII, space hoặc nbsp", en: "one ASCII character, space or nbsp")
        case .decimalMark:
            Words(
                vi: "một ký tự ASCII không phải chữ số", en: "one ASCII character that is no digit")
        case .oneOf(let values): .oneOf(values)
        case .form(let form): Words(vi: "dạng \(form)", en: "the form \(form)")
        case .pattern(let reason): reason.words
        case .dateForm:
            Words(
                vi: "dd hoặc d, MM hoặc M, và yyyy, cách nhau bằng / - hoặc .",
                en: "dd or d, MM or M, and yyyy, with / - or . between")
        case .areaEdition:
            Words(
                vi: "một ngày, at-vintage hoặc at-period-end",
                en: "a day, at-vintage or at-period-end")
        case .canonicalBreakdown:
            Words(vi: "trục=mã;trục=mã theo thứ tự trục", en: "axis=code;axis=code, axes sorted")
        case .columnKind(let kind): Words(vi: "giá trị kiểu \(kind)", en: "a value of kind \(kind)")
        }
    }
}

extension NamePattern.SyntaxError.Reason {
    fileprivate var words: Words {
        switch self {
        case .openBrace: Words(vi: "dấu } đóng ngoặc", en: "a closing }")
        case .emptyCapture:
            Words(vi: "tên hoặc loại trong ngoặc", en: "a name or kind in the braces")
        case .unknownKind(let kind):
            Words(
                vi:
                    "loại digits, digits(n), year, month, quarter, half, period, date, code "
                    + "hoặc a|b, không phải \(kind)",
                en: "digits, digits(n), year, month, quarter, half, period, date, code or a|b, "
                    + "not \(kind)")
        case .repeatedName(let name):
            Words(vi: "mỗi tên một lần, \(name) đã có", en: "each name once, not \(name) again")
        }
    }
}

extension DefinitionError.CSVProblem {
    fileprivate var words: Words {
        switch self {
        case .header(let names):
            Words(
                vi: "dòng đầu: \(names.joined(separator: ","))",
                en: "the header \(names.joined(separator: ","))")
        case .fieldCount(let count): Words(vi: "\(count) trường", en: "\(count) fields")
        case .strayQuote:
            Words(vi: "dấu \" chỉ ở đầu trường", en: "a quote at the start of a field alone")
        case .openQuote: Words(vi: "dấu \" đóng", en: "a closing quote")
        case .textAfterQuote:
            Words(
                vi: "dấu phẩy hoặc xuống dòng sau dấu \"", en: "a comma or line end after a quote")
        case .emptyHeader: Words(vi: "tên cho mỗi cột", en: "a name for each column")
        case .empty: Words(vi: "một dòng tiêu đề", en: "a header")
        }
    }
}

extension DefinitionError.AreaChangeProblem {
    fileprivate var sentence: Words {
        switch self {
        case .noVersionEnds:
            Words(vi: "đơn vị không kết thúc vào ngày này", en: "area does not end on this day")
        case .notInForce:
            Words(vi: "đơn vị không có hiệu lực vào ngày này", en: "area not in force on this day")
        case .weightSum:
            Words(vi: "các phần không cộng thành 1", en: "shares do not sum to 1")
        case .unrecordedEnd:
            Words(
                vi: "đơn vị kết thúc mà không ghi chuyển về đâu",
                en: "area ends without a successor")
        }
    }

    fileprivate var words: Words {
        switch self {
        case .noVersionEnds(let days): .oneOf(days)
        case .notInForce(let days):
            days.isEmpty
                ? Words(vi: "đơn vị đang có hiệu lực", en: "an area in force")
                : Words(
                    vi: "có hiệu lực từ: \(days.joined(separator: ", "))",
                    en: "in force from \(days.joined(separator: ", "))")
        case .weightSum(let basis):
            Words(
                vi: "tổng đúng bằng 1 cho cơ sở \(basis)", en: "a sum of exactly 1 for \(basis)")
        case .unrecordedEnd:
            Words(
                vi: "một dòng trong catalogue/area-changes.csv",
                en: "a row of catalogue/area-changes.csv")
        }
    }

    fileprivate var advice: Words {
        switch self {
        case .noVersionEnds, .notInForce: Words(vi: "sửa ngày hoặc mã", en: "mend day or code")
        case .weightSum: Words(vi: "sửa các phần", en: "mend the shares")
        case .unrecordedEnd:
            Words(
                vi: "ghi đơn vị kế tiếp, hoặc relation: abolished",
                en: "record its successor, or relation abolished")
        }
    }
}

extension DefinitionError.ExpressionProblem {
    fileprivate var words: Words {
        switch self {
        case .unexpected:
            Words(vi: "cột, giá trị hoặc phép tính hợp lệ", en: "a column, a value or an operator")
        case .end: Words(vi: "phần tiếp theo của biểu thức", en: "the rest of the expression")
        case .openText: Words(vi: "dấu ' đóng", en: "a closing '")
        case .openGroup(let mark): Words(vi: "dấu \(mark) đóng", en: "a closing \(mark)")
        case .number: Words(vi: "số với dấu chấm thập phân", en: "a number with a decimal point")
        case .depth: Words(vi: "ít cấp ngoặc hơn", en: "fewer brackets")
        case .type(let types): .oneOf(types)
        case .textOrder:
            Words(vi: "= hoặc <>; chỉ số mới so lớn nhỏ", en: "= or <>; only numbers have an order")
        }
    }
}

// MARK: What to do

extension DefinitionError.Kind {
    fileprivate var advice: Words {
        switch self {
        case .folder, .unreadable:
            Words(vi: "kiểm tra đường dẫn và quyền đọc", en: "check the path and its permissions")
        case .tooLarge: Words(vi: "chia tệp nhỏ ra", en: "split the file")
        case .encoding: Words(vi: "lưu lại tệp bằng UTF-8", en: "save the file as UTF-8")
        case .control: Words(vi: "xóa ký tự này", en: "remove the character")
        case .unknownFile: Words(vi: "đổi tên hoặc bỏ tệp", en: "rename or remove the file")
        case .missingFile: Words(vi: "thêm tệp", en: "add the file")
        case .feature(.secondDocument):
            Words(vi: "tách thành các tệp riêng", en: "use separate files")
        case .feature:
            Words(
                vi: "viết giá trị ra, hoặc đặt văn bản trong dấu nháy",
                en: "write the value out, or put the text in quotes")
        case .tab: Words(vi: "thay tab bằng dấu cách", en: "replace tabs by blanks")
        case .nesting: Words(vi: "bớt các cấp lồng nhau", en: "use fewer levels")
        case .syntax:
            Words(vi: "kiểm tra dòng này và dòng trước", en: "check this line and the one before")
        case .duplicateKey, .unknownKey:
            Words(vi: "đổi hoặc bỏ khóa", en: "rename or remove the key")
        case .missingKey: Words(vi: "thêm khóa", en: "add the key")
        case .shape, .value: Words(vi: "sửa giá trị", en: "mend the value")
        case .notApplicable: Words(vi: "bỏ một trong hai", en: "remove one of the two")
        case .reservedName: Words(vi: "đổi tên", en: "choose another name")
        default: meaningAdvice
        }
    }

    private var meaningAdvice: Words {
        switch self {
        case .unknownName:
            Words(vi: "sửa tên, hoặc thêm vào danh mục", en: "mend the name, or add it")
        case .duplicateName:
            Words(vi: "đổi tên hoặc bỏ một mục", en: "rename or remove one of them")
        case .ambiguousIndicator:
            Words(vi: "viết đủ phiên bản|mã|phương pháp", en: "write EDITION|CODE|METHODOLOGY")
        case .csv: Words(vi: "sửa tệp CSV", en: "mend the CSV file")
        case .order: Words(vi: "sửa một trong hai giá trị", en: "mend one of the two values")
        case .folderCode: Words(vi: "sửa mã hoặc đổi thư mục", en: "mend the code or move the file")
        case .expression: Words(vi: "sửa biểu thức", en: "mend the expression")
        case .formula(let problem): problem.advice
        case .text(let problem): problem.advice
        case .columnType, .spreadColumn: Words(vi: "chọn cột khác", en: "choose another column")
        case .unfedColumn:
            Words(
                vi: "tạo cột, hoặc khai ở load.columns",
                en: "make the column, or name one in load.columns")
        case .replaceWithoutScope:
            Words(vi: "khai scope hoặc dùng merge", en: "declare a scope or use merge")
        case .noMatch:
            Words(vi: "sửa mẫu, hoặc thêm chỉ tiêu", en: "mend the pattern, or add the indicator")
        case .overlappingValidity: Words(vi: "sửa ngày hiệu lực", en: "mend the dates")
        case .areaChange(let problem): problem.advice
        default:
            Words(vi: "thu hẹp covers của một trong hai", en: "narrow the covers of one of the two")
        }
    }
}

extension DefinitionError.NameList {
    fileprivate var words: Words {
        switch self {
        case .unit: Words(vi: "đơn vị tính", en: "unit")
        case .area: Words(vi: "đơn vị hành chính", en: "area")
        case .agency: Words(vi: "cơ quan", en: "agency")
        case .axis: Words(vi: "trục phân tổ", en: "breakdown axis")
        case .member: Words(vi: "thành phần phân tổ", en: "breakdown member")
        case .indicator: Words(vi: "chỉ tiêu", en: "indicator")
        case .season: Words(vi: "mùa vụ", en: "season")
        case .kpis: Words(vi: "bộ chỉ tiêu", en: "KPI set")
        case .dimension: Words(vi: "bảng danh mục", en: "dimension")
        case .fact: Words(vi: "bảng số liệu", en: "fact")
        case .factColumn: Words(vi: "cột của bảng số liệu", en: "fact column")
        case .dimensionColumn: Words(vi: "cột của bảng danh mục", en: "dimension column")
        case .column: Words(vi: "cột", en: "column")
        case .codeMap: Words(vi: "bảng mã", en: "code map")
        case .codeMapColumn: Words(vi: "cột của bảng mã", en: "code map column")
        case .codeMapKey: Words(vi: "khóa của bảng mã", en: "code map key")
        case .dataset: Words(vi: "nguồn số liệu", en: "dataset")
        case .contractStart:
            Words(vi: "ngày áp dụng của hợp đồng dữ liệu", en: "start of a contract")
        case .correction: Words(vi: "điều chỉnh", en: "correction")
        case .exemption: Words(vi: "kỳ được miễn", en: "exempted period")
        case .report: Words(vi: "báo cáo", en: "report")
        case .header: Words(vi: "tên cột", en: "header")
        case .warehouseFile: Words(vi: "tệp trong warehouse", en: "file of warehouse")
        case .row: Words(vi: "khóa của dòng", en: "row key")
        case .formulaFunction: Words(vi: "hàm", en: "function")
        case .formulaRange: Words(vi: "cấp hoặc trục", en: "level or axis")
        case .question: Words(vi: "câu hỏi", en: "question")
        case .textFigure: Words(vi: "số trong bài", en: "figure of the text")
        case .caseState: Words(vi: "trạng thái phản ánh", en: "state of a case")
        case .formulaVersion: Words(vi: "phiên bản công thức", en: "version of a formula")
        }
    }
}
