import PhusaModel
import Warehouse

/// By which definitions the loaded drops of a dataset are read today, and which of them are stale:
/// their definitions have changed since.
struct DropSources {
    let setting: RunSetting
    let datasetID: Int

    /// A loaded drop, and those of its periods that are read by other definitions.
    struct Stale {
        let event: EventRecord
        /// Natural keys.
        let periods: [String]
    }

    /// - Parameter definitions: Those of today.
    /// - Returns: In the order of history.
    func stale(definitions: String) throws -> [Stale] {
        let events = try setting.reader.events(datasetID: datasetID)
        let withdrawn = Set(
            events.filter { $0.event.kind == .withdrawal }.compactMap(\.event.targetEventID))
        let restatements = events.filter { $0.event.kind == .restatement }
        return events.compactMap { drop in
            guard drop.event.kind == .drop, !withdrawn.contains(drop.id) else { return nil }
            let periods = drop.event.scope.filter { period in
                let last = restatements.last {
                    $0.order > drop.order && $0.event.scope.contains(period)
                }
                return (last ?? drop).event.definitions != definitions
            }
            return periods.isEmpty ? nil : Stale(event: drop, periods: periods)
        }
    }
}
