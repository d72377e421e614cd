import PhusaModel

extension WorkspaceLoader {
    /// `exemptions.yml`: periods of a dataset that its agency need not deliver.
    func loadExemptions(
        _ path: String, contracts: [ContractDefinition]
    ) -> [ExemptionDefinition] {
        guard context.files.files[path] != nil,
            let readers = context.mappings(of: path, kind: .exemptions)
        else { return [] }
        let kinds = contracts.compactMap(\.rhythm)
        var names = KnownNames(.exemption)
        return readers.compactMap { exemption($0, kinds: kinds, &names) }
    }

    private func exemption(
        _ reader: MappingReader, kinds: [PeriodKind], _ names: inout KnownNames
    ) -> ExemptionDefinition? {
        let decided = reader.day("decided")
        let decidedBy = reader.text("by")
        let reason = reader.text("reason")
        let paper = reader.text("paper")
        var periods: [Period] = []
        for item in reader.items("periods") {
            let period = reader.value(of: item, .period(kinds)) { text in
                Period(text).flatMap { kinds.isEmpty || kinds.contains($0.kind) ? $0 : nil }
            }
            guard let period else { continue }
            context.add(period.description, to: &names, at: item.position)
            periods.append(period)
        }
        if periods.isEmpty, reader.isSound {
            reader.report(.value(.period(kinds)), at: reader.position(of: "periods"), found: "[]")
        }
        guard reader.isSound, let decided, let decidedBy, let reason else { return nil }
        return ExemptionDefinition(
            periods: periods, decided: decided, decidedBy: decidedBy, reason: reason, paper: paper)
    }
}
