import Foundation

/// What this program reads again of a summary that a run has stored.
struct StoredSummary: Decodable {
    struct Total: Decodable {
        let read: Int
        let loaded: Int
    }

    let total: Total

    init(json: String) throws {
        self = try JSONDecoder().decode(StoredSummary.self, from: Data(json.utf8))
    }
}
