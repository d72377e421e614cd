package import PhusaModel

// Advice to the next editor: files are read in the order in which they refer to each other, so each
// reference is checked where it is read, with its position at hand; errors are sorted at the end.

/// Reads the files of a workspace into its definition.
package struct WorkspaceLoader {
    let context: LoadContext

    /// Reads and checks everything.
    ///
    /// - Throws: All mistakes of all files, sorted by position; one mistake is told once, not again
    ///   by everything that refers to it.
    package static func load(
        _ files: DefinitionFiles
    ) throws(DefinitionErrors) -> WorkspaceDefinition {
        let loader = WorkspaceLoader(context: LoadContext(files: files))
        let workspace = loader.workspace()
        let errors = Set(loader.context.errors).sorted()
        guard errors.isEmpty, let workspace else { throw DefinitionErrors(errors: errors) }
        return workspace
    }

    /// Reads `phusa.yml` alone: what starting and stopping the cluster needs, whatever else is wrong.
    ///
    /// - Throws: The mistakes of `phusa.yml`.
    package static func loadCentre(
        _ files: DefinitionFiles
    ) throws(DefinitionErrors) -> CentreDefinition {
        let loader = WorkspaceLoader(context: LoadContext(files: files))
        _ = loader.loadAreas()
        if let centre = loader.loadCentre() { return centre.definition }
        let errors = Set(loader.context.errors).filter { $0.position.path == "phusa.yml" }
        throw DefinitionErrors(errors: errors.sorted())
    }

    private func workspace() -> WorkspaceDefinition? {
        checkPaths()
        let units = UnitList(loadUnits())
        let areas = loadAreas()
        let areaChanges = loadAreaChanges(AreaList(areas))
        let centre = loadCentre()
        let agencies = loadAgencies()
        let axes = loadBreakdowns()
        let questions = loadQuestions()
        let indicators = loadIndicators(units: units)
        let kpiSets = loadKPISets()
        let schema = loadSchema()
        let datasets = loadDatasets(schema: schema, areas: areas)
        let reports = loadReports()
        guard let centre else { return nil }
        return WorkspaceDefinition(
            centre: centre.definition,
            catalogue: Catalogue(
                units: units, areas: AreaList(areas), areaChanges: areaChanges,
                agencies: agencies, indicators: indicators, breakdowns: axes,
                seasons: centre.seasons, kpiSets: kpiSets, questions: questions),
            schema: schema, datasets: datasets, reports: reports)
    }

    // MARK: Paths

    /// Folders at the top that hold no datasets.
    private static let ownFolders = ["catalogue", "warehouse", "reports"]
    private static let requiredFiles = [
        "phusa.yml", "catalogue/units.yml", "catalogue/areas.csv", "catalogue/agencies.yml",
    ]

    /// Tells of files that stand where no definition is read, and of those that are missing.
    private func checkPaths() {
        for path in paths where !isKnown(path) {
            let file = String(path.split(separator: "/").last ?? "")
            let allowed = allowedNames(beside: path)
            context.report(
                .unknownFile(allowed: allowed), at: start(of: path), found: path,
                suggestion: NearestName.find(file, among: allowed))
        }
        for path in Self.requiredFiles where context.files.files[path] == nil {
            context.report(.missingFile(path), at: start(of: path), found: "")
        }
    }

    private func isKnown(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case (_, 1): return path == "phusa.yml"
        case ("catalogue", 2): return allowedNames(beside: path).contains(parts[1])
        case ("catalogue", 3):
            return ["indicators", "kpis"].contains(parts[1]) && path.hasSuffix(".yml")
        case ("warehouse", 2): return true
        case ("reports", 2): return path.hasSuffix(".yml")
        case (let first?, 3) where !Self.ownFolders.contains(first):
            return path.hasSuffix(".csv") || Self.isContract(parts[2])
                || ["pipeline.yml", "corrections.yml", "exemptions.yml"].contains(parts[2])
        default: return false
        }
    }

    private func allowedNames(beside path: String) -> [String] {
        let parts = path.split(separator: "/").map(String.init)
        switch (parts.first, parts.count) {
        case (_, 1): return ["phusa.yml"]
        case ("catalogue", 2):
            return [
                "units.yml", "areas.csv", "area-changes.csv", "agencies.yml", "breakdowns.yml",
                "questions.yml",
            ]
        case ("catalogue", _): return ["indicators/*.yml", "kpis/*.yml"]
        case ("warehouse", _): return ["*.yml", "*.csv"]
        case ("reports", _): return ["*.yml"]
        default:
            return [
                "contract.yml", "contract-*.yml", "pipeline.yml", "corrections.yml",
                "exemptions.yml", "*.csv",
            ]
        }
    }

    static func isContract(_ file: String) -> Bool {
        file == "contract.yml" || (file.hasPrefix("contract-") && file.hasSuffix(".yml"))
    }

    /// All paths in the order of their bytes.
    var paths: [String] {
        context.files.files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Paths of the YAML files directly in a folder.
    func yamlFiles(in folder: String) -> [String] {
        paths.filter {
            $0.hasPrefix(folder + "/") && $0.hasSuffix(".yml")
                && !$0.dropFirst(folder.count + 1).contains("/")
        }
    }

    /// Folders of datasets, `agency/dataset`: those with a YAML file in them.
    var datasetFolders: [String] {
        var folders: Set<String> = []
        for path in paths where path.hasSuffix(".yml") {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count == 3, !Self.ownFolders.contains(parts[0]) else { continue }
            folders.insert(parts[0] + "/" + parts[1])
        }
        return folders.sorted()
    }

    func start(of path: String) -> FilePosition { FilePosition(path: path, line: 1, column: 1) }

    /// Reads a code list; tells of everything wrong with its form.
    func csv(_ path: String) -> CSVTable? {
        guard let bytes = context.files.files[path] else { return nil }
        let (table, errors) = CSVTable.read(bytes, path: path)
        context.report(errors)
        return table
    }

    /// Tells where the first of two values must stand before the second and does not.
    func check(
        _ order: DefinitionError.Order, _ isKept: Bool, at position: FilePosition, _ found: String
    ) {
        if !isKept { context.report(.order(order), at: position, found: found) }
    }
}
