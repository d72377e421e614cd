extension RuleWords {
    /// The drop: it is held until a person releases it, or nobody takes it.
    static let dropRules: [Rule: RuleWords] = [
        .dropFutureVintage: RuleWords(
            vi: Text(
                title: "ngày công bố muộn hơn ngày nhận tệp",
                expected: "ngày công bố không sau ngày nhận tệp",
                advice: """
                    hãy kiểm tra ngày trong tên tệp; nếu đúng, người phụ trách ở trung tâm sẽ \
                    quyết định cho nhập
                    """,
                explanation: """
                    Ngày công bố ghi trong tên tệp nằm sau ngày tệp được nhận. Tệp được tạm giữ \
                    cho đến khi có người xem xét.
                    """),
            en: Text(
                title: "the vintage is later than the receipt",
                expected: "a vintage not after the day of receipt",
                advice: """
                    check the date in the file's name; if it is right, the centre decides on its \
                    release
                    """,
                explanation: """
                    The vintage in the file's name is after the day on which the file came. It \
                    is held until somebody has looked at it.
                    """)),
        .dropLocked: RuleWords(
            vi: Text(
                title: "đã quá hạn khóa sổ của kỳ",
                expected: "ngày công bố trước ngày khóa sổ",
                advice: """
                    hãy liên hệ trung tâm; người phụ trách sẽ quyết định cho nhập số liệu muộn
                    """,
                explanation: """
                    Tệp đến sau ngày khóa sổ mà quy ước ghi cho kỳ này nên được tạm giữ.
                    """),
            en: Text(
                title: "the period is locked",
                expected: "a vintage before the lock",
                advice: "speak to the centre, which decides on late figures",
                explanation: """
                    The drop came after the day on which the contract locks the period, so it is \
                    held.
                    """)),
        .dropEmpty: RuleWords(
            vi: Text(
                title: "tệp không có dòng số liệu nào",
                expected: "ít nhất một dòng số liệu",
                advice: """
                    hãy gửi lại tệp có số liệu; nếu kỳ này thật sự không có, hãy báo trung tâm
                    """,
                explanation: """
                    Tệp chỉ có tiêu đề. Nếu nhập, toàn bộ số liệu của kỳ sẽ bị đóng, nên tệp \
                    được tạm giữ.
                    """),
            en: Text(
                title: "the drop has no records",
                expected: "at least one record",
                advice: "resend the file with figures; if there are really none, tell the centre",
                explanation: """
                    The file has a header only. To load it would close every figure of the \
                    period, so it is held.
                    """)),
        .dropClosures: RuleWords(
            vi: Text(
                title: "tệp làm mất quá nhiều số liệu đã có",
                expected: "tỷ lệ số liệu bị đóng trong mức cho phép",
                advice: """
                    hãy kiểm tra xem tệp có thiếu dòng không; nếu đúng, người phụ trách sẽ quyết \
                    định cho nhập
                    """,
                explanation: """
                    So với lần gửi trước, tệp thiếu nhiều ô số liệu hơn mức quy ước chấp nhận. \
                    Tệp được tạm giữ, số liệu cũ giữ nguyên.
                    """),
            en: Text(
                title: "the drop would close too many figures",
                expected: "a share of closed cells within the limit",
                advice: """
                    check whether lines are missing; if it is right, the centre decides on its \
                    release
                    """,
                explanation: """
                    Compared with the drop before, more cells have vanished than the contract \
                    accepts. The drop is held and the old figures stay.
                    """)),
        .dropSameBytes: RuleWords(
            vi: Text(
                title: "nội dung trùng hệt một tệp của kỳ khác",
                expected: "số liệu riêng của kỳ này",
                advice: "hãy kiểm tra xem có gửi nhầm tệp của kỳ trước không",
                explanation: """
                    Tệp giống từng byte một tệp đã gửi cho kỳ khác; thường là gửi nhầm. Tệp được \
                    tạm giữ.
                    """),
            en: Text(
                title: "the same bytes came for another period",
                expected: "figures of this period",
                advice: "check whether the file of another period was sent by mistake",
                explanation: """
                    The file is byte for byte one that came for another period, usually by \
                    mistake. It is held.
                    """)),
        .dropAppended: RuleWords(
            vi: Text(
                title: "số liệu đã có bị gửi lại với giá trị khác",
                expected: "chỉ những khóa chưa có trong kho",
                advice: "hãy kiểm tra các dòng gửi lại; nếu là đính chính, hãy báo trung tâm",
                explanation: """
                    Bộ dữ liệu này chỉ được bổ sung. Tệp chứa khóa đã có từ trước với giá trị \
                    khác nên được tạm giữ.
                    """),
            en: Text(
                title: "known keys come again with other values",
                expected: "only keys that are not there yet",
                advice: """
                    check the records that come again; if they are revisions, tell the centre
                    """,
                explanation: """
                    This dataset is only added to. The drop has keys of earlier ones with other \
                    values, so it is held.
                    """)),
        .dropTotal: RuleWords(
            vi: Text(
                title: "tổng các đơn vị không khớp với số của cả vùng",
                expected: "tổng các đơn vị bằng số của cả vùng, trong mức lệch cho phép",
                advice: """
                    hãy đối chiếu số của cả vùng với số của từng đơn vị, rồi gửi lại bên sai
                    """,
                explanation: """
                    Quy trình yêu cầu số của một vùng bằng tổng các đơn vị trong vùng. Chỉ so khi \
                    đã có đủ các đơn vị, và chỉ với chỉ tiêu cộng được theo vùng. Tùy quy trình, \
                    tệp được tạm giữ hoặc vẫn nhập kèm cảnh báo.
                    """),
            en: Text(
                title: "the parts do not add up to the whole",
                expected: "parts that add up to the whole, within the tolerance",
                advice: "compare the whole with its parts, and resend the side that is wrong",
                explanation: """
                    The pipeline asks that the figure of an area be the sum of the areas in it. \
                    They are compared only where all parts are there, and only for indicators \
                    that add up over areas. As the pipeline says, the drop is held, or loaded \
                    with a warning.
                    """)),
        .dropJump: RuleWords(
            vi: Text(
                title: "số liệu lệch cỡ so với các kỳ trước",
                expected: "số cùng cỡ với các kỳ trước của chính chuỗi này",
                advice: """
                    hãy kiểm tra đơn vị tính (đồng, nghìn, triệu, tỷ) và dấu thập phân; nếu số \
                    đúng, hãy cho nhập (release) kèm lý do
                    """,
                explanation: """
                    Quy trình so mỗi số với số của tối đa 12 kỳ trước của cùng chỉ tiêu, địa bàn \
                    và phân tổ. Số lớn hơn hoặc nhỏ hơn nhiều lần thường là sai đơn vị. Tùy quy \
                    trình, tệp được tạm giữ hoặc vẫn nhập kèm cảnh báo.
                    """),
            en: Text(
                title: "a figure is not of the size of those before it",
                expected: "a figure of the size of its series' earlier ones",
                advice: """
                    check its unit (one, thousand, million, billion) and its decimal mark; if it \
                    is right, release the drop with the reason
                    """,
                explanation: """
                    The pipeline compares each figure with those of up to 12 earlier periods of \
                    the same indicator, area and breakdown. What is many times as large or as \
                    small was most often written in another unit. As the pipeline says, the drop \
                    is held, or loaded with a warning.
                    """)),
        .dropCumulative: RuleWords(
            vi: Text(
                title: "số lũy kế giảm so với kỳ ngắn hơn trong năm",
                expected: "số lũy kế không nhỏ hơn số của các kỳ ngắn hơn trong cùng năm",
                advice: """
                    hãy kiểm tra có ghi nhầm số của riêng tháng, quý vào cột lũy kế không; nếu kỳ \
                    trước sai, hãy gửi lại kỳ đó
                    """,
                explanation: """
                    Quy trình so số tính từ đầu năm (tháng 1, 2 tháng, quý I, … 6 tháng, … cả năm) \
                    với số của các kỳ ngắn hơn cùng năm, cùng chỉ tiêu, địa bàn và phân tổ, trong \
                    tệp hoặc trong kho; chỉ với chỉ tiêu cộng được theo thời gian. Tùy quy trình, \
                    tệp được tạm giữ hoặc vẫn nhập kèm cảnh báo.
                    """),
            en: Text(
                title: "a figure counted from January shrinks within the year",
                expected: "a figure no smaller than those of shorter spans of the year",
                advice: """
                    check whether the figure of one month or quarter stands where all since January \
                    belong; if the earlier one is wrong, resend that
                    """,
                explanation: """
                    The pipeline compares figures counted from January (January, two months, the \
                    first quarter, … the half, … the year) with those of shorter spans of the same \
                    year, indicator, area and breakdown, in the drop or in the warehouse; only for \
                    indicators that add up over time. As the pipeline says, the drop is held, or \
                    loaded with a warning.
                    """)),
        .dropSameVintage: RuleWords(
            vi: Text(
                title: "hai tệp khác nhau cho cùng kỳ và cùng ngày công bố",
                expected: "một tệp cho mỗi kỳ và ngày công bố, hoặc số thứ tự trong tên tệp",
                advice: """
                    hãy gửi lại tệp đúng với ngày công bố mới hoặc số thứ tự; nếu không, tệp có mã \
                    băm lớn hơn được dùng
                    """,
                explanation: """
                    Hai tệp khác nội dung có cùng kỳ và cùng ngày công bố, tên tệp không cho biết \
                    tệp nào sau. Để kết quả không phụ thuộc thứ tự nạp, tệp có mã băm lớn hơn được \
                    coi là sau.
                    """),
            en: Text(
                title: "two different files state one period on one day",
                expected: "one file for a period and a vintage, or a sequence in the name",
                advice: """
                    resend the right file under a later vintage or with a sequence; else the one \
                    with the larger hash counts
                    """,
                explanation: """
                    Two files of different content have the same period and vintage, and their \
                    names do not say which is the later one. So that the result does not depend on \
                    the order of loading, the one with the larger hash counts as later.
                    """)),
        .dropUnclaimed: RuleWords(
            vi: Text(
                title: "không bộ dữ liệu nào nhận tệp này",
                expected: "tên tệp theo mẫu của một quy ước",
                advice: "hãy đặt lại tên tệp theo mẫu đã quy ước và để đúng thư mục của cơ quan",
                explanation: """
                    Tên hoặc thư mục của tệp không khớp với quy ước nào nên tệp không được đọc.
                    """),
            en: Text(
                title: "no dataset claims this file",
                expected: "a name that fits a contract",
                advice: "name the file as the contract says and put it in the agency's folder",
                explanation: "The file's name or folder fits no contract, so it is not read.")),
        .dropClaimedTwice: RuleWords(
            vi: Text(
                title: "nhiều bộ dữ liệu cùng nhận tệp này",
                expected: "tên tệp chỉ khớp với một quy ước",
                advice: """
                    trung tâm cần sửa mẫu tên tệp trong các quy ước để chúng không trùng nhau
                    """,
                explanation: "Tên tệp khớp với nhiều quy ước nên không biết đọc theo quy ước nào."),
            en: Text(
                title: "several datasets claim this file",
                expected: "a name that fits one contract only",
                advice: "the centre must mend the name patterns so that they do not overlap",
                explanation: """
                    The file's name fits several contracts, so nobody knows by which one to read \
                    it.
                    """)),
    ]
}
