/// Published figures of Trà Vinh, 2011 to 2016.
///
/// From the tables of the General Statistics Office (PX-Web export of 21 September 2018). `p` behind
/// a figure: printed as preliminary; a full stop: not published. The figures are the office's; the
/// codes, names and units are this catalogue's.
enum YearbookTable {
    static let years = 2011...2016
    static let source = "Tổng cục Thống kê, số liệu theo tỉnh, bản kết xuất ngày 21/9/2018"

    struct Row {
        let code: String
        let name: String
        let unit: String
        let breakdown: String
        let values: [String]
    }

    static let rows: [Row] = text.split(separator: "\n").map { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        return Row(
            code: parts[0], name: parts[1], unit: parts[2], breakdown: parts[3],
            values: parts[4].split(separator: " ").map(String.init))
    }

    private static let text = """
        T0102|Dân số trung bình|nghìn người||1013.1 1018.4 1023.9 1029.3 1034.6 1040.5p
        T0102|Dân số trung bình - Nam|nghìn người|sex=M|499.0 501.4 503.2 504.9 506.6 508.7p
        T0102|Dân số trung bình - Nữ|nghìn người|sex=F|514.1 517.0 520.7 524.4 528.0 531.8p
        T0102|Dân số trung bình - Thành thị|nghìn người|residence=U|159.0 165.3 169.4 172.9 183.3 186.3p
        T0102|Dân số trung bình - Nông thôn|nghìn người|residence=R|854.1 853.1 854.5 856.3 851.3 854.2p
        T0101|Diện tích tự nhiên|km²||2341.2 2341.2 2341.2 2341.2 2341.2 2358.2
        DS.MD|Mật độ dân số|người/km²||432.7 435.0 437.3 440.0 442.0 441.0
        T0105|Tỷ suất sinh thô|‰||14.1 16.3 14.3 15.0 14.5 16.7p
        T0107|Tỷ suất chết thô|‰||7.1 7.2 7.7 6.6 7.4 7.7p
        T0108|Tỷ lệ tăng dân số|%||0.50 0.52 0.54 0.53 0.52 0.57p
        T0201|Lực lượng lao động từ 15 tuổi trở lên|nghìn người||616.6 604.4 607.9 609.7 611.1 615.5p
        XH.NGHEO|Tỷ lệ hộ nghèo|%||. 18.3 16.4 13.9 12.0 10.0p
        NN.DTGT|Diện tích gieo trồng - Lúa cả năm|nghìn ha|crop=LUA|233.0 227.4 235.6 235.8 237.3 234.2p
        NN.NS|Năng suất - Lúa cả năm|tạ/ha|crop=LUA|49.6 55.3 54.1 56.3 57.1 47.7p
        NN.SL|Sản lượng - Lúa cả năm|nghìn tấn|crop=LUA|1155.3 1258.0 1274.8 1326.9 1353.9 1116.7p
        NN.DTGT|Diện tích gieo trồng - Lúa Đông Xuân|nghìn ha|crop=LUA;crop-season=DX|61.1 58.2 64.5 66.4 68.9 68.8p
        NN.NS|Năng suất - Lúa Đông Xuân|tạ/ha|crop=LUA;crop-season=DX|47.4 62.3 60.3 67.2 68.1 40.4p
        NN.SL|Sản lượng - Lúa Đông Xuân|nghìn tấn|crop=LUA;crop-season=DX|289.6 362.6 389.0 446.2 469.3 277.7p
        NN.DTGT|Diện tích gieo trồng - Lúa Hè Thu|nghìn ha|crop=LUA;crop-season=HT|81.0 80.2 80.7 80.2 79.2 77.7p
        NN.NS|Năng suất - Lúa Hè Thu|tạ/ha|crop=LUA;crop-season=HT|53.3 54.2 51.8 50.7 51.5 48.5p
        NN.SL|Sản lượng - Lúa Hè Thu|nghìn tấn|crop=LUA;crop-season=HT|431.9 434.8 418.1 407.0 408.1 376.9p
        NN.DTGT|Diện tích gieo trồng - Lúa Thu Đông và Mùa|nghìn ha|crop=LUA;crop-season=TD|90.9 89.0 90.4 89.2 89.2 87.7p
        NN.NS|Năng suất - Lúa Thu Đông và Mùa|tạ/ha|crop=LUA;crop-season=TD|47.7 51.8 51.7 53.1 53.4 52.7p
        NN.SL|Sản lượng - Lúa Thu Đông và Mùa|nghìn tấn|crop=LUA;crop-season=TD|433.8 460.6 467.7 473.7 476.5 462.1p
        NN.DTNT|Diện tích mặt nước nuôi trồng thủy sản|nghìn ha||29.1 40.4 36.9 30.8 29.5 30.4p
        KTXH.TS|Sản lượng thủy sản|tấn||165845.0 147232.0 162744.0 175288.0 167343.0 172237.0p
        KTXH.TOM|Sản lượng tôm nuôi|tấn||24678.0 11256.0 20592.0 35465.0 35430.0 37304.0p
        NN.LON|Đàn lợn tại thời điểm 01/10|nghìn con||430.2 438.3 403.8 328.7 339.2 368.5p
        NN.GC|Đàn gia cầm tại thời điểm 01/10|nghìn con||6374.0 5431.0 5176.0 4678.0 4457.0 4367.0p
        KTXH.IIP|Chỉ số sản xuất công nghiệp|Năm trước = 100||. 116.2 106.3 110.4 112.6 117.3
        YT.GIUONG|Giường bệnh thuộc Sở Y tế|giường||2071 2235 2435 2435 2440 2490
        YT.BS|Bác sĩ thuộc Sở Y tế|người||507 526 522 438 481 530
        YT.IMR|Tỷ suất chết của trẻ em dưới 1 tuổi|‰||13.9 12.9 12.9 12.5 12.3 12.1p
        YT.TIEM|Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ|%||. . 93.0 98.1 98.9 99.7p
        GD.HS|Học sinh phổ thông tại thời điểm 30/9|học sinh||149475 150522 152754 155126 157207 157936
        GD.HS|Học sinh tiểu học tại thời điểm 30/9|học sinh|school-level=TH|81169 81229 81784 81792 82859 82087
        GD.HS|Học sinh trung học cơ sở tại thời điểm 30/9|học sinh|school-level=THCS|51169 51544 53402 55420 55472 55287
        GD.HS|Học sinh trung học phổ thông tại thời điểm 30/9|học sinh|school-level=THPT|17137 17749 17568 17914 18876 20562
        GD.TN|Tỷ lệ tốt nghiệp trung học phổ thông|%||90.91 97.92 99.13 99.78 97.10 95.83
        T0113|Số vụ ly hôn|vụ||. . 220 299 322 345p
        """
}
