import Foundation
import Testing

/// A dataset of one indicator with a column for all that can be said of a figure.
actor StatusLab {
    /// What the drop of all rows has become.
    struct Site {
        let lab: Lab
        let html: [String]
        let csv: String
    }

    static let shared = StatusLab()

    private var making: Task<Site, any Error>?

    func lab() async throws -> Site {
        if let making { return try await making.value }
        let task = Task { try await Self.loaded() }
        making = task
        return try await task.value
    }

    private static func loaded() async throws -> Site {
        let lab = try await make()
        try lab.write(
            "syt/trangthai-2024-M05-2024-06-03.csv", text(StatusRow.all.map(\.line)))
        let file = try #require(try await lab.run().files.first)
        try #require(file.state == "loaded" && file.cells.loaded == StatusRow.all.count)
        let build = try await lab.phusa(
            "report", "build", "trang-thai", "--period", "2024-M05", "--lang", "vi")
        try #require(build.status == 0, "\(build.err)")
        let pages = try lab.reportFiles().mapValues { String(decoding: $0, as: UTF8.self) }
        let html = try #require(pages.first { $0.key.hasSuffix(".html") }?.value)
        let csv = try #require(pages.first { $0.key.hasSuffix(".csv") }?.value)
        return Site(lab: lab, html: html.split(separator: "\n").map(String.init), csv: csv)
    }

    static func text(_ lines: [String]) -> String {
        (["Mã;Giá trị;Trạng thái;Bảo mật;Công bố từ"] + lines).joined(separator: "\n") + "\n"
    }

    /// Communes of May 2024 whose names are theirs alone.
    static let areas = communes()

    private static func communes() -> [String] {
        let path = Repository.pipelines + "/catalogue/areas.csv"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let districts = Set(["842"] + (844...851).map(String.init))
        let rows = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }.filter { $0[0] == "commune" && districts.contains($0[3]) && $0[4].isEmpty }
        let names = Dictionary(grouping: rows) { $0[2] }
        return rows.filter { names[$0[2]]?.count == 1 }.map { $0[1] }
    }

    static func make(
        valueKeys: String =
            "required: true, marks: {'-': zero, '...': missing, x: suppressed, '': empty}"
    ) async throws -> Lab {
        let lab = try await Lab()
        try lab.define("catalogue/indicators/trang-thai.yml", indicator)
        try lab.define("reports/trang-thai.yml", report)
        try lab.define("syt/trang-thai/contract.yml", contract(valueKeys))
        try lab.define("syt/trang-thai/pipeline.yml", pipeline)
        return lab
    }

    private static let indicator = """
        - indicator: TT.SO
          edition: TV/2020
          title: {vi: Số ca, en: Cases}
          unit: ca
          over_time: sum
          over_area: sum
          decimals: 1
          agency: syt

        """

    private static let report = """
        report: trang-thai
        title: {vi: Trạng thái, en: Statuses}
        period: month
        sections:
          - areas: {title: {vi: Theo xã, en: By commune}, indicator: TT.SO, level: commune}

        """

    private static func contract(_ valueKeys: String) -> String {
        """
        contract: syt.trang-thai.thang
        owner: {agency: syt, answerable: Sở Y tế, contact: tt@syt.travinh.example}
        file:
          name: 'trangthai-{period:month}-{vintage:date}.csv'
          format: csv
          delimiter: ';'
          decimal: ','
          group: '.'
        covers: {indicators: [TT.SO], areas: '84', periods: [month]}
        areas: at-period-end
        columns:
          - {name: Mã, as: ma, type: text, required: true, length: 5}
          - {name: Giá trị, as: gia_tri, type: decimal, \(valueKeys)}
          - {name: Trạng thái, as: trang_thai, type: text, length: 20}
          - {name: Bảo mật, as: bao_mat, type: text, length: 1}
          - {name: Công bố từ, as: tu_ngay, type: date}
        accept: {quarantined: 100%, closed: 100%}

        """
    }

    private static let pipeline = """
        pipeline: syt.trang-thai.thang
        transform:
          - constant: {value: TT.SO, into: chi_tieu}
          - normalise:
              indicator: chi_tieu
              area: ma
              period: file.period
              value: gia_tri
              status: trang_thai
              conf: bao_mat
              embargo: tu_ngay
        load: {into: fact_observation, mode: replace}

        """
}
