// swift-format-ignore-file
/// What every kind of mistake says.
let definitionErrorMessages = #"""
a.yml:1:2: lỗi: không có thư mục cấu hình [definition.folder]
  thấy      "x"
  cần       thư mục có phusa.yml
  sửa       kiểm tra đường dẫn và quyền đọc
a.yml:1:2: error: no workspace folder [definition.folder]
  found     "x"
  expected  a folder with phusa.yml
  do        check the path and its permissions
a.yml:1:2: lỗi: không đọc được tệp [definition.unreadable]
  thấy      "x"
  cần       tệp đọc được
  sửa       kiểm tra đường dẫn và quyền đọc
a.yml:1:2: error: file cannot be read [definition.unreadable]
  found     "x"
  expected  a readable file
  do        check the path and its permissions
a.yml:1:2: lỗi: tệp quá lớn [definition.too-large]
  thấy      "x"
  cần       nhiều nhất 5 byte
  sửa       chia tệp nhỏ ra
a.yml:1:2: error: file too large [definition.too-large]
  found     "x"
  expected  at most 5 bytes
  do        split the file
a.yml:1:2: lỗi: không phải UTF-8 [definition.encoding]
  thấy      "x"
  cần       văn bản UTF-8
  sửa       lưu lại tệp bằng UTF-8
a.yml:1:2: error: not UTF-8 [definition.encoding]
  found     "x"
  expected  text in UTF-8
  do        save the file as UTF-8
a.yml:1:2: lỗi: có ký tự điều khiển [definition.control]
  thấy      "x"
  cần       chữ, dấu cách và ký tự xuống dòng
  sửa       xóa ký tự này
a.yml:1:2: error: control character [definition.control]
  found     "x"
  expected  letters, blanks and line ends
  do        remove the character
a.yml:1:2: lỗi: tệp lạ trong thư mục cấu hình [definition.unknown-file]
  thấy      "x"
  cần       một trong: a, b
  sửa       đổi tên hoặc bỏ tệp
a.yml:1:2: error: unknown file [definition.unknown-file]
  found     "x"
  expected  one of a, b
  do        rename or remove the file
a.yml:1:2: lỗi: thiếu tệp [definition.missing-file]
  thấy      "x"
  cần       f
  sửa       thêm tệp
a.yml:1:2: error: missing file [definition.missing-file]
  found     "x"
  expected  f
  do        add the file
a.yml:1:2: lỗi: thụt dòng bằng phím tab [definition.tab]
  thấy      "x"
  cần       dấu cách
  sửa       thay tab bằng dấu cách
a.yml:1:2: error: tab in the indentation [definition.tab]
  found     "x"
  expected  blanks
  do        replace tabs by blanks
a.yml:1:2: lỗi: lồng nhau quá sâu [definition.nesting]
  thấy      "x"
  cần       nhiều nhất 64 cấp
  sửa       bớt các cấp lồng nhau
a.yml:1:2: error: nested too deeply [definition.nesting]
  found     "x"
  expected  at most 64 levels
  do        use fewer levels
a.yml:1:2: lỗi: sai cú pháp YAML [definition.syntax]
  thấy      "x"
  cần       YAML đúng cú pháp
  sửa       kiểm tra dòng này và dòng trước
a.yml:1:2: error: YAML syntax error [definition.syntax]
  found     "x"
  expected  well-formed YAML
  do        check this line and the one before
a.yml:1:2: lỗi: khóa lặp lại [definition.duplicate-key]
  thấy      "x"
  cần       mỗi khóa một lần; lần đầu ở dòng 3
  sửa       đổi hoặc bỏ khóa
a.yml:1:2: error: repeated key [definition.duplicate-key]
  found     "x"
  expected  each key once; first on line 3
  do        rename or remove the key
a.yml:1:2: lỗi: khóa không có trong định dạng [definition.unknown-key]
  thấy      "x"
  cần       một trong: a, b
  sửa       đổi hoặc bỏ khóa
a.yml:1:2: error: unknown key [definition.unknown-key]
  found     "x"
  expected  one of a, b
  do        rename or remove the key
a.yml:1:2: lỗi: thiếu khóa bắt buộc [definition.missing-key]
  thấy      "x"
  cần       k
  sửa       thêm khóa
a.yml:1:2: error: missing key [definition.missing-key]
  found     "x"
  expected  k
  do        add the key
