import Foundation
import PhusaTestSupport
import Storage
import Testing
import Warehouse

/// Five datasets, kept small so that hundreds of rounds fit into minutes.
extension Workload {
    /// One file of the drop zone.
    enum Drop {
        /// Of `Fixtures/drops`.
        case fixture(String)
        /// A sheet of the statistics office, stated on a day, `MM-DD` of 2024.
        case sheet(MonthlySheet, String)
    }

    /// What waits, in steps: no two drops of a step are of one period of one dataset.
    static var waiting: [[Drop]] {
        var vanished = MonthlySheet.sample(month: 2, edition: 1)
        vanished.lines.remove(at: 6)
        var bad = MonthlySheet.sample(month: 3, edition: 1)
        bad.lines[2].value = "119,,301"
        var thin = MonthlySheet.sample(month: 2, edition: 2)
        thin.lines.removeSubrange(1..<4)
        var refused = MonthlySheet.sample(month: 5)
        for index in 0..<5 { refused.lines[index].value = "?" }
        return [
            [
                // Backdated, vanished, new, refused; revised by JSON, by merge and by gzip.
                .sheet(.sample(month: 1, edition: 1), "02-20"), .sheet(vanished, "04-04"),
                .sheet(.sample(month: 3), "04-05"), .sheet(.sample(month: 4), "05-06"),
                .sheet(refused, "06-05"), .fixture("syt/yte-2024-M04-2024-05-06.json.gz"),
                .fixture("skhdt/kehoach-2021-2021-09-20.json"),
                .fixture("stc/thungansach-2024-M12-2025-01-06.csv"),
                .fixture("ttth/phananh-2023-M12-2024-02-05.ndjson.gz"),
            ],
            // With a quarantined record, and held; then reverted.
            [
                .sheet(bad, "05-06"), .sheet(thin, "04-15"),
                .fixture("stc/thungansach-2024-M12-2025-02-07.csv"),
            ],
            [.sheet(.sample(month: 3), "05-13")],
        ]
    }

    private static var loaded: [Drop] {
        [
            .sheet(.sample(month: 1), "02-05"), .sheet(.sample(month: 1, edition: 2), "03-05"),
            .sheet(.sample(month: 2), "03-04"), .fixture("syt/yte-2024-M03-2024-04-05.json.gz"),
            .fixture("skhdt/kehoach-2021-2021-01-06.json"),
            .fixture("ttth/phananh-2023-M12-2024-01-03.ndjson.gz"),
        ]
    }

    /// Parts of the repository's workspace that the drops do not need: they cost time in each round.
    private static let unused = [
        "ctk/nien-giam", "sgddt", "skhdt/doanh-nghiep", "snnptnt", "snv", "ttpvhcc",
        "ttth/nhat-ky", "reports/hai-long.yml",
    ]

    static func deliver(_ drop: Drop, to lab: Lab) throws {
        switch drop {
        case .fixture(let path): try lab.deliver(path)
        case .sheet(let sheet, let day): try lab.write(sheet.path(day), sheet.text)
        }
    }

    static func prepared(on server: EmbeddedCluster?) async throws -> Lab {
        let lab: Lab
        if let server {
            lab = try await Lab(on: server)
            try #require(try await lab.phusa("warehouse", "apply").status == 0)
        } else {
            lab = try await Lab()
        }
        try lab.remove(unused)
        for drop in loaded { try deliver(drop, to: lab) }
        try #require(try await lab.run().total.drops.loaded == loaded.count)
        return lab
    }

    static func hashes(_ lab: Lab) throws -> [String: String] {
        var hashes: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: lab.drops) {
            let place = lab.drops + "/" + path
            guard let bytes = FileManager.default.contents(atPath: place) else { continue }
            hashes[path] = contentHash(bytes)
        }
        return hashes
    }
}

extension Lab {
    /// Leaves the monthly sheets of the statistics office: a small workspace makes quick runs.
    func keepSheetsOnly() throws {
        try remove([
            "ctk/nien-giam", "reports", "sgddt", "skhdt", "snnptnt", "snv", "stc", "syt",
            "ttpvhcc", "ttth",
        ])
    }

    /// Takes parts out of the workspace.
    fileprivate func remove(_ parts: [String]) throws {
        for part in parts { try FileManager.default.removeItem(atPath: pipelines + "/" + part) }
    }
}
