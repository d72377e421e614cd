import PhusaModel

extension WorkspaceLoader {
    /// `contract.yml` and `contract-*.yml`.
    func loadContract(
        _ reader: MappingReader, path: String, folder: String, codeMaps: KnownNames
    ) -> LoadedContract {
        let code = contractCode(reader, folder: folder)
        let applies = reader.nested("applies")?.day("from")
        let owner = owner(reader, folder: folder)
        let file = reader.nested("file").flatMap { self.file($0) }
        let cover = cover(reader)
        let edition = areaEdition(reader)
        let columns = contractColumns(reader, file: file, codeMaps: codeMaps)
        let unique = uniqueColumns(reader, columns: columns)
        let due = due(reader)
        let drift = drift(reader)
        let accept = accept(reader)
        let allow = reader.nested("allow")
        let allowsEmpty = allow?.flag("empty") ?? false
        let allowsSameBytes = allow?.flag("same_bytes") ?? false
        var definition: ContractDefinition?
        if reader.isSound, let code, let owner, let file, let cover, let drift, let accept {
            definition = ContractDefinition(
                dataset: code, appliesFrom: applies, owner: owner, file: file, covers: cover,
                areas: edition ?? .atPeriodEnd, columns: columns.compactMap(\.contract),
                unique: unique, due: due, drift: drift, accept: accept, allowsEmpty: allowsEmpty,
                allowsSameBytes: allowsSameBytes)
        }
        let captures = file.map(\.name.captureNames)
        return LoadedContract(
            path: path, position: reader.position(of: "contract"), definition: definition,
            appliesFrom: applies, columns: columns.compactMap(\.scope),
            columnsAreComplete: reader.has("columns") && columns.allSatisfy { $0.scope != nil },
            captures: captures, hasAreaEdition: reader.has("areas"), cover: cover,
            coverPosition: reader.position(of: "covers"))
    }

    private func contractCode(_ reader: MappingReader, folder: String) -> String? {
        guard let code = reader.text("contract") else { return nil }
        let expected = folder.split(separator: "/").joined(separator: ".")
        if !code.hasPrefix(expected + ".") {
            reader.report(
                .folderCode(expected: expected + ".…"), at: reader.position(of: "contract"),
                found: code)
        }
        return code
    }

    private func owner(_ reader: MappingReader, folder: String) -> ContractOwner? {
        guard let own = reader.nested("owner") else { return nil }
        let agency = own.text("agency")
        let answerable = own.text("answerable")
        let contact = own.text("contact")
        if let agency {
            let position = own.position(of: "agency")
            let expected = folder.prefix { $0 != "/" }
            if own.check(agency, in: context.agencies, at: position), agency != expected {
                own.report(.folderCode(expected: String(expected)), at: position, found: agency)
            }
        }
        guard let agency, let answerable, let contact else { return nil }
        return ContractOwner(agency: agency, answerable: answerable, contact: contact)
    }

    private func areaEdition(_ reader: MappingReader) -> AreaEdition? {
        reader.value("areas", .areaEdition) { text in
            switch text {
            case "at-vintage": .atVintage
            case "at-period-end": .atPeriodEnd
            default: CalendarDay(text).map { .on($0) }
            }
        }
    }

    private func uniqueColumns(_ reader: MappingReader, columns: [ReadColumn]) -> [String] {
        let scopes = columns.compactMap(\.scope)
        var names = KnownNames(.column, names: scopes.filter { !$0.isSpread }.map(\.alias))
        names.isComplete = scopes.count == columns.count
        return reader.texts("unique").map { name, position in
            reader.check(name, in: names, at: position)
            return name
        }
    }

    // MARK: Cover

