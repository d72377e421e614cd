/// The keys of one mapping: what the loader reads by, the pages document, and editors complete.
package struct KeyTable: Sendable {
    /// Name of the mapping, unique among all tables: "contract.file".
    package let name: String
    package let keys: [Key]
    /// Whether exactly one of the keys stands there: steps and sections.
    package let isSingleKey: Bool

    package struct Key: Sendable {
        package let name: String
        package let type: ValueType
        package let presence: Presence
        /// What it means, in a sentence.
        package let about: String
        /// A value as it stands in YAML.
        package let example: String
    }

    package enum Presence: Sendable, Hashable {
        case required
        /// Absent means none.
        case optional
        /// Absent means this text.
        case standard(String)
    }

    init(_ name: String, isSingleKey: Bool = false, _ keys: [Key]) {
        self.name = name
        self.keys = keys
        self.isSingleKey = isSingleKey
    }

    func key(_ name: String) -> Key? { keys.first { $0.name == name } }
}

/// What stands behind a key.
package indirect enum ValueType: Sendable {
    /// Any text but the empty one; `anyText` may be empty.
    case text, anyText
    case words
    case whole(Int, Int)
    case decimal, decimalFromZero, positiveDecimal, percent
    case day, daySpan, dayOrPeriod, period, decimalOrNone, flag, byte, decimalMark, groupMark
    case choice([String])
    case form(NameForm)
    case pattern, expression, formula, dateForm, areaEdition
    case kindOfColumn
    /// A name of a list that stands elsewhere.
    case reference(DefinitionError.NameList)
    case list(ValueType)
    /// A mapping with keys of the author's choice.
    case map(ValueType)
    case mapping(KeyTable)
    /// A file's name or a mapping.
    case fileOrMapping(KeyTable)
}

extension KeyTable.Key {
    static func required(
        _ name: String, _ type: ValueType, _ about: String, example: String
    ) -> Self {
        Self(name: name, type: type, presence: .required, about: about, example: example)
    }

    static func optional(
        _ name: String, _ type: ValueType, _ about: String, example: String
    ) -> Self {
        Self(name: name, type: type, presence: .optional, about: about, example: example)
    }

    static func standard(
        _ name: String, _ type: ValueType, _ standard: String, _ about: String, example: String
    ) -> Self {
        Self(name: name, type: type, presence: .standard(standard), about: about, example: example)
    }
}

/// The kinds of YAML file in a workspace.
package enum DefinitionKind: String, Sendable, CaseIterable {
    case centre, units, agencies, breakdowns, questions, indicators, kpis, dimension, fact, contract
    case pipeline, corrections, exemptions, report

    /// Where files of this kind stand.
    package var place: String {
        switch self {
        case .centre: "phusa.yml"
        case .units, .agencies, .breakdowns, .questions: "catalogue/\(rawValue).yml"
        case .indicators: "catalogue/indicators/*.yml"
        case .kpis: "catalogue/kpis/*.yml"
        case .dimension, .fact: "warehouse/*.yml"
        case .contract: "<agency>/<dataset>/contract.yml, contract-*.yml"
        case .pipeline: "<agency>/<dataset>/pipeline.yml"
        case .corrections: "<agency>/<dataset>/corrections.yml"
        case .exemptions: "<agency>/<dataset>/exemptions.yml"
        case .report: "reports/*.yml"
        }
    }

    /// Whether the file is a list of such mappings.
    package var isList: Bool {
        switch self {
        case .units, .agencies, .breakdowns, .questions, .indicators, .corrections, .exemptions:
            true
        default: false
        }
    }

    /// The keys of the file's mapping, or of each in its list.
    package var table: KeyTable {
        switch self {
        case .centre: KeyTables.centre
        case .units: KeyTables.unit
        case .agencies: KeyTables.agency
        case .breakdowns: KeyTables.axis
        case .questions: KeyTables.question
        case .indicators: KeyTables.indicator
        case .kpis: KeyTables.kpis
        case .dimension: KeyTables.dimension
        case .fact: KeyTables.fact
        case .contract: KeyTables.contract
        case .pipeline: KeyTables.pipeline
        case .corrections: KeyTables.correction
        case .exemptions: KeyTables.exemption
        case .report: KeyTables.report
        }
    }
}

extension KeyTable {
    /// This table and all that its keys hold, each once, in the order they are met.
    package var withNested: [KeyTable] {
        var tables = [self]
        for key in keys {
            guard let table = key.type.table else { continue }
            for nested in table.withNested where !tables.contains(where: { $0.name == nested.name })
            {
                tables.append(nested)
            }
        }
        return tables
    }
}

extension ValueType {
    /// The table of a mapping, of a list's or a map's mappings.
    package var table: KeyTable? {
        switch self {
        case .words: KeyTables.words
        case .mapping(let table), .fileOrMapping(let table): table
        case .list(let inner), .map(let inner): inner.table
        default: nil
        }
    }
}
