extension RuleWords {
    /// One record, before its values are read: it is quarantined.
    static let recordRules: [Rule: RuleWords] = [
        .recordFields: RuleWords(
            vi: Text(
                title: "số ô trên dòng không khớp với tiêu đề",
                expected: "mỗi dòng có đủ số ô như tiêu đề",
                advice: """
                    hãy xem dòng này có thừa hay thiếu dấu phân cách không; ô chứa dấu phân cách \
                    phải đặt trong dấu nháy kép
                    """,
                explanation: """
                    Dòng có nhiều hoặc ít ô hơn tiêu đề, nên các giá trị có thể lệch cột. Ghi \
                    chú cuối bảng (Nguồn: …) cũng gây lỗi này.
                    """),
            en: Text(
                title: "the record has the wrong number of fields",
                expected: "as many fields as the header",
                advice: """
                    look for a delimiter too many or too few; a field with a delimiter inside \
                    needs quotes
                    """,
                explanation: """
                    The record has more or fewer fields than the header, so values may stand in \
                    the wrong columns. A footnote below the table (Nguồn: …) does this too.
                    """)),
        .recordQuote: RuleWords(
            vi: Text(
                title: "dấu nháy kép đặt sai",
                expected: "dấu nháy kép mở và đóng trọn một ô",
                advice: """
                    hãy đóng dấu nháy kép còn thiếu; dấu nháy kép trong nội dung phải viết hai \
                    lần ("")
                    """,
                explanation: """
                    Một dấu nháy kép không được đóng, hoặc còn chữ ngay sau dấu nháy đóng. Việc \
                    đọc tiếp tục từ dòng sau.
                    """),
            en: Text(
                title: "a quote is out of place",
                expected: "quotes that open and close a whole field",
                advice: "close the quote; a quote inside a field is written twice (\"\")",
                explanation: """
                    A quote never closes, or text follows a closing quote. Reading goes on with \
                    the next line.
                    """)),
        .recordEncoding: RuleWords(
            vi: Text(
                title: "có byte không thuộc bảng mã của tệp",
                expected: "văn bản theo đúng bảng mã đã quy ước",
                advice: "hãy gõ lại nội dung này và lưu tệp bằng bảng mã đã quy ước",
                explanation: """
                    Dòng chứa byte không hợp lệ trong bảng mã của tệp, thường do dán chữ từ phần \
                    mềm cũ. Các dòng khác vẫn được nhận.
                    """),
            en: Text(
                title: "bytes that are not in the file's encoding",
                expected: "text in the encoding of the contract",
                advice: "type the text again and save the file in the agreed encoding",
                explanation: """
                    The record holds bytes that its encoding does not have, often pasted from \
                    old software. Other records go on.
                    """)),
        .recordNUL: RuleWords(
            vi: Text(
                title: "có ký tự NUL",
                expected: "văn bản không chứa ký tự NUL",
                advice: "hãy xóa ký tự ẩn này rồi gửi lại",
                explanation: """
                    Ký tự NUL (byte 0) không lưu được trong cơ sở dữ liệu; nó thường do lỗi xuất \
                    tệp.
                    """),
            en: Text(
                title: "a NUL character",
                expected: "text without NUL",
                advice: "remove the hidden character and resend",
                explanation: """
                    A NUL (byte 0) cannot be stored in the database; it usually comes from a \
                    faulty export.
                    """)),
        .recordJSON: RuleWords(
            vi: Text(
                title: "bản ghi JSON sai cú pháp",
                expected: "một bản ghi JSON hợp lệ",
                advice: "hãy sửa cú pháp của bản ghi này, hoặc xuất lại tệp",
                explanation: "Bản ghi này không phải JSON hợp lệ; các bản ghi khác vẫn được nhận."),
            en: Text(
                title: "the record is not valid JSON",
                expected: "a record of valid JSON",
                advice: "mend the record, or export the file again",
                explanation: "This record is not valid JSON; the others go on.")),
        .recordRepeatedKey: RuleWords(
            vi: Text(
                title: "một khóa xuất hiện hai lần trong bản ghi",
                expected: "mỗi khóa chỉ một lần trong một bản ghi",
                advice: "hãy bỏ khóa thừa; phù sa không tự chọn giá trị nào",
                explanation: """
                    Bản ghi JSON có hai giá trị cho cùng một khóa và không có căn cứ để chọn giá \
                    trị nào.
                    """),
            en: Text(
                title: "a key comes twice in the record",
                expected: "each key once in a record",
                advice: "remove the surplus key; neither value is picked for you",
                explanation: """
                    A JSON record gives two values for one key, and there is no ground to pick \
                    either.
                    """)),
        .recordTooLong: RuleWords(
            vi: Text(
                title: "dòng quá dài",
                expected: "một dòng trong giới hạn độ dài",
                advice: "hãy kiểm tra dấu nháy kép chưa đóng, hoặc rút gọn nội dung",
                explanation: """
                    Dòng dài hơn giới hạn, thường vì một dấu nháy kép không đóng đã nuốt các \
                    dòng sau.
                    """),
            en: Text(
                title: "the record is too long",
                expected: "a record within the size limit",
                advice: "look for a quote that does not close, or shorten the text",
                explanation: """
                    The record is longer than the limit, often because an open quote swallowed \
                    the lines after it.
                    """)),
        .recordHeader: RuleWords(
            vi: Text(
                title: "dòng tiêu đề lặp lại giữa bảng",
                expected: "tiêu đề chỉ ở đầu tệp",
                advice: "hãy xóa dòng tiêu đề thừa, thường có khi ghép nhiều bảng vào một tệp",
                explanation: """
                    Dòng này giống hệt tiêu đề. Có thể nhiều bảng đã được ghép lại; hãy kiểm tra \
                    để không trùng số liệu.
                    """),
            en: Text(
                title: "the header comes again among the records",
                expected: "the header at the top only",
                advice: "remove the surplus header; it comes from joining several tables",
                explanation: """
                    This line is the header again. Several tables may have been joined: check \
                    that no figures are doubled.
                    """)),
    ]
}
