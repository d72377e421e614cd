extension RuleWords {
    /// The file as a whole: it is refused.
    static let fileRules: [Rule: RuleWords] = [
        .fileEmpty: RuleWords(
            vi: Text(
                title: "tệp rỗng",
                expected: "một tệp có dòng tiêu đề và số liệu",
                advice: "hãy xuất lại tệp từ phần mềm nguồn rồi gửi lại",
                explanation: """
                    Tệp không có byte nào nên không có cả dòng tiêu đề. Tệp bị từ chối và coi \
                    như chưa gửi.
                    """),
            en: Text(
                title: "the file is empty",
                expected: "a file with a header and figures",
                advice: "export the file again from its source and resend it",
                explanation: """
                    The file has no bytes, so not even a header. It is refused and counts as not \
                    delivered.
                    """)),
        .fileUnreadable: RuleWords(
            vi: Text(
                title: "không đọc được tệp",
                expected: "một tệp thường mà phù sa có quyền đọc",
                advice: "hãy kiểm tra quyền đọc và chép lại tệp; không gửi lối tắt hay thư mục",
                explanation: """
                    Hệ điều hành không cho mở tệp, hoặc đó không phải là tệp thường (lối tắt, \
                    thư mục, thiết bị). Các tệp khác vẫn được xử lý.
                    """),
            en: Text(
                title: "the file cannot be read",
                expected: "a regular file that may be read",
                advice: "check the rights and copy the file again; send no links and no folders",
                explanation: """
                    The system does not let the file be opened, or it is no regular file (a \
                    link, a folder, a device). Other files go on.
                    """)),
        .fileKind: RuleWords(
            vi: Text(
                title: "loại tệp không được hỗ trợ",
                expected: "tệp CSV hoặc JSON, có thể nén gzip",
                advice: """
                    trong bảng tính, hãy chọn Lưu thành CSV UTF-8 rồi gửi lại; số liệu trong tệp \
                    PDF thì gửi bảng gốc
                    """,
                explanation: """
                    Nội dung tệp không phải CSV hay JSON như quy ước, dù tên tệp có thể ghi như \
                    vậy. Tệp Excel, PDF, ảnh và tệp zip không được đọc.
                    """),
            en: Text(
                title: "this kind of file is not read",
                expected: "a CSV or JSON file, gzip allowed",
                advice: """
                    in the spreadsheet choose Save as CSV UTF-8 and resend; for a PDF send the \
                    table it was made from
                    """,
                explanation: """
                    The content is not the CSV or JSON that the contract declares, whatever the \
                    name says. Excel, PDF, images and zip archives are not read.
                    """)),
        .fileEncoding: RuleWords(
            vi: Text(
                title: "bảng mã của tệp không đúng quy ước",
                expected: "văn bản theo bảng mã đã quy ước",
                advice: """
                    hãy lưu lại tệp bằng bảng mã UTF-8; nếu phông chữ là .VnTime hoặc VNI, hãy \
                    chuyển sang Unicode trước
                    """,
                explanation: """
                    Nhiều chỗ trong tệp không đọc được theo bảng mã mà quy ước ghi, hoặc chữ gõ \
                    bằng phông TCVN3, VNI. Phù sa không tự đoán bảng mã vì đoán sai sẽ làm hỏng \
                    chữ.
                    """),
            en: Text(
                title: "the file is not in the agreed encoding",
                expected: "text in the encoding of the contract",
                advice: """
                    save the file as UTF-8; where the font is .VnTime or VNI, convert it to \
                    Unicode first
                    """,
                explanation: """
                    Much of the file cannot be read in the encoding that the contract declares, \
                    or it was typed in a TCVN3 or VNI font. The encoding is never guessed, since \
                    a wrong guess corrupts text.
                    """)),
        .fileCompression: RuleWords(
            vi: Text(
                title: "tệp nén bị hỏng",
                expected: "một tệp gzip nguyên vẹn",
                advice: """
                    hãy nén lại từ tệp gốc và gửi lại; kiểm tra để việc truyền tệp không bị ngắt
                    """,
                explanation: """
                    Tệp gzip bị cắt giữa chừng, sai mã kiểm tra, hoặc có dữ liệu lạ ở cuối. \
                    Không dòng nào được nhận, vì không biết còn thiếu những gì.
                    """),
            en: Text(
                title: "the compressed file is damaged",
                expected: "a whole gzip file",
                advice: """
                    compress the original again and resend; make sure that the upload was not \
                    cut off
                    """,
                explanation: """
                    The gzip file breaks off, fails its checksum, or has something else at its \
                    end. No record is taken, since nobody knows what is missing.
                    """)),
        .fileTooLarge: RuleWords(
            vi: Text(
                title: "tệp vượt giới hạn kích thước",
                expected: "một tệp trong giới hạn dung lượng",
                advice: """
                    hãy bỏ phần thừa, hoặc chia số liệu theo kỳ và gửi thành nhiều tệp; giới hạn \
                    dung lượng của tệp thì trung tâm nâng được trong quy ước
                    """,
                explanation: """
                    Tệp sau giải nén, một bản ghi, số cột hay số dòng trống vượt giới hạn. Các \
                    giới hạn này chặn tệp độc hại hoặc hỏng làm đầy máy chủ.
                    """),
            en: Text(
                title: "the file is beyond a limit of size",
                expected: "a file within the agreed size",
                advice: """
                    remove what is surplus, or split the figures by period into several files; \
                    the size of the file is a limit that the centre can raise in the contract
                    """,
                explanation: """
                    What the file unpacks to, one of its records, the number of its columns or \
                    of its empty lines is above a limit. The limits keep a malicious or damaged \
                    file from filling the machine.
                    """)),
        .fileHeader: RuleWords(
            vi: Text(
                title: "không đọc được dòng tiêu đề",
                expected: "dòng tiêu đề như quy ước ở đầu tệp",
                advice: "hãy để dòng tiêu đề đúng vị trí, đủ số dòng và không gộp ô, rồi gửi lại",
                explanation: """
                    Ở chỗ quy ước dành cho tiêu đề không có tiêu đề đọc được: thiếu dòng, quá \
                    nhiều cột, hoặc dấu nháy không đóng.
                    """),
            en: Text(
                title: "the header cannot be read",
                expected: "the agreed header at the top of the file",
                advice: """
                    put the header in its place, with all its lines and without merged cells, \
                    and resend
                    """,
                explanation: """
                    Where the contract puts the header there is none that can be read: lines are \
                    missing, there are too many columns, or a quote does not close.
                    """)),
        .fileMissingColumn: RuleWords(
            vi: Text(
                title: "thiếu cột bắt buộc",
                expected: "mọi cột mà quy ước yêu cầu",
                advice: "hãy bổ sung cột này vào tệp, giữ đúng tên, rồi gửi lại",
                explanation: """
                    Quy ước yêu cầu một cột mà tệp không có. Tên cột phải trùng cả chữ hoa, chữ \
                    thường và dấu; chỉ khoảng trắng thừa được bỏ qua. Thứ tự cột là tùy ý.
                    """),
            en: Text(
                title: "a column is missing",
                expected: "every column that the contract asks for",
                advice: "add the column under exactly this name and resend",
                explanation: """
                    The contract asks for a column that the file does not have. Names must agree \
                    in case and diacritics; only surplus blanks are ignored. The order of \
                    columns is free.
                    """)),
        .fileNewColumn: RuleWords(
            vi: Text(
                title: "cột không có trong quy ước",
                expected: "chỉ những cột có trong quy ước",
                advice: """
                    hãy bỏ hoặc đổi tên cột này; nếu đây là cột mới, hãy đề nghị trung tâm bổ \
                    sung vào quy ước
                    """,
                explanation: """
                    Tệp có một cột mà quy ước không biết: có thể là cột đổi tên hoặc mẫu biểu \
                    mới. Tệp bị từ chối để không số liệu nào bị bỏ qua lặng lẽ.
                    """),
            en: Text(
                title: "the contract does not know this column",
                expected: "only columns of the contract",
                advice: """
                    remove or rename the column; if it is really new, ask the centre to add it \
                    to the contract
                    """,
                explanation: """
                    The file has a column that the contract does not know: it was renamed, or \
                    the form has changed. The file is refused so that no figures are left out in \
                    silence.
                    """)),
        .fileRepeatedColumn: RuleWords(
            vi: Text(
                title: "tên cột bị lặp",
                expected: "mỗi tên cột chỉ xuất hiện một lần",
                advice: "hãy đổi tên hoặc bỏ cột thừa rồi gửi lại",
                explanation: "Hai cột mang cùng một tên nên không biết số liệu nằm ở cột nào."),
            en: Text(
                title: "a column comes twice",
                expected: "each column name only once",
                advice: "rename or remove the surplus column and resend",
                explanation: """
                    Two columns have the same name, so nobody knows which one holds the figures.
                    """)),
        .fileJSON: RuleWords(
            vi: Text(
                title: "tệp JSON sai cấu trúc",
                expected: "một tệp JSON hợp lệ, có danh sách bản ghi ở đúng chỗ",
                advice: """
                    hãy xuất lại tệp; kiểm tra ngoặc, dấu phẩy và đường dẫn tới danh sách bản \
                    ghi
                    """,
                explanation: """
                    Tệp không phải JSON hợp lệ, lồng nhau quá sâu, hoặc danh sách bản ghi không \
                    nằm ở chỗ mà quy ước ghi.
                    """),
            en: Text(
                title: "the JSON is not as agreed",
                expected: "valid JSON with the list of records in its place",
                advice: """
                    export the file again; check brackets, commas and the path to the records
                    """,
                explanation: """
                    The file is not valid JSON, is nested too deeply, or does not have its \
                    records where the contract says.
                    """)),
        .fileLimit: RuleWords(
            vi: Text(
                title: "quá nhiều dòng lỗi trong tệp",
                expected: "tỷ lệ dòng bị cách ly trong mức cho phép",
                advice: "hãy sửa các dòng lỗi đã liệt kê rồi gửi lại cả tệp",
                explanation: """
                    Tỷ lệ bản ghi bị cách ly vượt mức mà quy ước chấp nhận, nên cả tệp bị từ \
                    chối. Số liệu cũ vẫn giữ nguyên.
                    """),
            en: Text(
                title: "too many records are faulty",
                expected: "a share of quarantined records within the limit",
                advice: "mend the records listed and resend the whole file",
                explanation: """
                    The share of quarantined records is above what the contract accepts, so the \
                    whole file is refused. The old figures stay.
                    """)),
    ]
}
