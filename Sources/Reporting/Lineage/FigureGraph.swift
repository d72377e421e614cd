package import PhusaModel

/// Where a figure comes from as a drawing: the figure, the version of its formula, what that reads,
/// down to files and decisions.
package struct FigureGraph {
    /// So many parts of one sum are drawn, the largest, and so many where the sum is a part itself;
    /// one more where that is the last.
    static let partCountMax = (first: 12, deeper: 4)
    /// So many former versions of a figure are drawn, the newest.
    static let formerCountMax = 5

    private let words: FigureGraphWords
    private(set) var graph: BoxGraph
    /// Boxes by what they stand for, so that nothing is drawn twice.
    private var known: [String: Int] = [:]
    private var isShortened = false

    /// - Parameter trails: Of one indicator, area and period, by breakdown.
    package init(_ trails: [FigureTrail], _ catalogue: Catalogue, language: Language) {
        words = FigureGraphWords(catalogue, language)
        graph = BoxGraph(
            language: language.rawValue, title: trails.first.map(words.title) ?? "")
        for trail in trails { addFigure(trail) }
        graph.summary = words.summary(trails, graph)
        graph.notes = words.notes(graph, isShortened: isShortened)
    }

    /// A whole SVG file.
    package var svg: String { graph.svg }

    // MARK: What was asked for

    private mutating func addFigure(_ trail: FigureTrail) {
        guard let newest = trail.versions.first else { return }
        let isStanding = newest.closedAt == nil
        let box = graph.add(
            BoxGraph.Box(
                kind: isStanding ? .figure : .former,
                tag: words.text(isStanding ? FigureGraphWords.figure : FigureGraphWords.gone),
                lines: words.lines(trail, newest, isTitled: true)))
        addOrigin(of: newest, into: box, shownMax: Self.partCountMax.first)
        let former = trail.versions.dropFirst()
        for version in former.prefix(Self.formerCountMax) {
            let box = graph.add(
                BoxGraph.Box(
                    kind: .former, tag: words.text(FigureGraphWords.former),
                    lines: words.lines(trail, version, isTitled: false)
                        + words.formerParts(version)))
            if version.formula == nil { addSource(of: version, into: box) }
        }
        if former.count > Self.formerCountMax {
            isShortened = true
            let count = former.count - Self.formerCountMax
            _ = graph.add(
                BoxGraph.Box(kind: .rest, tag: words.text(.init(earlier: count)), lines: []))
        }
    }

    private mutating func addOrigin(
        of version: FigureTrail.Version, into box: Int, shownMax: Int
    ) {
        guard let formula = version.formula else { return addSource(of: version, into: box) }
        let groups = groups(version.inputs)
        let formulaBox = graph.add(
            BoxGraph.Box(
                kind: .formula, tag: words.text(FigureGraphWords.formula),
                lines: words.lines(formula, version, groups)))
        graph.link(box, from: formulaBox)
        for group in groups { addParts(group, into: formulaBox, shownMax: shownMax) }
    }

    /// Parts by the reference that reads them, in the order of the formula.
    private func groups(_ inputs: [FigureTrail]) -> [[FigureTrail]] {
        var groups: [[FigureTrail]] = []
        for input in inputs {
            let index = groups.firstIndex { $0[0].reference == input.reference }
            if let index { groups[index].append(input) } else { groups.append([input]) }
        }
        return groups
    }

    // MARK: Parts

    private mutating func addParts(_ group: [FigureTrail], into formula: Int, shownMax: Int) {
        let isWhole = group.count <= shownMax + 1
        let ranked = isWhole ? group : bySize(group)
        let shown = isWhole ? ranked[...] : ranked.prefix(shownMax)
        for (index, part) in shown.enumerated() {
            let place = group.count > 1 ? (index + 1, group.count) : nil
            addPart(part, into: formula, place: place)
        }
        let rest = Array(ranked[shown.count...])
        guard !rest.isEmpty else { return }
        isShortened = true
        let files = Set(rest.compactMap { $0.versions.first }.filter { $0.formula == nil }.map(key))
        let box = graph.add(
            BoxGraph.Box(
                kind: .rest, tag: words.text(.init(others: rest.count)),
                lines: words.lines(rest: rest, fileCount: files.count)))
        graph.link(formula, from: box)
        for file in files.sorted() { if let drop = known[file] { graph.link(box, from: drop) } }
    }

    /// The largest first, in either direction from zero; what has no value last.
    private func bySize(_ group: [FigureTrail]) -> [FigureTrail] {
        let sizes = group.map { trail in
            trail.versions.first?.number.map { $0.isNegative ? $0.negated : $0 }
        }
        return group.indices.sorted { left, right in
            guard let first = sizes[left] else { return false }
            guard let second = sizes[right] else { return true }
            return first == second ? left < right : second < first
        }.map { group[$0] }
    }

    private mutating func addPart(
        _ part: FigureTrail, into formula: Int, place: (Int, Int)?
    ) {
        guard let version = part.versions.first else { return }
        let identity = [
            part.indicator, part.area, part.period, part.breakdown, "\(version.event)",
        ].joined(separator: "\u{0}")
        if let box = known[identity] { return graph.link(formula, from: box) }
        let box = graph.add(
            BoxGraph.Box(
                kind: version.replacedAt == nil ? .part : .former,
                tag: words.tag(part, place),
                lines: words.lines(part, version, isTitled: place == nil)))
        known[identity] = box
        graph.link(formula, from: box)
        addOrigin(of: version, into: box, shownMax: Self.partCountMax.deeper)
    }

    // MARK: Files and decisions

    private mutating func addSource(of version: FigureTrail.Version, into box: Int) {
        var into = box
        if version.eventKind != "drop" || !version.corrections.isEmpty {
            into = graph.add(
                BoxGraph.Box(
                    kind: .decision, tag: words.decision(version),
                    lines: words.lines(decision: version)))
            graph.link(box, from: into)
        }
        let key = key(version)
        let drop: Int
        if let found = known[key] {
            drop = found
        } else {
            drop = graph.add(
                BoxGraph.Box(
                    kind: .drop, tag: words.dropTag(version), lines: words.lines(drop: version),
                    hint: "SHA-256 \(version.sha256)"))
            known[key] = drop
        }
        graph.link(into, from: drop)
    }

    private func key(_ version: FigureTrail.Version) -> String {
        version.path + "\u{0}" + version.sha256
    }
}
