/// What `run --json` and `plan --json` print.
struct RunReport: Decodable {
    let run: Int?
    let pipelines: [PipelineReport]
    let total: Balance
    let unclaimed: [Breach]
    let underWay: [String]
    let stale: Int

    private enum CodingKeys: String, CodingKey {
        case run, pipelines, total, unclaimed, stale, underWay = "under_way"
    }

    subscript(pipeline: String) -> PipelineReport? {
        pipelines.first { $0.pipeline == pipeline }
    }

    /// All drops that the run looked into.
    var files: [FileReport] { pipelines.flatMap(\.files) }
}

struct Records: Decodable, Hashable {
    let read: Int
    let accepted: Int
    let quarantined: Int
    let excluded: Int

    var isBalanced: Bool { read == accepted + quarantined + excluded }
}

/// Drops by what became of them.
struct DropCounts: Decodable, Hashable {
    let loaded: Int
    let known: Int
    let refused: Int
    let held: Int
    let failed: Int
}

struct Balance: Decodable, Hashable {
    let read: Int
    let loaded: Int
    let unchanged: Int
    let quarantined: Int
    let excluded: Int
    let closed: Int
    let records: Records
    let drops: DropCounts

    var isBalanced: Bool {
        read == loaded + unchanged + quarantined + excluded && records.isBalanced
    }

    /// The line that the text form ends with.
    var line: String {
        "read \(read) = loaded \(loaded) + unchanged \(unchanged) + quarantined \(quarantined)"
            + " + excluded \(excluded)"
    }
}

struct PipelineReport: Decodable {
    let pipeline: String
    let balance: Balance
    let files: [FileReport]
    let corrections: [CorrectionReport]
    let lockedBy: String?

    private enum CodingKeys: String, CodingKey {
        case pipeline, files, corrections, lockedBy = "locked_by"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        pipeline = try container.decode(String.self, forKey: .pipeline)
        files = try container.decode([FileReport].self, forKey: .files)
        corrections = try container.decode([CorrectionReport].self, forKey: .corrections)
        lockedBy = try container.decodeIfPresent(String.self, forKey: .lockedBy)
        balance = try Balance(from: decoder)
    }
}

/// What a correction did to figures that were loaded before it.
struct CorrectionReport: Decodable {
    let correction: String
    let loaded: Int
}

struct FileReport: Decodable {
    struct Cells: Decodable, Hashable {
        let read: Int
        let loaded: Int
        let unchanged: Int
        let quarantined: Int
        let excluded: Int
        let closed: Int
    }

    let dataset: String
    let path: String
    let state: String
    let records: Records
    let cells: Cells
    let violations: [Breach]
    let quarantined: [Breach]
    let drop: Int?
    let error: String?
}

struct Breach: Decodable, Hashable {
    struct Position: Decodable, Hashable {
        let path: String
        let line: Int
        let column: Int
    }

    let rule: String
    let position: Position
}