a.yml:1:2: lỗi: khóa không dùng được ở đây [definition.not-applicable]
  thấy      "x"
  cần       không có khóa này khi có x
  sửa       bỏ một trong hai
a.yml:1:2: error: key does not apply here [definition.not-applicable]
  found     "x"
  expected  no such key with x
  do        remove one of the two
a.yml:1:2: lỗi: tên đã dành riêng [definition.reserved-name]
  thấy      "x"
  cần       tên khác
  sửa       đổi tên
a.yml:1:2: error: reserved name [definition.reserved-name]
  found     "x"
  expected  another name
  do        choose another name
a.yml:1:2: lỗi: không có đơn vị tính này [definition.unknown-name]
  thấy      "x"
  cần       a
  sửa       sửa tên, hoặc thêm vào danh mục
a.yml:1:2: error: unknown unit [definition.unknown-name]
  found     "x"
  expected  a
  do        mend the name, or add it
a.yml:1:2: lỗi: không có đơn vị tính này [definition.unknown-name]
  thấy      "x"
  cần       danh mục này còn trống
  sửa       sửa tên, hoặc thêm vào danh mục
a.yml:1:2: error: unknown unit [definition.unknown-name]
  found     "x"
  expected  nothing: the list is empty
  do        mend the name, or add it
a.yml:1:2: lỗi: mã chỉ tiêu có nhiều nghĩa [definition.ambiguous-indicator]
  thấy      "x"
  cần       một trong: a, b
  sửa       viết đủ phiên bản|mã|phương pháp
a.yml:1:2: error: ambiguous indicator code [definition.ambiguous-indicator]
  found     "x"
  expected  one of a, b
  do        write EDITION|CODE|METHODOLOGY
a.yml:1:2: lỗi: mã không khớp với thư mục [definition.folder-code]
  thấy      "x"
  cần       a.b
  sửa       sửa mã hoặc đổi thư mục
a.yml:1:2: error: code does not match its folder [definition.folder-code]
  found     "x"
  expected  a.b
  do        mend the code or move the file
a.yml:1:2: lỗi: cột sai kiểu [definition.column-type]
  thấy      "x"
  cần       một trong: text, date
  sửa       chọn cột khác
a.yml:1:2: error: column of the wrong type [definition.column-type]
  found     "x"
  expected  one of text, date
  do        choose another column
a.yml:1:2: lỗi: cột theo mẫu và cột đơn bị dùng lẫn [definition.spread-column]
  thấy      "x"
  cần       cột theo mẫu (names) cho unpivot, cột đơn (name) cho bước khác
  sửa       chọn cột khác
a.yml:1:2: error: pattern column and single column mixed [definition.spread-column]
  found     "x"
  expected  a pattern column (names) for unpivot, a single one (name) for other steps
  do        choose another column
a.yml:1:2: lỗi: cột của bảng số liệu không có nguồn [definition.unfed-column]
  thấy      "x"
  cần       một cột cho mỗi cột của fact_x
  sửa       tạo cột, hoặc khai ở load.columns
a.yml:1:2: error: fact column without a source [definition.unfed-column]
  found     "x"
  expected  a column for each column of fact_x
  do        make the column, or name one in load.columns
a.yml:1:2: lỗi: bảng số liệu không thay theo kỳ được [definition.replace-without-scope]
  thấy      "x"
  cần       fact_x có scope, hoặc mode khác
  sửa       khai scope hoặc dùng merge
a.yml:1:2: error: fact cannot be replaced by period [definition.replace-without-scope]
  found     "x"
  expected  a scope in fact_x, or another mode
  do        declare a scope or use merge
a.yml:1:2: lỗi: mẫu không khớp chỉ tiêu nào [definition.no-match]
  thấy      "x"
  cần       mẫu khớp ít nhất một chỉ tiêu
  sửa       sửa mẫu, hoặc thêm chỉ tiêu
a.yml:1:2: error: pattern matches no indicator [definition.no-match]
  found     "x"
  expected  a pattern that matches an indicator
  do        mend the pattern, or add the indicator
a.yml:1:2: lỗi: thời gian hiệu lực chồng nhau [definition.overlapping-validity]
  thấy      "x"
  cần       sau hoặc trước hiệu lực ở a:1
  sửa       sửa ngày hiệu lực
