/// Numbers of lines, neighbours drawn together.
enum LineRuns {
    /// Runs of neighbours in sorted numbers.
    static func of(_ lines: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for line in lines {
            if let last = runs.last, last.upperBound + 1 == line {
                runs[runs.count - 1] = last.lowerBound...line
            } else {
                runs.append(line...line)
            }
        }
        return runs
    }

    /// `4`, `7–9` of sorted numbers.
    static func texts(_ lines: [Int]) -> [String] {
        of(lines).map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
        }
    }
}
