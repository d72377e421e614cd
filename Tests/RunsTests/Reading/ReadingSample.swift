// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
// What a test writes down is well-formed; where it is not, the test had better stop.

import Foundation
import PhusaModel
import Runs

/// A dataset of one agency, and drops of it in temporary files.
struct ReadingSample {
    var mode = LoadMode.merge
    var isWide = false
    var format = FileFormat.csv
    var unique: [String] = []
    var badValue = DriftPolicy.BadValue.quarantineRow
    var percent = "100"
    var allowsEmpty = false
    var locksAfter: Int?
    var corrections: [CorrectionDefinition] = []
    var captures: [String: String] = [:]
    var vintage = "2025-04-06"
    var receivedOn = "2025-04-07"
    var filter: String?
    var name = "ktxh.csv"

    static let header = "Mã chỉ tiêu;Đơn vị hành chính;Kỳ;Đơn vị tính;Giá trị\n"
    static let fact = FactTable(
        name: "fact_observation", about: words("Số liệu"),
        columns: [
            column("period_id", .reference, "dim_period"),
            column("indicator_id", .reference, "dim_indicator"),
            column("area_id", .reference, "dim_area"),
            column("breakdown_id", .reference, "dim_breakdown"), column("status", .character),
            column("value", .decimal, isNullable: true),
            column("mark", .character, isNullable: true),
            column("conf", .character, isNullable: true),
        ], keyColumnCount: 4, scope: "period_id", history: .vintages, distributeBy: "area_id")

    static func words(_ text: String) -> Words { Words(vi: text, en: text) }

    private static func column(
        _ name: String, _ kind: ColumnKind, _ dimension: String? = nil, isNullable: Bool = false
    ) -> FactColumn {
        FactColumn(name: name, kind: kind, dimension: dimension, isNullable: isNullable)
    }

    /// Writes the text to a file of its own and reads it.
    func read(_ text: String) throws -> DropReading {
        try read(bytes: Array(text.utf8))
    }

    func read(bytes: [UInt8]) throws -> DropReading {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "phusa-reading-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return read(path: file.path)
    }

    func read(path: String) -> DropReading {
        let dataset = dataset
        return DropReading.read(
            path: path, drop: drop, dataset: dataset, contract: dataset.contracts[0],
            workspace: workspace(dataset), receivedOn: CalendarDay(receivedOn)!)
    }

    func readKept(path: String) throws -> DropReading {
        let dataset = dataset
        return try DropReading.readKept(
            path: path, drop: drop, dataset: dataset, contract: dataset.contracts[0],
            workspace: workspace(dataset), receivedOn: CalendarDay(receivedOn)!)
    }

    private var drop: DropFile {
        DropFile(
            path: "skhdt/\(name)", sha256: String(repeating: "0", count: 64), byteCount: 1,
            captures: captures,
            vintage: Vintage(
                moment: Moment(startOf: CalendarDay(vintage)!), sequence: 0, isDeclared: true),
            dataset: "skhdt.ktxh.thang")
    }

    // MARK: Definitions

    private var dataset: DatasetDefinition {
        DatasetDefinition(
            code: "skhdt.ktxh.thang", folder: "skhdt/ktxh", contracts: [contract],
            pipeline: PipelineDefinition(
                dataset: "skhdt.ktxh.thang", steps: steps,
                load: LoadDefinition(fact: "fact_observation", mode: mode, columns: [:])),
            corrections: corrections, codeMaps: [:])
    }

    private var steps: [StepDefinition] {
        var steps: [StepDefinition] = []
        if isWide {
            steps.append(.unpivot(columns: "nam", header: "ky", value: "gia_tri"))
        }
        if let filter {
            let keep = Expression.compare(.notEqual, .column("tinh", .text), .text(filter))
            steps.append(.filter(keep: keep, reason: "Dòng tổng"))
        }
        steps.append(
            .normalise(
                NormaliseDefinition(
                    indicator: "ma", edition: nil, methodology: nil, area: "tinh", period: "ky",
                    agency: nil, breakdown: [:], value: "gia_tri",
                    unit: isWide ? nil : "don_vi", status: nil)))
        return steps
    }

