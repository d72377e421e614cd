import PhusaModel
@testable import Workspace

/// A small workspace without a mistake, as files.
enum ValidWorkspace {
    static let files: [String: String] = catalogue.merging(feeds) { first, _ in first }

    static func load(_ files: [String: String] = files) throws -> WorkspaceDefinition {
        try WorkspaceLoader.load(DefinitionFiles(files: files.mapValues { Array($0.utf8) }))
    }

    /// The mistakes of a set of files; empty for a sound one.
    static func errors(in files: [String: String]) -> [DefinitionError] {
        do {
            _ = try WorkspaceLoader.load(
                DefinitionFiles(files: files.mapValues { Array($0.utf8) }))
            return []
        } catch {
            return error.errors
        }
    }

    private static let catalogue: [String: String] = [
        "phusa.yml": """
        centre:
          code: ioc-tra-vinh
          name: {vi: Trung tâm điều hành tỉnh Trà Vinh, en: Tra Vinh operations centre}
          parent: {vi: Văn phòng UBND tỉnh Trà Vinh, en: Office of the People's Committee}
          place: Trà Vinh
          area: '84'
        language: vi
        calendar:
          holidays: [2025-01-01, 2025-01-27..2025-01-31]
          worked: [2025-04-26]
          hours: [07:00-11:30, 13:30-17:00]
        seasons:
          - {code: DX, title: {vi: Đông Xuân, en: Winter-spring}, first_month: 11, months: 6, years_back: 1}
        metrics: ../phusa.prom
        hooks: {failure: [mail, -s, phusa, ioc@example.org], timeout: 30s}

        """,
        "catalogue/units.yml": """
        - {unit: tấn, title: {vi: tấn, en: tonne}, dimension: mass, factor: 1000, aliases: [tonnes]}
        - {unit: '%', title: {vi: phần trăm, en: percent}, dimension: ratio, factor: 0.01}

        """,
        "catalogue/areas.csv": """
        level,code,name,parent,valid_from,valid_to
        country,VN,Việt Nam,,,
        province,84,Trà Vinh,VN,,
        district,842,Trà Vinh,84,2004-01-01,2025-07-01
        district,844,Càng Long,84,2004-01-01,2025-07-01
        province,86,Vĩnh Long,VN,,

        """,
        "catalogue/agencies.yml": """
        - agency: skhdt
          name: Sở Kế hoạch và Đầu tư
          kind: department
          valid_from: 2020-01-01
        - {agency: syt, name: Sở Y tế, kind: department}

        """,
        "catalogue/breakdowns.yml": """
        - axis: sex
          title: {vi: Giới tính, en: Sex}
          members:
            - {code: M, title: {vi: Nam, en: Male}}
            - {code: F, title: {vi: Nữ, en: Female}}

        """,
        "catalogue/questions.yml": """
        - {question: q1, title: {vi: Thời gian chờ, en: Waiting}}
        - {question: q2, title: {vi: Thái độ, en: Manners}}

        """,
        "catalogue/indicators/kinh-te.yml": """
        - indicator: NS.01
          edition: 05/2023
          title: {vi: Sản lượng lúa, en: Rice output}
          unit: tấn
          over_time: sum
          over_area: sum
          decimals: 1
          direction: up
          agency: skhdt
          breakdowns: [sex]
        - indicator: NS.02
          edition: 05/2023
          title: {vi: Tỷ lệ cơ giới hóa, en: Mechanised share}
          unit: '%'
          over_time: recompute
          over_area: recompute
          agency: skhdt
        - indicator: YT.01
          edition: 05/2023
          title: {vi: Thuốc cấp, en: Medicine issued}
          unit: tấn
          over_time: sum
          over_area: sum
          agency: syt
        - indicator: YT.02
          edition: 05/2023
          title: {vi: Tốc độ tăng thuốc cấp, en: Growth of medicine issued}
          unit: '%'
          over_time: none
          over_area: recompute
          decimals: 1
          agency: syt
          formula:
            - {effective_from: 2021-01, known_at: 2024-01-10, is: 100 * (YT.01 / year_ago(YT.01) - 1)}
          tests:
            - {given: {YT.01: 110, year_ago(YT.01): 100}, expect: 10}
            - {given: {YT.01: 110, year_ago(YT.01): 0}, expect: none}

        """,
        "catalogue/kpis/tra-vinh.yml": """
        kpis: tra-vinh-2025
        title: {vi: Chỉ tiêu 2025, en: KPIs 2025}
        groups:
          - title: {vi: Kinh tế, en: Economy}
            lines:
              - {indicator: NS.01, breakdown: sex=F, green: 100, amber: 90}
              - indicator: NS.01
                weight: 2.5
                cap: 120
                bands: {80: 40, 100: 100}
                pace: {6: 35, 12: 100}
                agency: skhdt

        """,
        "reports/kpi-thang.yml": """
        report: kpi-thang
        title: {vi: Báo cáo chỉ tiêu tháng, en: Monthly KPI report}
        period: month
        sections:
          - headline: {title: {vi: Tổng quan, en: Overview}, kpis: tra-vinh-2025}
          - kpi_table: {title: {vi: Bảng, en: Table}, kpis: tra-vinh-2025}
          - trend: {title: {vi: Xu hướng, en: Trend}, indicator: NS.01, periods: 24}
          - areas: {title: {vi: Theo huyện, en: By district}, indicator: NS.01, level: district}
          - satisfaction: {title: {vi: Hài lòng, en: Satisfaction}, satisfied_from: 4}
          - cases: {title: {vi: Phản ánh, en: Feedback}}
          - scorecard: {title: {vi: Điểm, en: Score}, kpis: tra-vinh-2025}
          - indicator_table: {title: {vi: Chỉ tiêu, en: Indicators}, indicators: [NS.01, YT.01]}
          - contribution: {title: {vi: Đóng góp, en: Contribution}, indicator: NS.01, axis: sex}
          - ranking: {title: {vi: Xếp hạng, en: Ranking}, indicator: NS.01, level: district, base: previous}
          - heat_matrix: {title: {vi: Theo tháng, en: By month}, indicators: [NS.01], periods: 12}
          - distribution: {title: {vi: Phân bố, en: Spread}, of: survey, by: question}
          - text: {title: {vi: Ghi chú, en: Notes}, body: {vi: Nội dung, en: Text}}
          - sources: {title: {vi: Nguồn, en: Sources}}
          - submissions: {title: {vi: Gửi số liệu, en: Submissions}, periods: 6}
          - reminders: {title: {vi: Nhắc gửi, en: Reminders}, agency: syt}
          - handling:
              title: {vi: Xử lý, en: Handling}
              by: [agency, channel]
              states: [{state: dang-xu-ly, title: {vi: Đang xử lý, en: Begun}}, {state: da-xu-ly, title: {vi: Xong, en: Done}}]
              done: da-xu-ly
          - files: {title: {vi: Tệp, en: Files}}
          - text:
              title: {vi: Nhận định, en: In short}
              figures:
                lua: {indicator: NS.01, unit: false}
                lua_nu: {indicator: NS.01, breakdown: sex=F, show: change, base: previous}
                hai_long: {survey: share}
              body:
                vi: >-
                  Sản lượng {lua}, {lua_nu};
                  {{hài lòng}} {hai_long}.
                en: 'Output {lua}, {lua_nu}; {{satisfied}} {hai_long}.'

        """,
    ]