a.yml:1:2: error: overlapping validity [definition.overlapping-validity]
  found     "x"
  expected  before or after the span of a:1
  do        mend the dates
a.yml:1:2: lỗi: đơn vị không kết thúc vào ngày này [definition.area-change]
  thấy      "x"
  cần       2025-07-01
  sửa       sửa ngày hoặc mã
a.yml:1:2: error: area does not end on this day [definition.area-change]
  found     "x"
  expected  2025-07-01
  do        mend day or code
a.yml:1:2: lỗi: đơn vị không có hiệu lực vào ngày này [definition.area-change]
  thấy      "x"
  cần       có hiệu lực từ: 2025-07-01
  sửa       sửa ngày hoặc mã
a.yml:1:2: error: area not in force on this day [definition.area-change]
  found     "x"
  expected  in force from 2025-07-01
  do        mend day or code
a.yml:1:2: lỗi: đơn vị không có hiệu lực vào ngày này [definition.area-change]
  thấy      "x"
  cần       đơn vị đang có hiệu lực
  sửa       sửa ngày hoặc mã
a.yml:1:2: error: area not in force on this day [definition.area-change]
  found     "x"
  expected  an area in force
  do        mend day or code
a.yml:1:2: lỗi: các phần không cộng thành 1 [definition.area-change]
  thấy      "x"
  cần       tổng đúng bằng 1 cho cơ sở land
  sửa       sửa các phần
a.yml:1:2: error: shares do not sum to 1 [definition.area-change]
  found     "x"
  expected  a sum of exactly 1 for land
  do        mend the shares
a.yml:1:2: lỗi: đơn vị kết thúc mà không ghi chuyển về đâu [definition.area-change]
  thấy      "x"
  cần       một dòng trong catalogue/area-changes.csv
  sửa       ghi đơn vị kế tiếp, hoặc relation: abolished
a.yml:1:2: error: area ends without a successor [definition.area-change]
  found     "x"
  expected  a row of catalogue/area-changes.csv
  do        record its successor, or relation abolished
a.yml:1:2: lỗi: hai nguồn cùng giữ một số liệu [definition.ownership]
  thấy      "x"
  cần       phạm vi không trùng với a/b trong fact_x; đang trùng: 84
  sửa       thu hẹp covers của một trong hai
a.yml:1:2: error: two datasets own the same figures [definition.ownership]
  found     "x"
  expected  a cover apart from a/b in fact_x; shared: 84
  do        narrow the covers of one of the two
a.yml:1:2: lỗi: công thức sai [definition.formula]
  thấy      "x"
  cần       chỉ tiêu, số, hàm, phép tính hoặc dấu ngoặc
  sửa       sửa công thức
a.yml:1:2: error: error in a formula [definition.formula]
  found     "x"
  expected  an indicator, a number, a function, an operator or a bracket
  do        mend the formula
a.yml:1:2: lỗi: công thức quá dài [definition.formula-size]
  thấy      "x"
  cần       nhiều nhất 5 phần tử
  sửa       tách một phần thành chỉ tiêu tính riêng
a.yml:1:2: error: formula too long [definition.formula-size]
  found     "x"
  expected  at most 5 parts
  do        make a part of it an indicator of its own
a.yml:1:2: lỗi: công thức quá dài [definition.formula-size]
  thấy      "x"
  cần       nhiều nhất 5 tham chiếu
  sửa       tách một phần thành chỉ tiêu tính riêng
a.yml:1:2: error: formula too long [definition.formula-size]
  found     "x"
  expected  at most 5 references
  do        make a part of it an indicator of its own
a.yml:1:2: lỗi: công thức sai [definition.formula]
  thấy      "x"
  cần       một chỉ tiêu
  sửa       sửa công thức
a.yml:1:2: error: error in a formula [definition.formula]
  found     "x"
  expected  one indicator
  do        mend the formula
a.yml:1:2: lỗi: công thức sai [definition.formula]
  thấy      "x"
  cần       một chỉ tiêu; chỉ lag, year_ago, in_year được đứng trong sum hoặc avg theo cấp, trục
  sửa       tách một phần thành chỉ tiêu tính riêng
a.yml:1:2: error: error in a formula [definition.formula]
  found     "x"
  expected  an indicator; only lag, year_ago and in_year stand within a sum or avg over areas or an axis
  do        make a part of it an indicator of its own
