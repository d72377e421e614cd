package import PhusaModel

/// Which contract a file's name falls under, and what its vintage is.
package struct Claim: Sendable {
    package let dataset: DatasetDefinition
    package let contract: ContractDefinition
    package let captures: [String: String]
    package let vintage: Vintage

    /// All claims on a file: none or several are reported to a person.
    ///
    /// - Parameters:
    ///   - name: The name below the agency's folder.
    ///   - agency: The agency's folder; `nil` for a file outside a drop zone, that any may claim.
    ///   - receivedAt: First receipt, the vintage of names that declare none.
    package static func all(
        on name: String, agency: String?, receivedAt: Moment, workspace: WorkspaceDefinition
    ) -> [Claim] {
        workspace.datasets.compactMap { dataset in
            for contract in dataset.contracts
            where agency == nil || contract.owner.agency == agency {
                guard let captures = contract.file.name.match(name) else { continue }
                let vintage = vintage(captures, receivedAt: receivedAt)
                // A later contract has an entry of its own: the vintage says which one counts.
                guard let inForce = dataset.contract(on: vintage.day),
                    inForce.appliesFrom == contract.appliesFrom
                else { continue }
                return Claim(
                    dataset: dataset, contract: contract, captures: captures, vintage: vintage)
            }
            return nil
        }
    }

    private static func vintage(_ captures: [String: String], receivedAt: Moment) -> Vintage {
        let sequence = captures["sequence"].flatMap { Int($0) } ?? 0
        guard let day = captures["vintage"].flatMap({ CalendarDay($0) }) else {
            return Vintage(moment: receivedAt, sequence: sequence, isDeclared: false)
        }
        return Vintage(moment: Moment(startOf: day), sequence: sequence, isDeclared: true)
    }
}
