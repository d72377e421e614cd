import PhusaModel

/// What one load has found so far: mistakes, and the names that later files refer to.
final class LoadContext {
    let files: DefinitionFiles
    private(set) var errors: [DefinitionError] = []

    var units = KnownNames(.unit)
    var areas = KnownNames(.area)
    /// Where the end of each version of an area stands, by its natural key.
    var areaPlaces: [String: FilePosition] = [:]
    var agencies = KnownNames(.agency)
    var axes = KnownNames(.axis)
    /// Members by axis.
    var members: [String: KnownNames] = [:]
    var indicators = IndicatorNames()
    var kpiSets = KnownNames(.kpis)
    var dimensions = KnownNames(.dimension)
    var facts = KnownNames(.fact)

    init(files: DefinitionFiles) { self.files = files }

    func report(
        _ kind: DefinitionError.Kind, at position: FilePosition, found: String,
        suggestion: String? = nil
    ) {
        errors.append(
            DefinitionError(position: position, kind: kind, found: found, suggestion: suggestion))
    }

    func report(_ more: [DefinitionError]) { errors.append(contentsOf: more) }

    /// Tells of a name that a list does not have, unless the list could not be read in full.
    ///
    /// - Returns: Whether the name is known.
    @discardableResult
    func check(_ name: String, in names: KnownNames, at position: FilePosition) -> Bool {
        if names.contains(name) { return true }
        guard names.isComplete else { return false }
        report(
            .unknownName(names.list, known: names.sample), at: position, found: name,
            suggestion: names.nearest(to: name))
        return false
    }

    /// Adds a name; tells of one that stands there already.
    func add(_ name: String, to names: inout KnownNames, at position: FilePosition) {
        if let first = names.position(of: name) {
            let place = "\(first.path):\(first.line)"
            report(.duplicateName(names.list, first: place), at: position, found: name)
        } else {
            names.insert(name, at: position)
        }
    }

    /// The file's root node, or `nil` after a report.
    func root(of path: String, kind: DefinitionKind) -> YAMLNode? {
        guard let bytes = files.files[path] else { return nil }
        let (root, errors) = YAMLReader.read(bytes, path: path)
        report(errors)
        if root == nil, errors.isEmpty {
            let position = FilePosition(path: path, line: 1, column: 1)
            report(.shape(kind.isList ? .list : .mapping), at: position, found: "")
        }
        return root
    }

    /// The mappings of a file: its root, or the items of its list.
    ///
    /// - Returns: `nil` where names of the file may be missing from what was read.
    func mappings(of path: String, kind: DefinitionKind) -> [MappingReader]? {
        guard let root = root(of: path, kind: kind) else { return nil }
        guard kind.isList else {
            return MappingReader(root, table: kind.table, context: self).map { [$0] }
        }
        guard case .list(let items) = root.content else {
            report(.shape(.list), at: root.position, found: root.shown)
            return nil
        }
        let readers = items.map { MappingReader($0, table: kind.table, context: self) }
        let sound = readers.compactMap { $0 }
        // An item that is no mapping keeps its name to itself.
        return sound.count == readers.count ? sound : nil
    }
}

/// The names of a list, with the place where each is defined.
///
/// Broken entries count as known, so that
/// one mistake is told once.
struct KnownNames {
    let list: DefinitionError.NameList
    private var places: [String: FilePosition] = [:]
    /// False where a part of the list could not be read: then no name is called unknown.
    var isComplete = true

    /// Names that an error lists.
    static let sampleCountMax = 12

    init(_ list: DefinitionError.NameList) { self.list = list }

    init(_ list: DefinitionError.NameList, names: some Sequence<String>) {
        self.list = list
        for name in names { places[name] = FilePosition(path: "", line: 0, column: 0) }
    }

    func contains(_ name: String) -> Bool { places[name] != nil }
    func position(of name: String) -> FilePosition? { places[name] }
    mutating func insert(_ name: String, at position: FilePosition) { places[name] = position }
    var names: [String] { places.keys.sorted() }
    /// The first names; an ellipsis behind them says that there are more.
    var sample: [String] {
        names.prefix(Self.sampleCountMax) + (names.count > Self.sampleCountMax ? ["…"] : [])
    }

    func nearest(to name: String) -> String? {
        NearestName.find(name, among: names)
    }
}

/// Indicators by code and by full key.
struct IndicatorNames {
    private(set) var codes = KnownNames(.indicator)
    private var keysByCode: [String: [IndicatorKey]] = [:]
    private var places: [IndicatorKey: FilePosition] = [:]
    private(set) var definitions: [IndicatorKey: Indicator] = [:]
    /// Those that have a formula, sound or not.
    private(set) var computed: Set<IndicatorKey> = []
    /// Codes of which an entry is broken before its key is known.
    private var unsettled: Set<String> = []

    var isComplete: Bool {
        get { codes.isComplete }
        set { codes.isComplete = newValue }
    }

    /// All keys in order, broken indicators among them.
    var keys: [IndicatorKey] { places.keys.sorted() }

    /// Those of one code, in order.
    func keys(of code: String) -> [IndicatorKey] { Set(keysByCode[code] ?? []).sorted() }

    func position(of key: IndicatorKey) -> FilePosition? { places[key] }

    mutating func insert(code: String, key: IndicatorKey?, at position: FilePosition) {
        if !codes.contains(code) { codes.insert(code, at: position) }
        guard let key else {
            unsettled.insert(code)
            return
        }
        places[key] = position
        keysByCode[code, default: []].append(key)
    }

    mutating func markComputed(_ key: IndicatorKey) { computed.insert(key) }

    mutating func define(_ indicator: Indicator) { definitions[indicator.key] = indicator }

    enum Resolution {
        case found(IndicatorKey)
        case ambiguous([IndicatorKey])
        case unknown
        /// The list is not known well enough to say.
        case unsettled
    }

    /// `CODE` where it is unique, or `EDITION|CODE|METHODOLOGY`.
    func resolve(_ reference: String) -> Resolution {
        let parts = reference.split(separator: "|", omittingEmptySubsequences: false).map(
            String.init)
        if parts.count == 3 {
            let key = IndicatorKey(edition: parts[0], code: parts[1], methodology: parts[2])
            if places[key] != nil { return .found(key) }
            return isComplete && !unsettled.contains(parts[1]) ? .unknown : .unsettled
        }
        if unsettled.contains(reference) { return .unsettled }
        let keys = keysByCode[reference] ?? []
        if keys.count > 1 { return .ambiguous(keys.sorted()) }
        return keys.first.map { .found($0) } ?? (isComplete ? .unknown : .unsettled)
    }

    /// The nearest code, or full key for a reference that is one.
    func nearest(to reference: String) -> String? {
        reference.contains("|")
            ? NearestName.find(reference, among: places.keys.map(\.description).sorted())
            : codes.nearest(to: reference)
    }
}

extension LoadContext {
    /// The indicator that a reference means; tells of one that is unknown or ambiguous.
    func indicator(_ reference: String, at position: FilePosition) -> IndicatorKey? {
        switch indicators.resolve(reference) {
        case .found(let key): return key
        case .unsettled: return nil
        case .ambiguous(let keys):
            let candidates = keys.map(\.description)
            report(.ambiguousIndicator(candidates: candidates), at: position, found: reference)
        case .unknown:
            report(
                .unknownName(.indicator, known: indicators.codes.sample), at: position,
                found: reference, suggestion: indicators.nearest(to: reference))
        }
        return nil
    }
}