a.yml:1:2: lỗi: công thức sai [definition.formula]
  thấy      "x"
  cần       chỉ tiêu không có {…} khi cộng theo trục
  sửa       bỏ {…} hoặc bỏ sum
a.yml:1:2: error: error in a formula [definition.formula]
  found     "x"
  expected  an indicator without {…} in a sum over an axis
  do        remove {…} or the sum
a.yml:1:2: lỗi: cộng trừ hai đại lượng khác đơn vị [definition.formula-unit]
  thấy      "x"
  cần       hai vế cùng đơn vị; bên trái là người, bên phải là triệu đồng
  sửa       sửa một trong hai vế
a.yml:1:2: error: unlike units added or subtracted [definition.formula-unit]
  found     "x"
  expected  the same unit on both sides; left is người, right is triệu đồng
  do        mend one of the two sides
a.yml:1:2: lỗi: cộng trừ hai đại lượng khác đơn vị [definition.formula-unit]
  thấy      "x"
  cần       hai vế cùng đơn vị; bên trái là %, bên phải là lần
  sửa       số đứng riêng là tỷ lệ: viết 100 * (X / Y - 1); 100 điểm phần trăm là 100 * 1
a.yml:1:2: error: unlike units added or subtracted [definition.formula-unit]
  found     "x"
  expected  the same unit on both sides; left is %, right is lần
  do        a number alone is a ratio: write 100 * (X / Y - 1); 100 points are 100 * 1
a.yml:1:2: lỗi: cộng trừ hai đại lượng khác đơn vị [definition.formula-unit]
  thấy      "x"
  cần       hai vế cùng đơn vị; bên trái là tỷ đồng, bên phải là triệu đồng
  sửa       chia cho 1000 ở vế phải
a.yml:1:2: error: unlike units added or subtracted [definition.formula-unit]
  found     "x"
  expected  the same unit on both sides; left is tỷ đồng, right is triệu đồng
  do        divide by 1000 on the right side
a.yml:1:2: lỗi: công thức cho đại lượng khác với đơn vị của chỉ tiêu [definition.formula-unit]
  thấy      "x"
  cần       tạ/ha
  sửa       sửa công thức hoặc unit
a.yml:1:2: error: the formula does not measure what the indicator's unit says [definition.formula-unit]
  found     "x"
  expected  tạ/ha
  do        mend the formula or the unit
a.yml:1:2: lỗi: công thức cho đúng đại lượng nhưng sai độ lớn của đơn vị [definition.formula-unit]
  thấy      "x"
  cần       tạ/ha
  sửa       nhân với 10
a.yml:1:2: error: the formula measures the right thing at the wrong scale [definition.formula-unit]
  found     "x"
  expected  tạ/ha
  do        multiply by 10
a.yml:1:2: lỗi: công thức cho đúng đại lượng nhưng sai độ lớn của đơn vị [definition.formula-unit]
  thấy      "x"
  cần       tạ/ha
  sửa       chia cho 10
a.yml:1:2: error: the formula measures the right thing at the wrong scale [definition.formula-unit]
  found     "x"
  expected  tạ/ha
  do        divide by 10
a.yml:1:2: lỗi: đơn vị của công thức vượt quá giới hạn [definition.formula-unit]
  thấy      "x"
  cần       độ lớn không quá 38 chữ số
  sửa       rút gọn công thức
a.yml:1:2: error: the formula's unit is too large [definition.formula-unit]
  found     "x"
  expected  a scale of at most 38 digits
  do        shorten the formula
a.yml:1:2: lỗi: chỉ tiêu được tính từ chính nó [definition.formula-cycle]
  thấy      "x"
  cần       công thức không dẫn trở lại chỉ tiêu của nó, kể cả kỳ trước
  sửa       bỏ một tham chiếu của vòng
a.yml:1:2: error: indicator computed from itself [definition.formula-cycle]
  found     "x"
  expected  a formula that does not lead back to its own indicator, not even to an earlier period
  do        remove a reference of the cycle
a.yml:1:2: lỗi: chỉ tiêu không có công thức nào [definition.formula-empty]
  thấy      "x"
  cần       ít nhất một phiên bản khác none
  sửa       thêm công thức, hoặc bỏ formula
a.yml:1:2: error: no formula at all [definition.formula-empty]
  found     "x"
  expected  at least one version that is not none
  do        add a formula, or remove the key
