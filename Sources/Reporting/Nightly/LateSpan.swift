import PhusaModel

/// Deliveries of one dataset that are late in the same way, as one line of the page: what nobody sent
/// for years would hide what is new.
struct LateSpan {
    /// The one that is overdue the longest.
    let oldest: Submission
    var newest: Submission
    var count = 1

    /// In the order in which their oldest ones come.
    static func spans(_ late: [Submission]) -> [LateSpan] {
        struct Key: Hashable {
            let dataset: String
            let state: SubmissionState
        }
        var places: [Key: Int] = [:]
        var spans: [LateSpan] = []
        for item in late {
            let key = Key(dataset: item.dataset, state: item.state)
            if let place = places[key] {
                spans[place].newest = item
                spans[place].count += 1
            } else {
                places[key] = spans.count
                spans.append(LateSpan(oldest: item, newest: item))
            }
        }
        return spans
    }

    /// The period, or the first and the last of several with their number.
    var periods: Words {
        let first = oldest.period.title
        guard count > 1 else { return first }
        let last = newest.period.title
        return Words(
            vi: "\(first.vi) … \(last.vi) (\(count) kỳ)",
            en: "\(first.en) … \(last.en) (\(count) periods)")
    }
}
