import Testing

/// Prometheus' text format, read strictly: HELP and TYPE before the samples of a family, families not
/// scattered, names, labels and numbers in their forms, nothing twice, a line end at the end.
struct Exposition {
    struct Sample: Hashable {
        let name: String
        let labels: [String: String]
    }

    struct Malformed: Error {
        let line: String
    }

    private(set) var samples: [Sample: String] = [:]

    init(_ text: String) throws {
        var typed: Set<String> = []
        var helped: Set<String> = []
        var family = ""
        guard text.hasSuffix("\n") else { throw Malformed(line: "the last line has no end") }
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            let line = String(line)
            if let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
                guard helped.insert(String(match.1)).inserted else { throw Malformed(line: line) }
                family = String(match.1)
            } else if let match = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) gauge/) {
                guard match.1 == family, typed.insert(family).inserted else {
                    throw Malformed(line: line)
                }
            } else {
                let (sample, value) = try Self.sample(line)
                guard sample.name == family, typed.contains(family), samples[sample] == nil else {
                    throw Malformed(line: line)
                }
                samples[sample] = value
            }
        }
    }

    private static func sample(_ line: String) throws -> (Sample, String) {
        let form = /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.+)\})? (-?[0-9]+(?:\.[0-9]+)?)/
        guard let match = line.wholeMatch(of: form) else { throw Malformed(line: line) }
        var labels: [String: String] = [:]
        var rest = match.2 ?? ""
        let label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,(?=.)|$)/
        while !rest.isEmpty {
            guard let found = rest.prefixMatch(of: label), labels[String(found.1)] == nil else {
                throw Malformed(line: line)
            }
            labels[String(found.1)] = String(found.2)
            rest = rest[found.range.upperBound...]
        }
        return (Sample(name: String(match.1), labels: labels), String(match.3))
    }

    func value(_ name: String, _ labels: [String: String] = [:]) -> String? {
        samples[Sample(name: name, labels: labels)]
    }
}
