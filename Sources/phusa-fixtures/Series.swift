/// The invented series that more than one feed needs: the monthly figures and their plan.
enum Series {
    typealias Season = Baseline.Season

    /// Index, one decimal.
    static let industry = Baseline(
        level: 1062, season: Season.flat, pandemic: 30, swing: 260)
    /// Million kWh, one decimal: the Duyên Hải power centre.
    static let power = Baseline(
        level: 18_400, growth: 420, season: Season.factory, pandemic: 20, swing: 500)
    /// Million dong: goods, accommodation and food, travel agencies, other services.
    static let retail = [
        Baseline(level: 2_150_000, growth: 950, season: Season.shopping, pandemic: 45, swing: 150),
        Baseline(level: 452_000, growth: 1_020, season: Season.shopping, pandemic: 90, swing: 250),
        Baseline(level: 6_400, growth: 1_100, season: Season.holidays, pandemic: 150, swing: 500),
        Baseline(level: 386_000, growth: 880, season: Season.shopping, pandemic: 60, swing: 200),
    ]
    /// Index, two decimals.
    static let prices = Baseline(level: 10_285, swing: 120)
    /// Thousand dollars.
    static let exports = Baseline(
        level: 39_500, growth: 480, season: Season.factory, pandemic: 60, swing: 600)
    static let imports = Baseline(
        level: 24_800, growth: 390, season: Season.factory, pandemic: 45, swing: 800)
    static let visitors = Baseline(
        level: 82_000, growth: 1_250, season: Season.holidays, pandemic: 165, swing: 450)
    /// Thousands, one decimal.
    static let passengers = Baseline(
        level: 12_300, growth: 420, season: Season.holidays, pandemic: 130, swing: 300)
    static let freight = Baseline(
        level: 9_850, growth: 520, season: Season.shopping, pandemic: 70, swing: 300)
    /// Tonnes.
    static let farmed = Baseline(level: 12_600, growth: 410, season: Season.harvest, pandemic: 12)
    static let caught = Baseline(level: 5_900, growth: -160, season: Season.harvest, pandemic: 10)
    static let shrimp = Baseline(level: 5_600, growth: 620, season: Season.harvest, pandemic: 10)
    static let accidents = Baseline(
        level: 12, growth: -250, season: Season.shopping, pandemic: 80, swing: 3_500)
    /// Million dong, one decimal.
    static let disbursed = Baseline(
        level: 2_450_000, growth: 900, season: Season.spending, pandemic: 40, swing: 700)
    static let enterprises = Baseline(
        level: 40, growth: 520, season: Season.factory, pandemic: 110, swing: 1_500)
    /// Million dong, one decimal, by revenue item.
    static let revenue: [(code: String, name: String, base: Baseline)] = [
        ("DNNN", "Thu từ doanh nghiệp nhà nước", item(231_000, 380, 30)),
        ("FDI", "Thu từ doanh nghiệp có vốn đầu tư nước ngoài", item(94_500, 620, 25)),
        ("NQD", "Thuế công thương nghiệp ngoài quốc doanh", item(588_000, 740, 55)),
        ("TNCN", "Thuế thu nhập cá nhân", item(372_000, 810, 40)),
        ("DAT", "Các khoản thu về đất", item(296_000, 450, 70)),
        ("XSKT", "Xổ số kiến thiết", item(1_085_000, 760, 150)),
        ("PHI", "Phí, lệ phí và thu khác", item(402_000, 530, 40)),
        ("XNK", "Thu từ hoạt động xuất nhập khẩu", item(466_000, 300, 45)),
    ]
    static let dengue = Baseline(
        level: 132, growth: -120, season: Season.rains, pandemic: 70, swing: 2_600)
    static let visits = Baseline(
        level: 176_000, growth: 360, season: Season.flat, pandemic: 95, swing: 350)
    /// Files of all offices of the province in a month.
    static let files = Baseline(
        level: 41_500, growth: 640, season: Season.factory, pandemic: 75, swing: 350)

    private static func item(_ level: Int, _ growth: Int, _ pandemic: Int) -> Baseline {
        Baseline(level: level, growth: growth, season: Season.taxes, pandemic: pandemic, swing: 450)
    }
}
