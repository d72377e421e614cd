package import PhusaModel

/// An open record in quarantine, as far as it takes to see whether a drop mends it.
package struct OpenRecord: Hashable, Sendable {
    package let id: Int
    /// What it would have stated, as people read it; empty where its key could not be read.
    package let keys: [String]
    package let drop: DropPlace
}

/// Texts of which the first cell of a record must have one as a part.
package struct CellWords: Hashable, Sendable {
    package let texts: [String]
    /// Whether it is the first part that must be one.
    package let areFirst: Bool

    package init(texts: [String], areFirst: Bool) {
        self.texts = texts
        self.areFirst = areFirst
    }
}

/// Where a drop stands in the history of its dataset.
package struct DropPlace: Hashable, Sendable {
    /// Number in the ledger.
    package let id: Int
    package let path: String
    package let vintage: Moment
    package let sequence: Int
    package let sha256: String
    /// Natural key of the period in the drop's name.
    package let period: String?
    package let eventID: Int?

    package init(
        id: Int, path: String, vintage: Moment, sequence: Int, sha256: String, period: String?,
        eventID: Int?
    ) {
        self.id = id
        self.path = path
        self.vintage = vintage
        self.sequence = sequence
        self.sha256 = sha256
        self.period = period
        self.eventID = eventID
    }
}

extension LedgerReader {
    private static let place = """
        d.drop_id, d.path, d.vintage, d.sequence, d.sha256, d.period, d.event_id
        """

    /// Whether `d` is another drop of the dataset than the drop `$1`.
    private static let isNeighbour = """
        d.drop_id <> $1
            and d.dataset_id = (select o.dataset_id from ledger.drop o where o.drop_id = $1)
        """

    /// Open records that a drop of the dataset may mend: of other drops, not withdrawn and not of a
    /// later vintage, by drop and line.
    ///
    /// - Parameters:
    ///   - drop: The one that mends.
    ///   - periods: Natural keys: a record of a drop with another period in its name is left out, and
    ///     so is one without cells whose drop has none.
    ///   - words: A record of a drop without a period is left out unless its first cell has one of
    ///     them; `nil` leaves none out on this account.
    package func openRecords(
        before drop: DropPlace, periods: [String], words: CellWords?
    ) throws(WarehouseError) -> [OpenRecord] {
        // One part that is compared costs a sixth of a list that is taken apart.
        let isAbout =
            words.map {
                $0.areFirst
                    ? "split_part(q.keys[1], '; ', 1) = any ($4::text[])"
                    : "string_to_array(q.keys[1], '; ') && $4::text[]"
            } ?? "$4::text[] is null"
        return try openRecords(
            """
            q.state = 'open' and \(Self.isNeighbour) and d.vintage <= $2
                and d.outcome <> 'withdrawn'
                and (d.period = any ($3::text[])
                    or d.period is null and q.keys <> '{}' and \(isAbout))
            order by q.drop_id, q.line, q.quarantine_id
            """,
            [
                .int(drop.id), .moment(drop.vintage), .textArray(periods),
                words.map { .textArray($0.texts) } ?? .null,
            ])
    }

    /// What the open records of a dataset's drops, other than withdrawn ones, are about: the periods
    /// of drops with one in their name, and, of the other drops, the parts of each record's first cell,
    /// or the first part alone.
    package func openWords(
        datasetID: Int, areFirst: Bool
    ) throws(WarehouseError) -> (periods: Set<String>, words: Set<String>) {
        let parts =
            areFirst
            ? "left join lateral (select split_part(q.keys[1], '; ', 1)) w (word)"
            : "left join unnest(string_to_array(q.keys[1], '; ')) word"
        let rows = try connection.query(
            """
            select distinct d.period, word
            from ledger.drop d join ledger.quarantine q using (drop_id)
                \(parts) on d.period is null
            where d.dataset_id = $1 and q.state = 'open' and d.outcome <> 'withdrawn'
            """, [.int(datasetID)])
        var (periods, words) = (Set<String>(), Set<String>())
        for row in 0..<rows.rowCount {
            if let period = rows.text(row, 0) { periods.insert(period) }
            if let word = rows.text(row, 1) { words.insert(word) }
        }
        return (periods, words)
    }

    /// The open records of one drop, by line.
    package func openRecords(of drop: Int) throws(WarehouseError) -> [OpenRecord] {
        try openRecords(
            "q.state = 'open' and q.drop_id = $1 order by q.line, q.quarantine_id", [.int(drop)])
    }

    private func openRecords(_ clause: String, _ parameters: [SQLParameter])
        throws(WarehouseError) -> [OpenRecord]
    {
        let rows = try connection.query(
            """
            select \(Self.place), q.quarantine_id, q.keys
            from ledger.quarantine q join ledger.drop d using (drop_id)
            where \(clause)
            """, parameters)
        return (0..<rows.rowCount).compactMap { row in
            guard let place = Self.place(rows, row), let id = rows.int(row, 7) else { return nil }
            return OpenRecord(id: id, keys: rows.textArray(row, 8) ?? [], drop: place)
        }
    }

    /// Loaded drops of the dataset, other than this and not of an earlier vintage, whose events touch
    /// one of the periods; in the order of vintage, sequence and number.
    package func loadedDrops(
        from drop: DropPlace, touching periods: [String]
    ) throws(WarehouseError) -> [DropPlace] {
        let rows = try connection.query(
            """
            select \(Self.place) from ledger.drop d join ledger.event e using (event_id)
            where \(Self.isNeighbour) and d.vintage >= $2
                and d.outcome = 'loaded' and e.scope && $3::text[]
            order by d.vintage, d.sequence, d.drop_id
            """,
            [.int(drop.id), .moment(drop.vintage), .textArray(periods)])
        return (0..<rows.rowCount).compactMap { Self.place(rows, $0) }
    }

    private static func place(_ rows: QueryResult, _ row: Int) -> DropPlace? {
        guard let id = rows.int(row, 0), let vintage = rows.moment(row, 2) else { return nil }
        return DropPlace(
            id: id, path: rows.text(row, 1) ?? "", vintage: vintage,
            sequence: rows.int(row, 3) ?? 0, sha256: rows.text(row, 4) ?? "",
            period: rows.text(row, 5), eventID: rows.int(row, 6))
    }
}
