extension RuleWords {
    /// A value or a record against its contract: the record is quarantined.
    static let contractRules: [Rule: RuleWords] = [
        .contractRequired: RuleWords(
            vi: Text(
                title: "thiếu giá trị bắt buộc",
                expected: "một giá trị",
                advice: """
                    hãy điền giá trị vào ô này; nếu không có số liệu, hãy dùng ký hiệu mà quy \
                    ước cho phép
                    """,
                explanation: "Ô để trống trong một cột bắt buộc. Ô trống không được hiểu là số 0."),
            en: Text(
                title: "a required value is missing",
                expected: "a value",
                advice: """
                    fill in the cell; where there is no figure, use the sign that the contract \
                    allows
                    """,
                explanation: """
                    The cell is empty in a column that needs a value. An empty cell is not read \
                    as 0.
                    """)),
        .contractText: RuleWords(
            vi: Text(
                title: "nội dung văn bản không hợp lệ",
                expected: "văn bản không có ký tự điều khiển",
                advice: "hãy xóa ký tự ẩn hoặc rút gọn nội dung trong ô này",
                explanation: """
                    Văn bản chứa ký tự điều khiển ẩn, dài quá giới hạn, hoặc là một danh sách \
                    JSON ở chỗ cần một giá trị.
                    """),
            en: Text(
                title: "the text is not acceptable",
                expected: "text without control characters",
                advice: "remove the hidden characters or shorten the text",
                explanation: """
                    The text holds hidden control characters, is longer than allowed, or is a \
                    JSON list where one value was expected.
                    """)),
        .contractDecimal: RuleWords(
            vi: Text(
                title: "không phải là số theo cách viết đã quy ước",
                expected: "một số theo cách viết đã quy ước",
                advice: """
                    hãy viết lại số theo đúng cách viết này, bỏ đơn vị, dấu % và khoảng trắng \
                    trong ô
                    """,
                explanation: """
                    Cách viết số được ấn định trong quy ước và không bao giờ đoán theo từng ô: \
                    1.234 có thể là một nghìn hai trăm ba mươi tư hoặc một phẩy hai ba bốn.
                    """),
            en: Text(
                title: "not a number in the agreed form",
                expected: "a number in the agreed form",
                advice: "write the number in this form, without unit, % or blanks in the cell",
                explanation: """
                    The contract says how numbers are written, and no cell is guessed: 1.234 may \
                    be one thousand two hundred and thirty-four or a little more than one.
                    """)),
        .contractInteger: RuleWords(
            vi: Text(
                title: "không phải là số nguyên",
                expected: "một số nguyên",
                advice: "hãy viết số nguyên, không có phần thập phân và không có chữ",
                explanation: "Cột này đếm số lượng nên chỉ nhận số nguyên."),
            en: Text(
                title: "not a whole number",
                expected: "a whole number",
                advice: "write a whole number, without fraction and without text",
                explanation: "The column counts something, so only whole numbers fit.")),
        .contractDate: RuleWords(
            vi: Text(
                title: "ngày không hợp lệ",
                expected: "một ngày có thật theo dạng đã quy ước",
                advice: """
                    hãy viết lại ngày theo đúng dạng này, đủ số chữ số; trong Excel hãy định \
                    dạng ô là văn bản
                    """,
                explanation: """
                    Ngày không viết theo dạng đã quy ước, hoặc không có trong lịch (như 31/02). \
                    Số thứ tự ngày của Excel cũng không được nhận.
                    """),
            en: Text(
                title: "not a valid date",
                expected: "a day of the calendar in the agreed form",
                advice: """
                    write the date in this form with all its digits; in Excel format the cell as \
                    text
                    """,
                explanation: """
                    The date is not in the agreed form, or the calendar does not have it \
                    (31/02). Excel's day numbers are not taken either.
                    """)),
        .contractMoment: RuleWords(
            vi: Text(
                title: "thời điểm không hợp lệ",
                expected: "ngày và giờ theo dạng đã quy ước",
                advice: "hãy viết đủ ngày, giờ và phút theo đúng dạng này",
                explanation: """
                    Thời điểm không viết theo dạng đã quy ước, hoặc ngày giờ đó không tồn tại. \
                    Không ghi múi giờ thì hiểu là giờ Việt Nam.
                    """),
            en: Text(
                title: "not a valid date and time",
                expected: "a date and time in the agreed form",
                advice: "write date, hour and minute in this form",
                explanation: """
                    The moment is not in the agreed form, or does not exist. Without a time zone \
                    it is the time of Việt Nam.
                    """)),
        .contractPeriod: RuleWords(
            vi: Text(
                title: "kỳ báo cáo không hợp lệ",
                expected: "một kỳ báo cáo thuộc loại đã quy ước",
                advice: "hãy viết kỳ theo một trong các dạng này",
                explanation: """
                    Không đọc được kỳ, hoặc loại kỳ (tháng, quý, năm …) không phải loại mà quy \
                    ước cho phép ở cột này.
                    """),
            en: Text(
                title: "not a valid period",
                expected: "a period of an agreed kind",
                advice: "write the period in one of these forms",
                explanation: """
                    The period cannot be read, or its kind (month, quarter, year …) is not one \
                    that the contract allows here.
                    """)),
        .contractBoolean: RuleWords(
            vi: Text(
                title: "không phải là giá trị có hoặc không",
                expected: "có hoặc không",
                advice: "hãy viết đúng một trong các cách này",
                explanation: "Cột này chỉ nhận câu trả lời có hoặc không."),
            en: Text(
                title: "not a yes or no",
                expected: "yes or no",
                advice: "write one of these forms",
                explanation: "The column takes only yes or no.")),
        .contractRange: RuleWords(
            vi: Text(
                title: "giá trị nằm ngoài khoảng cho phép",
                expected: "giá trị trong khoảng đã quy ước",
                advice: """
                    hãy kiểm tra số liệu và đơn vị tính rồi gửi lại; nếu số liệu đúng, hãy báo \
                    trung tâm xem lại khoảng cho phép
                    """,
                explanation: """
                    Giá trị nhỏ hơn mức thấp nhất hoặc lớn hơn mức cao nhất của quy ước; thường \
                    do mất dấu thập phân hoặc nhầm đơn vị tính.
                    """),
            en: Text(
                title: "value out of range",
                expected: "a value in the agreed range",
                advice: """
                    check the figure and its unit and resend; if it is right, ask the centre to \
                    review the range
                    """,
                explanation: """
                    The value is below the lowest or above the highest that the contract allows; \
                    usually a lost decimal mark or another unit.
                    """)),
        .contractPattern: RuleWords(
            vi: Text(
                title: "giá trị không đúng mẫu",
                expected: "giá trị theo mẫu đã quy ước",
                advice: "hãy viết lại giá trị theo đúng mẫu này",
                explanation: """
                    Giá trị không theo mẫu của cột, ví dụ mã hồ sơ thiếu chữ số. Trong mẫu, * là \
                    đoạn chữ bất kỳ, {…} là một phần bắt buộc.
                    """),
            en: Text(
                title: "the value does not fit its pattern",
                expected: "a value that fits the pattern",
                advice: "write the value as the pattern says",
                explanation: """
                    The value does not fit the pattern of its column, such as a case number with \
                    a digit missing. In a pattern * is any text and {…} a part that must be \
                    there.
                    """)),
        .contractCode: RuleWords(
            vi: Text(
                title: "giá trị không có trong danh mục",
                expected: "một giá trị có trong danh mục",
                advice: """
                    hãy dùng đúng giá trị trong danh mục; nếu là mã mới, hãy đề nghị trung tâm \
                    bổ sung
                    """,
                explanation: """
                    Giá trị không có trong danh mục mà quy ước cho phép. Phù sa có thể gợi ý giá \
                    trị gần nhất nhưng không bao giờ tự thay.
                    """),
            en: Text(
                title: "the value is not in its list",
                expected: "a value of the list",
                advice: "use a value of the list; if the code is new, ask the centre to add it",
                explanation: """
                    The value is not in the list that the contract allows. The nearest value is \
                    offered, but never put in its place.
                    """)),
        .contractUnique: RuleWords(
            vi: Text(
                title: "khóa bị trùng trong tệp",
                expected: "mỗi khóa chỉ trên một dòng",
                advice: "hãy giữ lại một dòng đúng và xóa các dòng trùng rồi gửi lại",
                explanation: """
                    Nhiều dòng có cùng khóa mà quy ước yêu cầu là duy nhất. Tất cả các dòng đó \
                    đều bị cách ly, vì không biết dòng nào đúng.
                    """),
            en: Text(
                title: "the key comes more than once in the file",
                expected: "each key on one line only",
                advice: "keep the line that is right, remove the others and resend",
                explanation: """
                    Several records have a key that the contract wants to be unique. All of them \
                    are quarantined, since nobody knows which is right.
                    """)),
        .contractCover: RuleWords(
            vi: Text(
                title: "số liệu nằm ngoài phạm vi của bộ dữ liệu",
                expected: "số liệu thuộc phạm vi mà quy ước giao",
                advice: "hãy bỏ dòng này, hoặc đề nghị trung tâm mở rộng phạm vi trong quy ước",
                explanation: """
                    Chỉ tiêu, địa bàn hoặc loại kỳ của dòng này không thuộc phạm vi giao cho bộ \
                    dữ liệu; có thể cơ quan khác chịu trách nhiệm số liệu đó.
                    """),
            en: Text(
                title: "the figure is not what this dataset covers",
                expected: "figures that the contract covers",
                advice: "remove the record, or ask the centre to widen the contract's cover",
                explanation: """
                    The indicator, area or kind of period is not covered by this dataset; \
                    another agency may answer for that figure.
                    """)),
    ]
}