a.yml:1:2: lỗi: chỉ tiêu này được tính, không nạp [definition.computed-indicator]
  thấy      "x"
  cần       chỉ tiêu không có formula
  sửa       bỏ mã này khỏi covers, hoặc bỏ formula của chỉ tiêu
a.yml:1:2: error: indicator is computed, not loaded [definition.computed-indicator]
  found     "x"
  expected  an indicator without a formula
  do        remove the code from covers, or the indicator's formula
a.yml:1:2: lỗi: ví dụ không khớp công thức [definition.formula-test]
  thấy      "x"
  cần       tham chiếu có trong công thức
  sửa       bỏ dòng này
a.yml:1:2: error: test does not fit its formula [definition.formula-test]
  found     "x"
  expected  a reference of the formula
  do        remove it
a.yml:1:2: lỗi: ví dụ không khớp công thức [definition.formula-test]
  thấy      "x"
  cần       mỗi tham chiếu một lần
  sửa       bỏ dòng này
a.yml:1:2: error: test does not fit its formula [definition.formula-test]
  found     "x"
  expected  each reference once
  do        remove it
a.yml:1:2: lỗi: ví dụ không khớp công thức [definition.formula-test]
  thấy      "x"
  cần       giá trị cho A; lag(B)
  sửa       thêm giá trị
a.yml:1:2: error: test does not fit its formula [definition.formula-test]
  found     "x"
  expected  a value for A; lag(B)
  do        add the values
a.yml:1:2: lỗi: ngoặc { không đóng [definition.text-open-brace]
  thấy      "x"
  cần       {tên số}, hoặc {{ và }} để in dấu ngoặc
  sửa       đóng ngoặc
a.yml:1:2: error: brace { is not closed [definition.text-open-brace]
  found     "x"
  expected  {name of a figure}, or {{ and }} to print a brace
  do        close the braces
a.yml:1:2: lỗi: ngoặc } không mở [definition.text-stray-brace]
  thấy      "x"
  cần       {tên số}, hoặc {{ và }} để in dấu ngoặc
  sửa       đóng ngoặc
a.yml:1:2: error: brace } closes nothing [definition.text-stray-brace]
  found     "x"
  expected  {name of a figure}, or {{ and }} to print a brace
  do        close the braces
a.yml:1:2: lỗi: số khai báo mà không dùng [definition.text-unused]
  thấy      "x"
  cần       tên này trong body
  sửa       dùng số này, hoặc bỏ đi
a.yml:1:2: error: figure that no body prints [definition.text-unused]
  found     "x"
  expected  its name in the body
  do        print the figure, or remove it
a.yml:1:2: lỗi: số chỉ có trong một ngôn ngữ [definition.text-one-language]
  thấy      "x"
  cần       cùng số trong vi và en
  sửa       thêm {tên số} vào ngôn ngữ kia
a.yml:1:2: error: figure that one language alone prints [definition.text-one-language]
  found     "x"
  expected  the same figures in vi and en
  do        add {name} to the other language
a.yml:1:2: lỗi: báo cáo không có mục satisfaction [definition.text-no-satisfaction]
  thấy      "x"
  cần       mục satisfaction, theo ngưỡng của nó số được tính
  sửa       thêm mục satisfaction
a.yml:1:2: error: report without a satisfaction section [definition.text-no-satisfaction]
  found     "x"
  expected  a satisfaction section, by whose thresholds the figure is told
  do        add a satisfaction section
a.yml:1:2: lỗi: báo cáo không có mục submissions [definition.text-no-submissions]
  thấy      "x"
  cần       mục submissions, theo phạm vi của nó số được tính
  sửa       thêm mục submissions
a.yml:1:2: error: report without a submissions section [definition.text-no-submissions]
  found     "x"
  expected  a submissions section, by whose scope the figure is told
  do        add a submissions section
a.yml:1:2: lỗi: số liệu này không cộng hay lấy trung bình như vậy được [definition.formula-aggregation]
  thấy      "x"
  cần       over_area: sum, không phải none
  sửa       tỷ lệ không cộng, không lấy trung bình: tính lại từ tử số và mẫu số
a.yml:1:2: error: these figures cannot be put together like this [definition.formula-aggregation]
  found     "x"
  expected  over_area: sum, not none
  do        a ratio is never added up or averaged: compute it from its parts
