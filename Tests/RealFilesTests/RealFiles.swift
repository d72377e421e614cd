import Foundation
import Testing

/// The statistics office's tables by province, read where they lie: beside the repository.
///
/// Nothing of them is part of the repository. Where they are absent, the tests of this target are
/// skipped and say so.
enum RealFiles {
    /// Names another folder that holds `gso/` and the other publishers' folders.
    static let variable = "PHUSA_REAL_FILES"
    /// The day on which the office's tables were saved: the vintage in the drops' names.
    static let vintage = "2018-09-21"

    /// Every table of paddy, and four others; without `_by_province.csv`.
    static let names = [
        "population_average", "paddy_area", "paddy_spring_area", "paddy_autumn_area",
        "paddy_winter_area", "paddy_yield", "paddy_spring_yield", "paddy_autumn_yield",
        "paddy_winter_yield", "paddy_production", "paddy_spring_production",
        "paddy_autumn_production", "paddy_winter_production", "shrimp_production",
        "aquaculture_area", "hospital_beds",
    ]

    /// The folder of all publishers.
    static let data: String = {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment[variable], !folder.isEmpty { return folder }
        return root.deletingLastPathComponent().appending(path: "shared/data/real").path
    }()

    static let folder = data + "/gso"

    static var arePresent: Bool {
        names.allSatisfy { FileManager.default.isReadableFile(atPath: path($0)) }
    }

    static let absence: Comment =
        """
        the statistics office's tables are not in \(folder); set \(variable) to the \
        folder that holds gso/
        """

    static func path(_ name: String) -> String { "\(folder)/\(name)_by_province.csv" }

    /// The name that the contracts of ``workspace`` claim.
    static func dropName(_ name: String) -> String { "\(name)_by_province-\(vintage).csv" }

    /// The workspace of the tests: YAML and CSV alone.
    static let workspace = target.appending(path: "Workspace").path

    private static let target = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let root = target.deletingLastPathComponent().deletingLastPathComponent()
}
