import Foundation
import PhusaModel
import Testing

/// A file of a publisher, and what it holds: counted outside the product.
struct PublishedFile: Sendable, CustomTestStringConvertible {
    /// Records that a rule puts in quarantine, by line.
    struct Fault: Sendable {
        let lines: ClosedRange<Int>
        let rule: Rule
        let column: String
        let found: String
    }

    /// Below ``RealFiles/data``.
    let source: String
    /// Below the drop zone: the publisher's folder, and a name that a contract claims.
    let drop: String
    let records: RecordCounts
    /// `loaded` are the cells of the first load.
    let cells: CellCounts
    var faults: [Fault] = []

    var testDescription: String { source }
    var path: String { RealFiles.data + "/" + source }

    static let all = finance + worldBank + indices + statistics + citizens

    static var arePresent: Bool {
        all.allSatisfy { FileManager.default.isReadableFile(atPath: $0.path) }
    }

    static let absence: Comment =
        """
        files of other publishers are not in \(RealFiles.data); set \(RealFiles.variable) to the \
        folder that holds mof/, worldbank/, pci-papi/, citizen/ and others
        """

    /// - Parameters:
    ///   - records: Read, and of these quarantined and excluded whole.
    ///   - cells: Read, and of these quarantined and excluded.
    private init(
        _ source: String, as drop: String, records: [Int], cells: [Int], faults: [Fault] = []
    ) {
        self.source = source
        self.drop = drop
        self.records = RecordCounts(
            read: records[0], accepted: records[0] - records[1] - records[2],
            quarantined: records[1], excluded: records[2])
        self.cells = CellCounts(
            read: cells[0], loaded: cells[0] - cells[1] - cells[2], quarantined: cells[1],
            excluded: cells[2])
        self.faults = faults
    }

    // MARK: Ministry of finance

    private static let finance = [
        PublishedFile(
            "mof/sheet_province_budget_final_2006.csv",
            as: "mof/sheet_province_budget_final_2006-2008-06-12.csv", records: [73, 0, 8],
            cells: [438, 0, 64]),
        PublishedFile(
            "mof/sheet_province_budget_final_2010.csv",
            as: "mof/sheet_province_budget_final_2010-2012-06-30.csv", records: [74, 0, 10],
            cells: [444, 0, 60]),
        PublishedFile(
            "mof/sheet_province_budget_final_2014.csv",
            as: "mof/sheet_province_budget_final_2014-2016-06-30.csv", records: [72, 0, 8],
            cells: [576, 0, 129]),
        PublishedFile(
            "mof/sheet_province_budget_plan_2009.csv",
            as: "mof/sheet_province_budget_plan_2009-2008-12-01.csv", records: [75, 1, 11],
            cells: [675, 9, 107],
            faults: [
                Fault(
                    lines: 16...16, rule: .contractDecimal, column: "Bổ sung cân đối 5.0",
                    found: "\u{A0}\u{A0}(1)")
            ]),
        PublishedFile(
            "mof/sheet_province_budget_plan_2017.csv",
            as: "mof/sheet_province_budget_plan_2017-2016-12-15.csv", records: [74, 0, 10],
            cells: [814, 0, 211]),
        PublishedFile(
            "mof/province_budget_plan_2006_2015.csv",
            as: "mof/province_budget_plan_2006_2015-2018-01-01.csv", records: [633, 1, 0],
            cells: [4_431, 7, 0],
            faults: [haTay(line: 151)]),
        PublishedFile(
            "mof/state_budget_balance_2001_2019.csv",
            as: "mof/state_budget_balance_2001_2019-2021-01-01.csv", records: [46, 0, 0],
            cells: [874, 0, 97]),
    ]

    /// Printed for 2008, on whose last day Ha Tay was no more.
    private static func haTay(line: Int) -> Fault {
        Fault(lines: line...line, rule: .normaliseArea, column: "prov", found: "28")
    }

    // MARK: World Bank

    private static let worldBank = [
        PublishedFile(
            "worldbank/gdp.csv", as: "wb/gdp-2025-10-07.csv", records: [13_979, 0, 0],
            cells: [13_979, 0, 0]),
        PublishedFile(
            "worldbank/population.csv", as: "wb/population-2025-10-07.csv",
            records: [17_195, 0, 0], cells: [17_195, 0, 0]),
        PublishedFile(
            "worldbank/cpi.csv", as: "wb/cpi-2025-10-07.csv", records: [11_182, 0, 0],
            cells: [11_182, 0, 0]),
        PublishedFile(
            "worldbank/wide_unemployment.csv", as: "wb/wide_unemployment-2025-10-07.csv",
            records: [266, 0, 0], cells: [17_290, 0, 17_290 - 7_981]),
        PublishedFile(
            "worldbank/wide_gdp_growth.csv", as: "wb/wide_gdp_growth-2025-10-07.csv",
            records: [266, 0, 0], cells: [17_290, 0, 17_290 - 14_114]),
    ]

    // MARK: Governance and competitiveness

    /// Cells without a score, by year.
    static let emptyScores = [
        2011: 441, 2012: 441, 2013: 441, 2014: 485, 2015: 441, 2016: 441, 2017: 441, 2018: 79,
        2019: 0, 2020: 0, 2021: 147, 2022: 92, 2023: 119, 2024: 119,
    ]

    private static let indices =
        emptyScores.sorted { $0.key < $1.key }.map { year, emptyCount in
            PublishedFile(
                "pci-papi/papi/\(year).csv", as: "papi/papi-\(year)-2025-06-30.csv",
                records: [63, 0, 0], cells: [63 * 29, 0, emptyCount])
        }
        + [2011, 2016].map { year in
            PublishedFile(
                "pci-papi/papi_\(year)_sheet.csv", as: "papi/papi_\(year)_sheet-2017-06-30.csv",
                records: [64, 0, 1], cells: [64 * 29, 0, 29])
        } + [
            PublishedFile(
                "pci-papi/pci_2005_2016.csv", as: "pci/pci_2005_2016-2017-06-30.csv",
                records: [738, 51, 0], cells: [9_594, 663, 981],
                faults: [
                    haTay(line: 284),
                    Fault(
                        lines: 690...739, rule: .contractRequired, column: "prov", found: ""),
                ])
        ]

    // MARK: Statistics, and areas

    private static let statistics = [
        PublishedFile(
            "sdmx-vn/gdp_quarterly_hand_collected.csv",
            as: "gso/gdp_quarterly_hand_collected-2025-05-01.csv", records: [46, 0, 0],
            cells: [414, 0, 47]),
        PublishedFile(
            "areas-2025/provinces_2025_area_population.csv",
            as: "bando/provinces_2025_area_population-2025-07-01.csv", records: [34, 0, 0],
            cells: [68, 0, 0]),
    ]

    // MARK: Surveys and requests

    private static let citizens = [
        PublishedFile(
            "citizen/sandiego_resident_survey_2015.csv",
            as: "sandiego/sandiego_resident_survey_2015-2016-01-01.csv", records: [2_477, 0, 0],
            cells: [69_356, 0, 0]),
        PublishedFile(
            "citizen/somerville_happiness_2015.csv",
            as: "somerville/somerville_happiness_2015-2016-01-01.csv", records: [143, 0, 0],
            cells: [1_001, 0, 0]),
        PublishedFile(
            "citizen/nyc_311_animals.csv", as: "nyc/nyc_311_animals-2025-03-14.csv",
            records: [4_969, 1, 0], cells: [4_969, 1, 0],
            faults: [
                Fault(
                    lines: 261...261, rule: .contractCode, column: "Borough",
                    found: "Unspecified")
            ]),
    ]
}