    private static let feeds: [String: String] = [
        "warehouse/dim_period.yml": """
        dimension: dim_period
        about: {vi: Kỳ, en: Period}
        natural_key: [system, kind, start_on, end_on]
        columns: {system: text, kind: text, start_on: date, end_on: date, code: text}
        members: {catalogue: periods}

        """,
        "warehouse/dim_indicator.yml": """
        dimension: dim_indicator
        about: {vi: Chỉ tiêu, en: Indicator}
        natural_key: [edition, code, methodology]
        columns: {edition: text, code: text, methodology: text, decimals: integer}
        members: {catalogue: indicators}

        """,
        "warehouse/dim_area.yml": """
        dimension: dim_area
        about: {vi: Đơn vị hành chính, en: Area}
        natural_key: [level, code, valid_from]
        columns: {level: text, code: text, valid_from: date?, valid_to: date?, name: text}
        members: {catalogue: areas}

        """,
        "warehouse/dim_breakdown.yml": """
        dimension: dim_breakdown
        about: {vi: Phân tổ, en: Breakdown}
        natural_key: [code]
        columns: {code: text, is_total: boolean}
        members: {catalogue: breakdowns}

        """,
        "warehouse/dim_crop.yml": """
        dimension: dim_crop
        about: {vi: Cây trồng, en: Crop}
        natural_key: [crop_code]
        columns: {crop_code: text, title: text?, days: integer?}
        members: crops.csv

        """,
        "warehouse/crops.csv": """
        crop_code,title,days
        lua,Lúa,100
        ngo,Ngô,

        """,
        "warehouse/fact_observation.yml": """
        fact: fact_observation
        about: {vi: Số liệu, en: Observations}
        key: [period_id, indicator_id, area_id, breakdown_id]
        columns:
          period_id: reference
          indicator_id: reference
          area_id: reference
          breakdown_id: reference
          status: character
          value: decimal?
          mark: character?
          conf: character?
        references:
          period_id: dim_period
          indicator_id: dim_indicator
          area_id: dim_area
          breakdown_id: dim_breakdown
        scope: period_id
        history: vintages
        distribute_by: area_id

        """,
        "warehouse/fact_case.yml": """
        fact: fact_case
        about: {vi: Phản ánh, en: Feedback cases}
        key: [area_id, case_code]
        columns: {area_id: reference, case_code: text, crop_id: reference?, days: integer?}
        references: {area_id: dim_area, crop_id: dim_crop}
        history: current
        distribute_by: area_id

        """,
        "skhdt/kinh-te/contract.yml": """
        contract: skhdt.kinh-te.thang
        applies: {from: 2024-01-01}
        owner: {agency: skhdt, answerable: Chánh Văn phòng, contact: tk@skhdt.example}
        file:
          name: 'ktxh-{period:month}-{vintage:date}.csv*'
          format: csv
          delimiter: ';'
          decimal: ','
          group: '.'
        covers: {indicators: ['NS.*'], areas: '84', periods: [month]}
        areas: at-period-end
        columns:
          - {name: Chỉ tiêu, as: chi_tieu, required: true, codes: chi-tieu}
          - {name: Đơn vị tính, as: don_vi, type: unit}
          - {name: Loại, as: loai, values: [a, b]}
          - {name: Hệ số, as: he_so, type: decimal, min: 0, max: 100}
          - {names: 'Tháng *', as: thang, type: decimal, marks: {'-': zero, '...': missing}}
        due: {opens: 1, due: 5, locks: 20}
        accept: {quarantined: 2%, closed: 10%}

        """,
        "skhdt/kinh-te/pipeline.yml": """
        pipeline: skhdt.kinh-te.thang
        transform:
          - map: {column: chi_tieu, using: chi-tieu, into: ma}
          - lookup: {column: chi_tieu, using: chi-tieu, into: {nhom: nhom}}
          - constant: {value: '84', into: tinh}
          - unpivot: {columns: thang, header: ky_chu, value: gia_tri}
          - split: {column: ky_chu, patterns: ['Tháng {so:digits}']}
          - filter: {keep: "loai <> 'Tổng số' and he_so > 0", reason: Dòng tổng}
          - compute: {is: "'2025-M0' || so", type: text, into: ky}
          - normalise: {indicator: ma, area: tinh, period: ky, value: gia_tri, unit: don_vi}
        load: {into: fact_observation, mode: replace}
        checks:
          - {rule: total, whole: province, parts: district, tolerance: 0.5%, level: warn}

        """,
        "skhdt/kinh-te/chi-tieu.csv": """
        ten~,ma,nhom
        Sản lượng lúa,NS.01,lúa
        "Tỷ lệ, cơ giới",NS.02,lúa

        """,
        "skhdt/kinh-te/corrections.yml": """
        - correction: 2025-001
          decided: 2025-04-08
          by: Trưởng phòng Tổng hợp
          reason: Sai dấu thập phân
          expires: 2025-06-30
          match: {loai: a}
          change: {column: he_so, expect: '470', value: '47,0'}

        """,
        "skhdt/kinh-te/exemptions.yml": """
        - periods: [2025-02]
          decided: 2025-03-03
          by: Chánh Văn phòng UBND tỉnh
          reason: Chuyển hệ thống báo cáo
          paper: 215/UBND-TH

        """,
        "syt/thuoc/contract.yml": """
        contract: syt.thuoc.thang
        owner: {agency: syt, answerable: Giám đốc, contact: syt@syt.example}
        file: {name: 'thuoc-*.json', format: json, records: data.rows}
        covers: {indicators: [YT.*], areas: '84'}
        areas: at-vintage
        columns:
          - {name: ma, as: ma}
          - {name: ky, as: ky, type: period, periods: [month]}
          - {name: huyen, as: huyen}
          - {name: gia_tri, as: gia_tri, type: decimal}
        allow: {empty: true}

        """,
        "syt/thuoc/pipeline.yml": """
        pipeline: syt.thuoc.thang
        transform:
          - normalise: {indicator: ma, area: huyen, period: ky, value: gia_tri}
        load: {into: fact_observation, mode: merge}

        """,
        "syt/ca-benh/contract.yml": """
        contract: syt.ca-benh.ngay
        owner: {agency: syt, answerable: Giám đốc, contact: syt@syt.example}
        file: {name: 'ca-*.csv', format: csv}
        covers: {areas: '842'}
        areas: 2025-01-01
        columns:
          - {name: Mã, as: ma, required: true, pattern: 'HS-{:digits(4)}'}
          - {name: Huyện, as: huyen}
          - {name: Cây, as: cay}
          - {name: Số ngày, as: days, type: integer}
        unique: [ma]

        """,
        "syt/ca-benh/pipeline.yml": """
        pipeline: syt.ca-benh.ngay
        transform:
          - normalise: {area: huyen}
        load: {into: fact_case, mode: merge, columns: {case_code: ma, crop_id: cay}}

        """,
    ]
}
