extension RuleWords {
    /// A record on its way to a fact: it is quarantined.
    static let transformRules: [Rule: RuleWords] = [
        .transformMap: RuleWords(
            vi: Text(
                title: "tên này chưa có trong bảng mã",
                expected: "một tên có trong bảng mã của bộ dữ liệu",
                advice: """
                    hãy viết đúng tên như trong bảng mã; nếu là tên mới, hãy đề nghị trung tâm \
                    bổ sung vào bảng mã
                    """,
                explanation: """
                    Bảng mã của bộ dữ liệu không có tên này nên không biết nó ứng với mã nào.
                    """),
            en: Text(
                title: "the code map does not know this name",
                expected: "a name of the dataset's code map",
                advice: """
                    write the name as in the code map; if it is new, ask the centre to add it
                    """,
                explanation: """
                    The dataset's code map does not have this name, so nobody knows which code \
                    it stands for.
                    """)),
        .transformSplit: RuleWords(
            vi: Text(
                title: "nội dung không tách được theo mẫu nào",
                expected: "nội dung theo một trong các mẫu đã khai báo",
                advice: "hãy viết lại theo một trong các mẫu, hoặc đề nghị trung tâm bổ sung mẫu",
                explanation: "Bước tách (split) không tìm thấy mẫu nào khớp với nội dung này."),
            en: Text(
                title: "no pattern fits this text",
                expected: "text that fits one of the declared patterns",
                advice: "write it as one of the patterns says, or ask the centre to add a pattern",
                explanation: "The split step has no pattern that fits this text.")),
        .transformExpression: RuleWords(
            vi: Text(
                title: "không tính được giá trị từ dòng này",
                expected: "các giá trị đủ để tính biểu thức",
                advice: """
                    hãy kiểm tra các ô dùng để tính trên dòng này (ô trống, chia cho 0, số quá \
                    lớn)
                    """,
                explanation: """
                    Biểu thức của một bước xử lý không tính được với dòng này: thiếu giá trị, \
                    chia cho 0, hoặc kết quả quá dài.
                    """),
            en: Text(
                title: "the expression cannot be computed",
                expected: "values from which the expression can be computed",
                advice: "check the cells that it uses (empty, division by zero, number too large)",
                explanation: """
                    A step's expression cannot be computed for this record: a value is missing, \
                    it divides by zero, or the result is too long.
                    """)),
        .transformLookup: RuleWords(
            vi: Text(
                title: "không tra được giá trị trong bảng mã",
                expected: "một khóa có trong bảng mã của bộ dữ liệu",
                advice: """
                    hãy viết đúng như trong bảng mã; nếu là khóa mới, hãy đề nghị trung tâm bổ \
                    sung vào bảng mã
                    """,
                explanation: """
                    Bước tra cứu (lookup) không thấy khóa này trong bảng mã của bộ dữ liệu.
                    """),
            en: Text(
                title: "the code map has no such key",
                expected: "a key of the dataset's code map",
                advice: "write it as in the code map; if it is new, ask the centre to add it",
                explanation: "The lookup step does not find this key in the dataset's code map.")),
        .normaliseIndicator: RuleWords(
            vi: Text(
                title: "chỉ tiêu không có trong danh mục",
                expected: "mã chỉ tiêu có trong danh mục",
                advice: """
                    hãy dùng đúng mã chỉ tiêu; nếu là chỉ tiêu mới, hãy đề nghị cơ quan thống kê \
                    bổ sung danh mục
                    """,
                explanation: """
                    Mã chỉ tiêu chỉ có nghĩa cùng với hệ thống chỉ tiêu và phương pháp tính của \
                    nó; danh mục không có mã này.
                    """),
            en: Text(
                title: "the indicator is not in the catalogue",
                expected: "an indicator of the catalogue",
                advice: "use the right code; a new indicator is added by the statistics office",
                explanation: """
                    An indicator's code means something only with its edition and methodology; \
                    the catalogue has none like this.
                    """)),
        .normaliseArea: RuleWords(
            vi: Text(
                title: "mã địa bàn không có hiệu lực",
                expected: "mã địa bàn có hiệu lực tại ngày áp dụng",
                advice: """
                    hãy dùng mã đơn vị hành chính có hiệu lực tại thời điểm này, giữ đủ số 0 ở \
                    đầu
                    """,
                explanation: """
                    Mã địa bàn không có trong danh mục tại ngày áp dụng: có thể đã sáp nhập, \
                    chưa có hiệu lực, hoặc mất số 0 ở đầu.
                    """),
            en: Text(
                title: "the area code is not in force",
                expected: "an area code in force on the day",
                advice: "use the code in force on that day, with its leading zeros",
                explanation: """
                    The code is not in the area list on that day: the area may have merged, may \
                    not exist yet, or has lost a leading zero.
                    """)),
        .normalisePeriod: RuleWords(
            vi: Text(
                title: "kỳ không phù hợp",
                expected: "kỳ nằm trong kỳ của tệp và không sau ngày công bố",
                advice: "hãy kiểm tra kỳ trên dòng này và kỳ trong tên tệp",
                explanation: """
                    Kỳ không đọc được, nằm ngoài kỳ ghi trong tên tệp, hoặc bắt đầu sau ngày \
                    công bố số liệu.
                    """),
            en: Text(
                title: "the period does not fit",
                expected: "a period within the file's and not after its vintage",
                advice: "check the period of this record and the one in the file's name",
                explanation: """
                    The period cannot be read, lies outside the one in the file's name, or \
                    begins after the figures' vintage.
                    """)),
        .normaliseAgency: RuleWords(
            vi: Text(
                title: "cơ quan không có trong danh mục",
                expected: "mã cơ quan có hiệu lực trong danh mục",
                advice: """
                    hãy dùng đúng mã cơ quan; cơ quan mới lập hoặc sáp nhập thì đề nghị trung \
                    tâm cập nhật
                    """,
                explanation: "Danh mục không có cơ quan này tại ngày áp dụng."),
            en: Text(
                title: "the agency is not in the catalogue",
                expected: "an agency in force in the catalogue",
                advice: """
                    use the right code; for a new or merged agency ask the centre to update the \
                    list
                    """,
                explanation: "The catalogue has no such agency on that day.")),
        .normaliseBreakdown: RuleWords(
            vi: Text(
                title: "phân tổ không có trong danh mục",
                expected: "một nhóm có trong phân tổ này",
                advice: "hãy dùng đúng mã của nhóm; để trống nếu là tổng số",
                explanation: """
                    Nhóm này không thuộc phân tổ (giới tính, độ tuổi …) trong danh mục. Ô trống \
                    nghĩa là tổng số.
                    """),
            en: Text(
                title: "the breakdown has no such member",
                expected: "a member of this breakdown",
                advice: "use the member's code; leave it empty for the total",
                explanation: """
                    The breakdown (sex, age …) has no such member in the catalogue. An empty \
                    cell means the total.
                    """)),
        .normaliseUnit: RuleWords(
            vi: Text(
                title: "đơn vị tính không quy đổi được",
                expected: "đơn vị quy đổi được sang đơn vị của chỉ tiêu",
                advice: """
                    hãy ghi đúng đơn vị tính; nếu là cách viết mới, hãy đề nghị trung tâm bổ \
                    sung vào danh mục đơn vị
                    """,
                explanation: """
                    Đơn vị không có trong danh mục, hoặc không cùng đại lượng với đơn vị của chỉ \
                    tiêu nên không quy đổi được.
                    """),
            en: Text(
                title: "the unit does not convert",
                expected: "a unit that converts to the indicator's",
                advice: "write the right unit; a new spelling is added to the catalogue's units",
                explanation: """
                    The unit is not in the catalogue, or measures something else than the \
                    indicator's, so it cannot be converted.
                    """)),
        .normaliseStatus: RuleWords(
            vi: Text(
                title: "trạng thái số liệu không rõ hoặc không hợp với giá trị",
                expected: "chính thức, sơ bộ, ước tính, dự báo hoặc mã SDMX",
                advice: "hãy ghi đúng trạng thái của số liệu",
                explanation: """
                    Không hiểu được trạng thái này, hoặc trạng thái nói là không có số (H, K, L, M, \
                    O, Q) mà ô giá trị lại có số. Số sơ bộ không bao giờ được coi là số chính thức.
                    """),
            en: Text(
                title: "the status is not known, or does not fit the value",
                expected: "final, provisional, estimated, forecast or an SDMX code",
                advice: "write the status of the figure",
                explanation: """
                    The status is not understood, or it says that there is no figure (H, K, L, M, \
                    O, Q) beside a number. A provisional figure is never taken for a final one.
                    """)),
        .normaliseConfidentiality: RuleWords(
            vi: Text(
                title: "không rõ số liệu được công bố hay không, hoặc từ ngày nào",
                expected: "mã CONF_STATUS của SDMX; E kèm ngày công bố, mã khác không kèm ngày",
                advice: "hãy ghi đúng mã, và với E thì ghi ngày được công bố",
                explanation: """
                    Số liệu có mã bảo mật không hiểu được, hoặc mã E (chưa đến ngày công bố) mà \
                    không có ngày, hoặc có ngày mà mang mã khác. Không bao giờ đoán là được công bố.
                    """),
            en: Text(
                title: "it is not clear whether the figure may be published, or from when",
                expected: "a CONF_STATUS of SDMX: E with the day it is free, others without a day",
                advice: "write the right code, and with E the day from which it is free",
                explanation: """
                    The confidentiality of the figure is not understood, or it is E (embargo) without \
                    a day, or a day stands beside another code. It is never guessed to be free.
                    """)),
        .normaliseMember: RuleWords(
            vi: Text(
                title: "giá trị không có trong chiều dữ liệu",
                expected: "một giá trị có trong danh sách của chiều dữ liệu",
                advice: """
                    hãy dùng đúng giá trị; nếu là giá trị mới, hãy đề nghị trung tâm bổ sung vào \
                    danh sách
                    """,
                explanation: """
                    Cột này tham chiếu một danh sách của kho dữ liệu và danh sách đó không có \
                    giá trị này.
                    """),
            en: Text(
                title: "the dimension has no such member",
                expected: "a member of the dimension",
                advice: "use a value of the list; if it is new, ask the centre to add it",
                explanation: """
                    The column refers to a list of the warehouse, and the list has no such \
                    value.
                    """)),
        .normaliseDigits: RuleWords(
            vi: Text(
                title: "số có quá nhiều chữ số",
                expected: "số có không quá 38 chữ số sau khi quy đổi",
                advice: "hãy kiểm tra giá trị và đơn vị tính",
                explanation: """
                    Sau khi quy đổi đơn vị, giá trị không còn viết chính xác được trong 38 chữ \
                    số. Phù sa không làm tròn số liệu.
                    """),
            en: Text(
                title: "the number has too many digits",
                expected: "a number of at most 38 digits after conversion",
                advice: "check the value and its unit",
                explanation: """
                    After conversion the value cannot be written exactly in 38 digits. Figures \
                    are not rounded.
                    """)),
        .factDuplicate: RuleWords(
            vi: Text(
                title: "hai dòng cho cùng một ô số liệu nhưng khác giá trị",
                expected: "mỗi ô số liệu chỉ có một giá trị",
                advice: "hãy giữ lại dòng đúng và xóa dòng kia rồi gửi lại",
                explanation: """
                    Nhiều dòng cùng chỉ tiêu, địa bàn, kỳ và phân tổ nhưng khác giá trị. Tất cả \
                    đều bị cách ly và số liệu cũ của ô đó giữ nguyên.
                    """),
            en: Text(
                title: "two records give one cell different values",
                expected: "one value for each cell",
                advice: "keep the record that is right, remove the other and resend",
                explanation: """
                    Several records state the same indicator, area, period and breakdown with \
                    different values. All are quarantined, and the cell's old figure stays.
                    """)),
        .correctionGuard: RuleWords(
            vi: Text(
                title: "tệp không còn ghi giá trị mà điều chỉnh nhắm tới",
                expected: "giá trị mà điều chỉnh nhắm tới",
                advice: "hãy xem lại corrections.yml: bỏ điều chỉnh nếu cơ quan đã sửa số liệu",
                explanation: """
                    Điều chỉnh chỉ áp dụng khi tệp vẫn ghi giá trị sai đã biết. Nếu tệp ghi \
                    khác, dòng được giữ nguyên như cơ quan gửi và việc này được báo lại.
                    """),
            en: Text(
                title: "the file no longer says what was corrected",
                expected: "the value that the correction is for",
                advice: """
                    review corrections.yml: remove the correction if the agency has mended the \
                    figure
                    """,
                explanation: """
                    A correction applies only while the file still says what was found wrong. \
                    Where it says something else the record stays as delivered, and this is \
                    reported.
                    """)),
    ]
}