a.yml:1:2: lỗi: số liệu này không cộng hay lấy trung bình như vậy được [definition.formula-aggregation]
  thấy      "x"
  cần       over_area: sum hoặc weighted, không phải none
  sửa       tỷ lệ không cộng, không lấy trung bình: tính lại từ tử số và mẫu số
a.yml:1:2: error: these figures cannot be put together like this [definition.formula-aggregation]
  found     "x"
  expected  over_area: sum or weighted, not none
  do        a ratio is never added up or averaged: compute it from its parts
a.yml:1:2: lỗi: số liệu này không cộng hay lấy trung bình như vậy được [definition.formula-aggregation]
  thấy      "x"
  cần       over_time: sum, không phải none
  sửa       dùng chỉ tiêu cộng được theo thời gian, hoặc tính từ tử số và mẫu số
a.yml:1:2: error: these figures cannot be put together like this [definition.formula-aggregation]
  found     "x"
  expected  over_time: sum, not none
  do        use an indicator that adds up over time, or compute it from its parts
a.yml:1:2: lỗi: số liệu này không cộng hay lấy trung bình như vậy được [definition.formula-aggregation]
  thấy      "x"
  cần       over_time: sum, average hoặc last, không phải none
  sửa       dùng chỉ tiêu cộng được theo thời gian, hoặc tính từ tử số và mẫu số
a.yml:1:2: error: these figures cannot be put together like this [definition.formula-aggregation]
  found     "x"
  expected  over_time: sum, average or last, not none
  do        use an indicator that adds up over time, or compute it from its parts
a.yml:1:2: lỗi: số liệu này không cộng hay lấy trung bình như vậy được [definition.formula-aggregation]
  thấy      "x"
  cần       over_time: sum hoặc last, không phải none
  sửa       dùng chỉ tiêu cộng được theo thời gian, hoặc tính từ tử số và mẫu số
a.yml:1:2: error: these figures cannot be put together like this [definition.formula-aggregation]
  found     "x"
  expected  over_time: sum or last, not none
  do        use an indicator that adds up over time, or compute it from its parts
a.yml:1:2: lỗi: không dùng neo (&) của YAML [definition.anchor]
  thấy      "x"
  cần       giá trị viết thẳng
  sửa       viết giá trị ra, hoặc đặt văn bản trong dấu nháy
a.yml:1:2: error: YAML anchors (&) are not allowed [definition.anchor]
  found     "x"
  expected  a value written out
  do        write the value out, or put the text in quotes
a.yml:1:2: lỗi: không dùng tham chiếu (*) của YAML [definition.alias]
  thấy      "x"
  cần       giá trị viết thẳng
  sửa       viết giá trị ra, hoặc đặt văn bản trong dấu nháy
a.yml:1:2: error: YAML aliases (*) are not allowed [definition.alias]
  found     "x"
  expected  a value written out
  do        write the value out, or put the text in quotes
a.yml:1:2: lỗi: không dùng nhãn (!) của YAML [definition.tag]
  thấy      "x"
  cần       giá trị viết thẳng
  sửa       viết giá trị ra, hoặc đặt văn bản trong dấu nháy
a.yml:1:2: error: YAML tags (!) are not allowed [definition.tag]
  found     "x"
  expected  a value written out
  do        write the value out, or put the text in quotes
a.yml:1:2: lỗi: không dùng chỉ thị (%) của YAML [definition.directive]
  thấy      "x"
  cần       giá trị viết thẳng
  sửa       viết giá trị ra, hoặc đặt văn bản trong dấu nháy
a.yml:1:2: error: YAML directives (%) are not allowed [definition.directive]
  found     "x"
  expected  a value written out
  do        write the value out, or put the text in quotes
a.yml:1:2: lỗi: không dùng khóa gộp (<<) của YAML [definition.merge-key]
  thấy      "x"
  cần       giá trị viết thẳng
  sửa       viết giá trị ra, hoặc đặt văn bản trong dấu nháy
a.yml:1:2: error: YAML merge keys (<<) are not allowed [definition.merge-key]
  found     "x"
  expected  a value written out
  do        write the value out, or put the text in quotes
a.yml:1:2: lỗi: không dùng khóa dạng (?) của YAML [definition.explicit-key]
  thấy      "x"
  cần       giá trị viết thẳng
  sửa       viết giá trị ra, hoặc đặt văn bản trong dấu nháy
