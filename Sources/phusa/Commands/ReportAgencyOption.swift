import ArgumentParser
import PhusaModel
import Runs

/// The agency that a report by agency is made for.
struct ReportAgencyOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Mã cơ quan, của báo cáo lập theo từng cơ quan (about: agency).",
                en: "Code of the agency, of a report that is made by agency (about: agency).")))
    var agency: String?

    /// The reports, about the agency where one is named.
    ///
    /// - Parameter areNamed: Whether the command line names them: else those about the province are
    ///   left out where an agency is named.
    /// - Throws: A usage error for an agency that is not in the catalogue, and where a report is not
    ///   made by agency.
    func reports(
        _ reports: [ReportDefinition], areNamed: Bool, _ site: Site
    ) throws -> [ReportDefinition] {
        guard let agency else { return reports }
        let known = site.workspace.catalogue.agencyCodes
        guard known.contains(agency) else {
            throw CommandFailure(
                exit: .usage, message: ReportWords.noAgency(agency, known: known))
        }
        let byAgency = reports.filter { $0.subject == .eachAgency }
        if areNamed || byAgency.isEmpty,
            let report = reports.first(where: { $0.subject == .province })
        {
            throw CommandFailure(
                exit: .usage, message: ReportWords.notByAgency(report, site.workspace))
        }
        return byAgency.map { $0.about(agency) }
    }

    /// The one report that is looked at.
    ///
    /// - Throws: A usage error also where it is made by agency and none is named.
    func report(_ report: ReportDefinition, _ site: Site) throws -> ReportDefinition {
        guard let chosen = try reports([report], areNamed: true, site).first,
            chosen.subject != .eachAgency
        else {
            throw CommandFailure(
                exit: .usage,
                message: ReportWords.agencyMissing(report, site.workspace.catalogue.agencyCodes))
        }
        return chosen
    }
}