    private func cover(_ reader: MappingReader) -> Cover? {
        guard reader.has("covers") else { return Cover(indicators: [], areaRoot: "", periods: []) }
        guard let covers = reader.nested("covers") else { return nil }
        var indicators: Set<IndicatorKey> = []
        for (glob, position) in covers.texts("indicators") {
            indicators.formUnion(matches(glob, at: position, reader: covers))
        }
        let area = covers.text("areas")
        if let area { covers.check(area, in: context.areas, at: covers.position(of: "areas")) }
        let periods = covers.texts("periods").compactMap { PeriodKind(rawValue: $0.text) }
        guard covers.isSound else { return nil }
        return Cover(indicators: indicators.sorted(), areaRoot: area ?? "", periods: periods)
    }

    /// The indicators that a glob of codes, or of EDITION|CODE|METHODOLOGY, matches.
    private func matches(
        _ glob: String, at position: FilePosition, reader: MappingReader
    ) -> [IndicatorKey] {
        let parts = glob.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let patterns = parts.compactMap { try? NamePattern($0) }
        guard patterns.count == parts.count, parts.count == 1 || parts.count == 3 else {
            reader.report(.value(.form("EDITION|CODE|METHODOLOGY")), at: position, found: glob)
            return []
        }
        // A list of plain codes is as long as the catalogue: each is looked up, not tried on all.
        let isExact = !glob.contains { "*{}".contains($0) }
        let candidates =
            isExact && parts.count == 1
            ? context.indicators.keys(of: glob) : context.indicators.keys
        var keys = candidates.filter { key in
            if patterns.count == 1 { return patterns[0].match(key.code) != nil }
            return zip(patterns, [key.edition, key.code, key.methodology]).allSatisfy {
                $0.match($1) != nil
            }
        }
        if isExact, keys.contains(where: { context.indicators.computed.contains($0) }) {
            reader.report(.formula(.loadsComputed), at: position, found: glob)
            return []
        }
        keys.removeAll { context.indicators.computed.contains($0) }
        if keys.isEmpty {
            reader.markBroken()
            if context.indicators.isComplete {
                reader.report(
                    .noMatch, at: position, found: glob,
                    suggestion: context.indicators.nearest(to: glob))
            }
        }
        return keys
    }

    // MARK: Policies

    private func due(_ reader: MappingReader) -> DueDefinition? {
        guard let due = reader.nested("due") else { return nil }
        let opens = due.whole("opens")
        let last = due.whole("due")
        let locks = due.whole("locks")
        if let opens, let last {
            check(.opensByDue, opens <= last, at: due.position(of: "due"), String(last))
        }
        if let last, let locks {
            check(.dueBeforeLocks, last < locks, at: due.position(of: "locks"), String(locks))
        }
        guard let opens, let last else { return nil }
        return DueDefinition(opensAfter: opens, dueAfter: last, locksAfter: locks)
    }

    private func drift(_ reader: MappingReader) -> DriftPolicy? {
        guard reader.has("drift") else {
            return DriftPolicy(newColumn: .refuseFile, badValue: .quarantineRow)
        }
        guard let drift = reader.nested("drift"),
            let newColumn: DriftPolicy.NewColumn = drift.choice("new_column"),
            let badValue: DriftPolicy.BadValue = drift.choice("bad_value")
        else { return nil }
        return DriftPolicy(newColumn: newColumn, badValue: badValue)
    }

    private func accept(_ reader: MappingReader) -> AcceptedShares? {
        let standard = AcceptedShares(
            quarantinedPercent: ExactDecimal(5), closedPercent: ExactDecimal(20))
        guard reader.has("accept") else { return standard }
        guard let accept = reader.nested("accept"),
            let quarantined = accept.value("quarantined", .percent, Self.percent),
            let closed = accept.value("closed", .percent, Self.percent)
        else { return nil }
        return AcceptedShares(quarantinedPercent: quarantined, closedPercent: closed)
    }

    /// `0.5%` → 0.5; `nil` outside 0 to 100.
    static func percent(_ text: String) -> ExactDecimal? {
        guard text.hasSuffix("%"), let value = ExactDecimal(String(text.dropLast())),
            value >= .zero, value <= ExactDecimal(100)
        else { return nil }
        return value
    }
}