a.yml:1:2: error: YAML explicit keys (?) are not allowed [definition.explicit-key]
  found     "x"
  expected  a value written out
  do        write the value out, or put the text in quotes
a.yml:1:2: lỗi: tệp có hơn một văn bản YAML [definition.second-document]
  thấy      "x"
  cần       một văn bản
  sửa       tách thành các tệp riêng
a.yml:1:2: error: more than one YAML document [definition.second-document]
  found     "x"
  expected  one document
  do        use separate files
a.yml:1:2: lỗi: sai kiểu cấu trúc [definition.shape]
  thấy      "x"
  cần       các cặp khóa: giá trị
  sửa       sửa giá trị
a.yml:1:2: error: wrong shape [definition.shape]
  found     "x"
  expected  a mapping of keys to values
  do        mend the value
a.yml:1:2: lỗi: sai kiểu cấu trúc [definition.shape]
  thấy      "x"
  cần       một danh sách
  sửa       sửa giá trị
a.yml:1:2: error: wrong shape [definition.shape]
  found     "x"
  expected  a list
  do        mend the value
a.yml:1:2: lỗi: sai kiểu cấu trúc [definition.shape]
  thấy      "x"
  cần       một giá trị đơn
  sửa       sửa giá trị
a.yml:1:2: error: wrong shape [definition.shape]
  found     "x"
  expected  a single value
  do        mend the value
a.yml:1:2: lỗi: sai kiểu cấu trúc [definition.shape]
  thấy      "x"
  cần       đúng một khóa
  sửa       sửa giá trị
a.yml:1:2: error: wrong shape [definition.shape]
  found     "x"
  expected  exactly one key
  do        mend the value
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       valid_from trước valid_to
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  valid_from before valid_to
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       due không nhỏ hơn opens
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  due no less than opens
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       locks lớn hơn due
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  locks above due
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       max không nhỏ hơn min
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  max no less than min
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       amber không lớn hơn green
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  amber no more than green
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       expires không trước decided
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  expires not before decided
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       ngày đầu không sau ngày cuối
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  the first day not after the last
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       đơn vị cấp trên
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  an area of a higher level
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       confidential_below không lớn hơn reliable_from
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  confidential_below no more than reliable_from
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       giờ làm việc theo thứ tự, không chồng nhau
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  working hours in order, apart from each other
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       phần trăm lũy kế không giảm, đến 12: 100
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  cumulated percents that never fall and end with 12: 100
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       mức cao hơn không ít điểm hơn, không số nào âm
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  no fewer points for a larger share, and nothing below 0
  do        mend one of the two values
a.yml:1:2: lỗi: hai giá trị trái thứ tự [definition.order]
  thấy      "x"
  cần       điểm không lớn hơn cap
  sửa       sửa một trong hai giá trị
a.yml:1:2: error: two values contradict each other [definition.order]
  found     "x"
  expected  points no more than cap
  do        mend one of the two values
