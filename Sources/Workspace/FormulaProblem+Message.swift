import PhusaModel

extension FormulaProblem {
    /// What is wrong, as a clause.
    var sentence: Words {
        switch self {
        case .unexpected, .notFigure, .nested, .fixedAndSummed:
            Words(vi: "công thức sai", en: "error in a formula")
        case .tooLong, .tooManyReferences:
            Words(vi: "công thức quá dài", en: "formula too long")
        case .unlikeUnits:
            Words(
                vi: "cộng trừ hai đại lượng khác đơn vị", en: "unlike units added or subtracted")
        case .otherUnit:
            Words(
                vi: "công thức cho đại lượng khác với đơn vị của chỉ tiêu",
                en: "the formula does not measure what the indicator's unit says")
        case .otherScale:
            Words(
                vi: "công thức cho đúng đại lượng nhưng sai độ lớn của đơn vị",
                en: "the formula measures the right thing at the wrong scale")
        case .unitTooLarge:
            Words(
                vi: "đơn vị của công thức vượt quá giới hạn", en: "the formula's unit is too large")
        case .aggregation:
            Words(
                vi: "số liệu này không cộng hay lấy trung bình như vậy được",
                en: "these figures cannot be put together like this")
        case .cycle:
            Words(vi: "chỉ tiêu được tính từ chính nó", en: "indicator computed from itself")
        case .onlyNone: Words(vi: "chỉ tiêu không có công thức nào", en: "no formula at all")
        case .loadsComputed:
            Words(vi: "chỉ tiêu này được tính, không nạp", en: "indicator is computed, not loaded")
        case .givenUnread, .givenTwice, .givenMissing:
            Words(vi: "ví dụ không khớp công thức", en: "test does not fit its formula")
        }
    }

    /// What was expected, as a clause.
    var expectation: Words {
        switch self {
        case .unexpected:
            Words(
                vi: "chỉ tiêu, số, hàm, phép tính hoặc dấu ngoặc",
                en: "an indicator, a number, a function, an operator or a bracket")
        case .tooLong(let count):
            Words(vi: "nhiều nhất \(count) phần tử", en: "at most \(count) parts")
        case .tooManyReferences(let count):
            Words(vi: "nhiều nhất \(count) tham chiếu", en: "at most \(count) references")
        case .notFigure: Words(vi: "một chỉ tiêu", en: "one indicator")
        case .nested:
            Words(
                vi: "một chỉ tiêu; chỉ lag, year_ago, in_year được đứng trong sum hoặc avg "
                    + "theo cấp, trục",
                en: "an indicator; only lag, year_ago and in_year stand within a sum or avg over "
                    + "areas or an axis")
        case .fixedAndSummed:
            Words(
                vi: "chỉ tiêu không có {…} khi cộng theo trục",
                en: "an indicator without {…} in a sum over an axis")
        case .unlikeUnits(let left, let right, _):
            Words(
                vi: "hai vế cùng đơn vị; bên trái là \(left), bên phải là \(right)",
                en: "the same unit on both sides; left is \(left), right is \(right)")
        case .otherUnit(let wanted), .otherScale(let wanted, _): Words(vi: wanted, en: wanted)
        case .unitTooLarge:
            Words(
                vi: "độ lớn không quá \(ExactDecimal.digitCountMax) chữ số",
                en: "a scale of at most \(ExactDecimal.digitCountMax) digits")
        case .aggregation(let gathering, let found):
            Words(
                vi: "\(gathering.allowedText(or: "hoặc")), không phải \(found.rawValue)",
                en: "\(gathering.allowedText(or: "or")), not \(found.rawValue)")
        case .cycle:
            Words(
                vi: "công thức không dẫn trở lại chỉ tiêu của nó, kể cả kỳ trước",
                en: "a formula that does not lead back to its own indicator, not even to an "
                    + "earlier period")
        case .onlyNone:
            Words(
                vi: "ít nhất một phiên bản khác none", en: "at least one version that is not none")
        case .loadsComputed:
            Words(vi: "chỉ tiêu không có formula", en: "an indicator without a formula")
        case .givenUnread:
            Words(vi: "tham chiếu có trong công thức", en: "a reference of the formula")
        case .givenTwice: Words(vi: "mỗi tham chiếu một lần", en: "each reference once")
        case .givenMissing(let names):
            Words(
                vi: "giá trị cho \(names.joined(separator: "; "))",
                en: "a value for \(names.joined(separator: "; "))")
        }
    }

    /// What to do, as a clause.
    var advice: Words {
        switch self {
        case .unexpected, .notFigure: Words(vi: "sửa công thức", en: "mend the formula")
        case .tooLong, .tooManyReferences, .nested:
            Words(
                vi: "tách một phần thành chỉ tiêu tính riêng",
                en: "make a part of it an indicator of its own")
        case .fixedAndSummed: Words(vi: "bỏ {…} hoặc bỏ sum", en: "remove {…} or the sum")
        case .unlikeUnits(_, _, .conversion(let conversion)):
            Words(
                vi: "\(conversion.words.vi) ở vế phải",
                en: "\(conversion.words.en) on the right side")
        case .unlikeUnits(_, _, .plainNumber):
            Words(
                vi: "số đứng riêng là tỷ lệ: viết 100 * (X / Y - 1); 100 điểm phần trăm là 100 * 1",
                en: "a number alone is a ratio: write 100 * (X / Y - 1); 100 points are 100 * 1")
        case .unlikeUnits: Words(vi: "sửa một trong hai vế", en: "mend one of the two sides")
        case .otherUnit:
            Words(vi: "sửa công thức hoặc unit", en: "mend the formula or the unit")
        case .otherScale(_, let conversion): conversion.words
        case .unitTooLarge: Words(vi: "rút gọn công thức", en: "shorten the formula")
        case .aggregation(.averageOverAreas, _), .aggregation(.sumOverAreas, _):
            Words(
                vi: "tỷ lệ không cộng, không lấy trung bình: tính lại từ tử số và mẫu số",
                en: "a ratio is never added up or averaged: compute it from its parts")
        case .aggregation:
            Words(
                vi: "dùng chỉ tiêu cộng được theo thời gian, hoặc tính từ tử số và mẫu số",
                en: "use an indicator that adds up over time, or compute it from its parts")
        case .cycle: Words(vi: "bỏ một tham chiếu của vòng", en: "remove a reference of the cycle")
        case .onlyNone:
            Words(vi: "thêm công thức, hoặc bỏ formula", en: "add a formula, or remove the key")
        case .loadsComputed:
            Words(
                vi: "bỏ mã này khỏi covers, hoặc bỏ formula của chỉ tiêu",
                en: "remove the code from covers, or the indicator's formula")
        case .givenUnread, .givenTwice: Words(vi: "bỏ dòng này", en: "remove it")
        case .givenMissing: Words(vi: "thêm giá trị", en: "add the values")
        }
    }
}

extension FormulaProblem.Conversion {
    fileprivate var words: Words {
        divides
            ? Words(vi: "chia cho \(factor)", en: "divide by \(factor)")
            : Words(vi: "nhân với \(factor)", en: "multiply by \(factor)")
    }
}

extension FormulaProblem.Gathering {
    fileprivate func allowedText(or: String) -> String {
        let values = allowed.map(\.rawValue)
        let last = values.last ?? ""
        let first = values.dropLast().joined(separator: ", ")
        return "\(key): " + (first.isEmpty ? last : "\(first) \(or) \(last)")
    }
}