    private var contract: ContractDefinition {
        ContractDefinition(
            dataset: "skhdt.ktxh.thang", appliesFrom: nil,
            owner: ContractOwner(agency: "skhdt", answerable: "", contact: ""),
            file: FileDefinition(
                name: try! NamePattern("*"), format: format, encoding: "utf-8", delimiter: 59,
                quote: 34, skippedLineCount: 0, headerLineCount: 1, recordPath: [],
                numbers: format == .csv ? .vietnamese : .plain,
                unpackedByteCountMax: 1 << 24),
            covers: Cover(
                indicators: Self.indicators.map(\.key), areaRoot: "84", periods: [.month, .year]),
            areas: .atVintage, columns: columns, unique: unique,
            due: DueDefinition(opensAfter: 1, dueAfter: 5, locksAfter: locksAfter),
            drift: DriftPolicy(newColumn: .refuseFile, badValue: badValue),
            accept: AcceptedShares(
                quarantinedPercent: ExactDecimal(percent)!, closedPercent: ExactDecimal(10)),
            allowsEmpty: allowsEmpty, allowsSameBytes: false)
    }

    private var columns: [ColumnContract] {
        let start = [
            column("Mã chỉ tiêu", "ma", isRequired: true),
            column("Đơn vị hành chính", "tinh", isRequired: true),
        ]
        if isWide {
            return start + [
                column(nil, "nam", .decimal)
            ]
        }
        return start + [
            column("Kỳ", "ky", isRequired: true), column("Đơn vị tính", "don_vi", .unit),
            column("Giá trị", "gia_tri", .decimal),
        ]
    }

    private func column(
        _ name: String?, _ alias: String, _ type: ColumnType = .text, isRequired: Bool = false
    ) -> ColumnContract {
        let pattern = try! NamePattern("Năm {:year}")
        return ColumnContract(
            header: name.map { .name($0) } ?? .pattern(pattern), alias: alias, type: type,
            isRequired: isRequired, isOptional: false, minimum: nil, maximum: nil, pattern: nil,
            values: [], codes: "", marks: type == .decimal ? ["-": .zero, "...": .missing] : [:],
            dateForm: "", periodKinds: [], characterCountMax: 100, numbers: nil)
    }

    static let indicators = [("NN.01", "tạ"), ("DS.01", "người")].map { code, unit in
        Indicator(
            key: IndicatorKey(edition: "05/2023", code: code, methodology: "default"),
            concept: code, title: words(code), unit: unit, overTime: .sum, overArea: .sum,
            decimals: 0, direction: .up, agency: "skhdt", source: "", breakdowns: [],
            definedAt: "a.yml:1")
    }

    private func workspace(_ dataset: DatasetDefinition) -> WorkspaceDefinition {
        let units = [("tạ", "mass", 100), ("tấn", "mass", 1000), ("người", "people", 1)]
        let areas = [("84", ""), ("842", "84"), ("844", "84"), ("86", "")]
        return WorkspaceDefinition(
            centre: CentreDefinition(
                code: "ioc", name: Self.words("Trung tâm"), parent: Self.words("UBND"),
                place: "Trà Vinh", area: "84", language: .vi, drops: "drops", state: ".phusa",
                archive: nil, holidays: [], workedDays: []),
            catalogue: Catalogue(
                units: UnitList(
                    units.map { code, dimension, factor in
                        UnitOfMeasure(
                            code: code, title: Self.words(code), dimension: dimension,
                            factor: ExactDecimal(factor), aliases: [])
                    }),
                areas: AreaList(
                    areas.map { code, parent in
                        Area(
                            level: parent.isEmpty ? .province : .district, code: code,
                            name: code, parent: parent, validFrom: nil, validTo: nil)
                    }),
                agencies: [], indicators: Self.indicators, breakdowns: [], seasons: [],
                kpiSets: []),
            schema: StarSchema(dimensions: [], facts: [Self.fact]), datasets: [dataset],
            reports: [])
    }
}

extension Verdict {
    var areBalanced: Bool {
        records.isBalanced && cells.read == offeredCellCount + cells.quarantined + cells.excluded
    }

    /// Rule and line of each quarantined record, then of its further breaches.
    var breaches: [String] {
        quarantine.map { record in
            ([record.violation] + record.others)
                .map { "\($0.rule.rawValue):\($0.position.line):\($0.position.column)" }
                .joined(separator: " ")
        }
    }
}
