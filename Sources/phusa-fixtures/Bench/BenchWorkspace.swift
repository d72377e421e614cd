/// The workspace that the speed measurements load into: one fact, 350 indicators, 500 communes.
struct BenchWorkspace {
    static let indicatorCount = 350
    static let areaCount = 500

    let agencyCount: Int
    let formulaCount: Int
    let isJSON: Bool

    /// Path and text of each file, besides those of `warehouse/`.
    var files: [(String, String)] {
        [
            ("phusa.yml", Self.centre), ("catalogue/areas.csv", Self.areas),
            ("catalogue/units.yml", Self.units), ("catalogue/breakdowns.yml", Self.breakdowns),
            ("catalogue/agencies.yml", agencies), ("catalogue/indicators/bench.yml", indicators),
        ]
            + (formulaCount > 0 ? [("catalogue/indicators/formulas.yml", formulas)] : [])
            + (0..<agencyCount).flatMap { number in
                [
                    ("\(Self.agency(number))/so-lieu/contract.yml", contract(number)),
                    ("\(Self.agency(number))/so-lieu/pipeline.yml", pipeline(number)),
                ]
            }
    }

    static func agency(_ number: Int) -> String { "so-\(number)" }

    /// Numbers of the indicators that an agency delivers.
    static func indicators(of agency: Int, among count: Int) -> Range<Int> {
        (indicatorCount * agency / count)..<(indicatorCount * (agency + 1) / count)
    }

    static func indicatorCode(_ number: Int) -> String { "BM.\(padded(number, 4))" }
    static func areaCode(_ number: Int) -> String { "\(20_000 + number * 3)" }

    static func areaName(_ number: Int) -> String {
        let names = ["Long Đức", "Hoà Minh", "Đại Phước", "Nhị Trường", "Mỹ Cẩm", "Phú Cần"]
        return "Xã \(names[number % names.count]) \(number)"
    }

    private static let centre = """
        centre:
          code: ioc-do
          name: {vi: Trung tâm điều hành đo tốc độ, en: Centre of the speed measurements}
          parent: {vi: Văn phòng UBND tỉnh, en: Office of the People's Committee}
          place: Trà Vinh
          area: '84'
        language: en
        drops: ../drops
        state: ../state

        """

    private static var areas: String {
        "level,code,name,parent,valid_from,valid_to\nprovince,84,Tỉnh Trà Vinh,,,\n"
            + "district,842,Thành phố Trà Vinh,84,,\n"
            + (0..<areaCount).map { "commune,\(areaCode($0)),\(areaName($0)),842,,\n" }.joined()
    }

    private static let units = """
        - {unit: đồng, title: {vi: đồng, en: dong}, dimension: money, factor: 1}
        - {unit: nghìn đồng, title: {vi: nghìn đồng, en: thousand dong}, dimension: money, factor: 1000}
        - {unit: triệu đồng, title: {vi: triệu đồng, en: million dong}, dimension: money, factor: 1000000}
        - {unit: tỷ đồng, title: {vi: tỷ đồng, en: billion dong}, dimension: money, factor: 1000000000}
        - {unit: '%', title: {vi: phần trăm, en: per cent}, dimension: ratio, factor: 0.01}

        """

    private static let breakdowns = """
        - axis: sex
          title: {vi: Giới tính, en: Sex}
          members:
            - {code: M, title: {vi: Nam, en: Male}}
            - {code: F, title: {vi: Nữ, en: Female}}

        """

    private var agencies: String {
        "- {agency: ioc-do, name: Trung tâm điều hành đo tốc độ, kind: centre}\n"
            + (0..<agencyCount).map {
                "- {agency: \(Self.agency($0)), name: Sở số \($0), kind: department}\n"
            }.joined()
    }

    private var indicators: String {
        (0..<agencyCount).flatMap { agency in
            Self.indicators(of: agency, among: agencyCount).map { number in
                """
                - indicator: \(Self.indicatorCode(number))
                  edition: DO/2026
                  concept: chi-tieu-\(number)
                  title: {vi: Chỉ tiêu số \(number), en: Indicator \(number)}
                  unit: triệu đồng
                  over_time: sum
                  over_area: sum
                  decimals: 2
                  direction: none
                  agency: \(Self.agency(agency))
                  source: Danh mục đo tốc độ
                  breakdowns: [sex]

                """
            }
        }.joined()
    }

    /// Shares, growth on the year before, sums of the year so far, means of three months, and shares
    /// of other computed figures, in turn.
    private var formulas: String {
        (0..<formulaCount).map { number in
            let own = Self.indicatorCode(number)
            let next = Self.indicatorCode((number + 1) % Self.indicatorCount)
            let (unit, formula) =
                switch number % 5 {
                case 0: ("%", "100 * \(own) / (\(own) + \(next))")
                case 1: ("%", "100 * (\(own) / year_ago(\(own)) - 1)")
                case 2: ("triệu đồng", "ytd(\(own))")
                case 3: ("triệu đồng", "avg(\(own) over last 3)")
                default: ("%", "100 * \(own) / BT.\(padded(number - 2, 4))")
                }
            return """
                - indicator: BT.\(padded(number, 4))
                  edition: DO/2026
                  title: {vi: Chỉ tiêu tính số \(number), en: Computed indicator \(number)}
                  unit: '\(unit)'
                  over_time: none
                  over_area: recompute
                  decimals: 2
                  agency: \(Self.agency(0))
                  scale: 4
                  formula:
                    - {effective_from: 2000, known_at: 2000-01-01, is: \(formula)}

                """
        }.joined()
    }

    private func contract(_ number: Int) -> String {
        let codes = Self.indicators(of: number, among: agencyCount)
            .map { "'\(Self.indicatorCode($0))'" }.joined(separator: ", ")
        return """
            contract: \(Self.agency(number)).so-lieu.thang
            owner: {agency: \(Self.agency(number)), answerable: Phòng Tổng hợp, contact: tonghop@so\(number).example}
            file:
              name: 'solieu-{vintage:date}*'
              format: \(isJSON ? "json" : "csv")
              decimal: ','
              group: '.'
            covers: {indicators: [\(codes)], areas: '84', periods: [month]}
            areas: at-period-end
            columns:
              - {name: Kỳ, as: ky, type: period, required: true, periods: [month]}
              - {name: Mã địa bàn, as: dia_ban, type: text, required: true, length: 10}
              - {name: Tên địa bàn, as: ten, type: text, required: true, length: 100}
              - {name: Mã chỉ tiêu, as: chi_tieu, type: text, required: true, length: 20}
              - {name: Giới tính, as: gioi_tinh, type: text, values: [M, F]}
              - {name: Giá trị, as: gia_tri, type: decimal, required: true, min: 0}
              - {name: Đơn vị tính, as: don_vi, type: unit, required: true}
              - {name: Trạng thái, as: trang_thai, type: text, required: true, values: [E, P, A]}
              - {name: Ghi chú, as: ghi_chu, type: text, length: 500}
            accept: {quarantined: 5%, closed: 100%}

            """
    }

    private func pipeline(_ number: Int) -> String {
        """
        pipeline: \(Self.agency(number)).so-lieu.thang
        transform:
          - normalise:
              indicator: chi_tieu
              area: dia_ban
              period: ky
              value: gia_tri
              unit: don_vi
              status: trang_thai
              breakdown: {sex: gioi_tinh}
        load: {into: fact_observation, mode: replace}

        """
    }
}