a.yml:1:2: lỗi: đơn vị tính lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated unit [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: đơn vị hành chính lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated area [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: cơ quan lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated agency [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: trục phân tổ lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated breakdown axis [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: thành phần phân tổ lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated breakdown member [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: chỉ tiêu lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated indicator [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: mùa vụ lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated season [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: bộ chỉ tiêu lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated KPI set [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: bảng danh mục lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated dimension [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: bảng số liệu lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated fact [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: cột của bảng số liệu lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated fact column [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: cột của bảng danh mục lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated dimension column [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: cột lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated column [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: bảng mã lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated code map [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: cột của bảng mã lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated code map column [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: khóa của bảng mã lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated code map key [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: nguồn số liệu lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated dataset [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: ngày áp dụng của hợp đồng dữ liệu lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated start of a contract [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: điều chỉnh lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated correction [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: kỳ được miễn lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated exempted period [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: báo cáo lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated report [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: tên cột lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated header [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: tệp trong warehouse lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated file of warehouse [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: khóa của dòng lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated row key [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: hàm lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated function [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: cấp hoặc trục lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated level or axis [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: phiên bản công thức lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated version of a formula [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: trạng thái phản ánh lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated state of a case [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: số trong bài lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated figure of the text [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: câu hỏi lặp lại [definition.duplicate-name]
  thấy      "x"
  cần       mỗi tên một lần; lần đầu: a:1
  sửa       đổi tên hoặc bỏ một mục
a.yml:1:2: error: repeated question [definition.duplicate-name]
  found     "x"
  expected  each once; first: a:1
  do        rename or remove one of them
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       dòng đầu: a,b
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  the header a,b
  do        mend the CSV file
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       2 trường
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  2 fields
  do        mend the CSV file
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       dấu " chỉ ở đầu trường
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  a quote at the start of a field alone
  do        mend the CSV file
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       dấu " đóng
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  a closing quote
  do        mend the CSV file
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       dấu phẩy hoặc xuống dòng sau dấu "
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  a comma or line end after a quote
  do        mend the CSV file
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       tên cho mỗi cột
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  a name for each column
  do        mend the CSV file
a.yml:1:2: lỗi: sai dạng CSV [definition.csv]
  thấy      "x"
  cần       một dòng tiêu đề
  sửa       sửa tệp CSV
a.yml:1:2: error: CSV error [definition.csv]
  found     "x"
  expected  a header
  do        mend the CSV file
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       cột, giá trị hoặc phép tính hợp lệ
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  a column, a value or an operator
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       phần tiếp theo của biểu thức
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  the rest of the expression
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       dấu ' đóng
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  a closing '
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       dấu ] đóng
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  a closing ]
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       số với dấu chấm thập phân
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  a number with a decimal point
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       ít cấp ngoặc hơn
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  fewer brackets
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       text
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  text
  do        mend the expression
a.yml:1:2: lỗi: biểu thức sai [definition.expression]
  thấy      "x"
  cần       = hoặc <>; chỉ số mới so lớn nhỏ
  sửa       sửa biểu thức
a.yml:1:2: error: error in an expression [definition.expression]
  found     "x"
  expected  = or <>; only numbers have an order
  do        mend the expression
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       văn bản không trống
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a text that is not empty
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       số nguyên từ 1 đến 2
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a whole number from 1 to 2
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       số, dấu thập phân là dấu chấm
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a number with a decimal point
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       số với dấu chấm thập phân, hoặc none
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a number with a decimal point, or none
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       số không âm
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a number from 0
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       số lớn hơn 0
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a number above 0
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       phần từ 0 đến 1
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a share from 0 to 1
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       tỷ lệ từ 0% đến 100%
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a share from 0% to 100%
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       ngày dạng yyyy-MM-dd
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a day as yyyy-MM-dd
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       ngày dạng yyyy-MM-dd, hoặc ngày..ngày trong một năm
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a day as yyyy-MM-dd, or day..day within a year
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một ngày, hoặc một kỳ như 2021, 2021-Q1, 2021-01
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a day, or a period such as 2021, 2021-Q1, 2021-01
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       true hoặc false
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  true or false
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một ký tự ASCII
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  one ASCII character
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một ký tự ASCII, space hoặc nbsp
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  one ASCII character, space or nbsp
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một ký tự ASCII không phải chữ số
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  one ASCII character that is no digit
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một trong: a, b
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  one of a, b
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       dạng [a-z]
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  the form [a-z]
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       dấu } đóng ngoặc
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a closing }
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       tên hoặc loại trong ngoặc
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a name or kind in the braces
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       loại digits, digits(n), year, month, quarter, half, period, date, code hoặc a|b, không phải x
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  digits, digits(n), year, month, quarter, half, period, date, code or a|b, not x
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       mỗi tên một lần, x đã có
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  each name once, not x again
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       dd hoặc d, MM hoặc M, và yyyy, cách nhau bằng / - hoặc .
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  dd or d, MM or M, and yyyy, with / - or . between
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một ngày, at-vintage hoặc at-period-end
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a day, at-vintage or at-period-end
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       trục=mã;trục=mã theo thứ tự trục
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  axis=code;axis=code, axes sorted
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       giá trị kiểu date
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a value of kind date
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       month
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  month
  do        mend the value
a.yml:1:2: lỗi: giá trị không hợp lệ [definition.value]
  thấy      "x"
  cần       một kỳ
  sửa       sửa giá trị
a.yml:1:2: error: invalid value [definition.value]
  found     "x"
  expected  a period
  do        mend the value

"""#
