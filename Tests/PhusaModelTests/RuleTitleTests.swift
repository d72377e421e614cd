import PhusaModel
import Testing

@Suite("Sentences of rules")
struct RuleTitleTests {
    @Test("pins each sentence in both languages", arguments: Self.sentences)
    func pinned(rule: Rule, vi: String, en: String) {
        #expect(rule.title(.vi) == vi)
        #expect(rule.title(.en) == en)
    }

    @Test("pins a sentence for every rule")
    func complete() {
        #expect(Set(Self.sentences.map(\.0)) == Set(Rule.allCases))
    }

    private static let sentences: [(Rule, String, String)] = [
        (
            .fileEmpty, "tệp rỗng",
            "the file is empty"
        ),
        (
            .fileUnreadable, "không đọc được tệp",
            "the file cannot be read"
        ),
        (
            .fileKind, "loại tệp không được hỗ trợ",
            "this kind of file is not read"
        ),
        (
            .fileEncoding, "bảng mã của tệp không đúng quy ước",
            "the file is not in the agreed encoding"
        ),
        (
            .fileCompression, "tệp nén bị hỏng",
            "the compressed file is damaged"
        ),
        (
            .fileTooLarge, "tệp vượt giới hạn kích thước",
            "the file is beyond a limit of size"
        ),
        (
            .fileHeader, "không đọc được dòng tiêu đề",
            "the header cannot be read"
        ),
        (
            .fileMissingColumn, "thiếu cột bắt buộc",
            "a column is missing"
        ),
        (
            .fileNewColumn, "cột không có trong quy ước",
            "the contract does not know this column"
        ),
        (
            .fileRepeatedColumn, "tên cột bị lặp",
            "a column comes twice"
        ),
        (
            .fileJSON, "tệp JSON sai cấu trúc",
            "the JSON is not as agreed"
        ),
        (
            .fileLimit, "quá nhiều dòng lỗi trong tệp",
            "too many records are faulty"
        ),
        (
            .recordFields, "số ô trên dòng không khớp với tiêu đề",
            "the record has the wrong number of fields"
        ),
        (
            .recordQuote, "dấu nháy kép đặt sai",
            "a quote is out of place"
        ),
        (
            .recordEncoding, "có byte không thuộc bảng mã của tệp",
            "bytes that are not in the file's encoding"
        ),
        (
            .recordNUL, "có ký tự NUL",
            "a NUL character"
        ),
        (
            .recordJSON, "bản ghi JSON sai cú pháp",
            "the record is not valid JSON"
        ),
        (
            .recordRepeatedKey, "một khóa xuất hiện hai lần trong bản ghi",
            "a key comes twice in the record"
        ),
        (
            .recordTooLong, "dòng quá dài",
            "the record is too long"
        ),
        (
            .recordHeader, "dòng tiêu đề lặp lại giữa bảng",
            "the header comes again among the records"
        ),
        (
            .contractRequired, "thiếu giá trị bắt buộc",
            "a required value is missing"
        ),
        (
            .contractText, "nội dung văn bản không hợp lệ",
            "the text is not acceptable"
        ),
        (
            .contractDecimal, "không phải là số theo cách viết đã quy ước",
            "not a number in the agreed form"
        ),
        (
            .contractInteger, "không phải là số nguyên",
            "not a whole number"
        ),
        (
            .contractDate, "ngày không hợp lệ",
            "not a valid date"
        ),
        (
            .contractMoment, "thời điểm không hợp lệ",
            "not a valid date and time"
        ),
        (
            .contractPeriod, "kỳ báo cáo không hợp lệ",
            "not a valid period"
        ),
        (
            .contractBoolean, "không phải là giá trị có hoặc không",
            "not a yes or no"
        ),
        (
            .contractRange, "giá trị nằm ngoài khoảng cho phép",
            "value out of range"
        ),
        (
            .contractPattern, "giá trị không đúng mẫu",
            "the value does not fit its pattern"
        ),
        (
            .contractCode, "giá trị không có trong danh mục",
            "the value is not in its list"
        ),
        (
            .contractUnique, "khóa bị trùng trong tệp",
            "the key comes more than once in the file"
        ),
        (
            .contractCover, "số liệu nằm ngoài phạm vi của bộ dữ liệu",
            "the figure is not what this dataset covers"
        ),
        (
            .transformMap, "tên này chưa có trong bảng mã",
            "the code map does not know this name"
        ),
        (
            .transformSplit, "nội dung không tách được theo mẫu nào",
            "no pattern fits this text"
        ),
        (
            .transformExpression, "không tính được giá trị từ dòng này",
            "the expression cannot be computed"
        ),
        (
            .transformLookup, "không tra được giá trị trong bảng mã",
            "the code map has no such key"
        ),
        (
            .normaliseIndicator, "chỉ tiêu không có trong danh mục",
            "the indicator is not in the catalogue"
        ),
        (
            .normaliseArea, "mã địa bàn không có hiệu lực",
            "the area code is not in force"
        ),
        (
            .normalisePeriod, "kỳ không phù hợp",
            "the period does not fit"
        ),
        (
            .normaliseAgency, "cơ quan không có trong danh mục",
            "the agency is not in the catalogue"
        ),
        (
            .normaliseBreakdown, "phân tổ không có trong danh mục",
            "the breakdown has no such member"
        ),
        (
            .normaliseUnit, "đơn vị tính không quy đổi được",
            "the unit does not convert"
        ),
        (
            .normaliseConfidentiality, "không rõ số liệu được công bố hay không, hoặc từ ngày nào",
            "it is not clear whether the figure may be published, or from when"
        ),
        (
            .normaliseStatus, "trạng thái số liệu không rõ hoặc không hợp với giá trị",
            "the status is not known, or does not fit the value"
        ),
        (
            .normaliseMember, "giá trị không có trong chiều dữ liệu",
            "the dimension has no such member"
        ),
        (
            .normaliseDigits, "số có quá nhiều chữ số",
            "the number has too many digits"
        ),
        (
            .factDuplicate, "hai dòng cho cùng một ô số liệu nhưng khác giá trị",
            "two records give one cell different values"
        ),
        (
            .correctionGuard, "tệp không còn ghi giá trị mà điều chỉnh nhắm tới",
            "the file no longer says what was corrected"
        ),
        (
            .dropFutureVintage, "ngày công bố muộn hơn ngày nhận tệp",
            "the vintage is later than the receipt"
        ),
        (
            .dropLocked, "đã quá hạn khóa sổ của kỳ",
            "the period is locked"
        ),
        (
            .dropEmpty, "tệp không có dòng số liệu nào",
            "the drop has no records"
        ),
        (
            .dropClosures, "tệp làm mất quá nhiều số liệu đã có",
            "the drop would close too many figures"
        ),
        (
            .dropSameBytes, "nội dung trùng hệt một tệp của kỳ khác",
            "the same bytes came for another period"
        ),
        (
            .dropAppended, "số liệu đã có bị gửi lại với giá trị khác",
            "known keys come again with other values"
        ),
        (
            .dropTotal, "tổng các đơn vị không khớp với số của cả vùng",
            "the parts do not add up to the whole"
        ),
        (
            .dropJump, "số liệu lệch cỡ so với các kỳ trước",
            "a figure is not of the size of those before it"
        ),
        (
            .dropCumulative, "số lũy kế giảm so với kỳ ngắn hơn trong năm",
            "a figure counted from January shrinks within the year"
        ),
        (
            .dropSameVintage, "hai tệp khác nhau cho cùng kỳ và cùng ngày công bố",
            "two different files state one period on one day"
        ),
        (
            .dropUnclaimed, "không bộ dữ liệu nào nhận tệp này",
            "no dataset claims this file"
        ),
        (
            .dropClaimedTwice, "nhiều bộ dữ liệu cùng nhận tệp này",
            "several datasets claim this file"
        ),
    ]
}
