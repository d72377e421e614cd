import PhusaModel

/// A contract as far as it could be read: what pipelines, corrections and ownership need of it.
struct LoadedContract {
    let path: String
    let position: FilePosition
    /// `nil` where something in the file is wrong.
    let definition: ContractDefinition?
    let appliesFrom: CalendarDay?
    let columns: [Column]
    /// False where a column's name could not be read.
    let columnsAreComplete: Bool
    /// Captures of the file's name; `nil` where its pattern is wrong.
    let captures: [String]?
    let hasAreaEdition: Bool
    /// `nil` where it is wrong.
    let cover: Cover?
    let coverPosition: FilePosition

    struct Column {
        let alias: String
        /// `nil` where it is wrong.
        let type: ColumnType?
        let isSpread: Bool
    }

    /// Names of columns, for references to them.
    var columnNames: KnownNames {
        var names = KnownNames(.column, names: columns.map(\.alias))
        names.isComplete = columnsAreComplete
        return names
    }
}
