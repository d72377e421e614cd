import Testing

// Advice to the next editor: the table says what each target may import and stands in the order in
// which data flows, bottom to top. `Package.swift` must say the same: change both together.

/// One target of `Sources`.
private struct Layer {
    let name: String
    /// Targets and products that it may import.
    var dependencies: Set<String> = []
    /// Files that may import Foundation, relative to the target; it is slow, and huge to load.
    var foundation: Set<String> = []
}

private let layers = [
    Layer(name: "CLibpq"),
    Layer(name: "CLibCSV"),
    Layer(name: "CZlib"),
    Layer(name: "CXlsxWriter"),
    // NFC, by which names are compared.
    Layer(name: "PhusaModel", foundation: ["ComposedText.swift", "NearestName.swift"]),
    // The walk through a workspace's folder; JSON for the editor's schema.
    Layer(
        name: "Workspace", dependencies: ["PhusaModel", "Yams"],
        foundation: ["DefinitionFiles.swift", "WorkspaceSchema.swift"]),
    // JSON of receipts and events; folders with all that is in them.
    Layer(
        name: "Storage", dependencies: ["PhusaModel", "Crypto"],
        foundation: ["FileTree.swift", "JSONFile.swift"]),
    Layer(name: "Extraction", dependencies: ["PhusaModel", "CLibCSV", "CZlib"]),
    Layer(name: "Checking", dependencies: ["PhusaModel"]),
    Layer(name: "Transformation", dependencies: ["PhusaModel"]),
    Layer(name: "History", dependencies: ["PhusaModel"]),
    // Folders of the embedded cluster; JSON columns of the ledger.
    Layer(
        name: "Warehouse",
        dependencies: ["PhusaModel", "Storage", "CLibpq", "Subprocess", "SystemPackage"],
        foundation: ["Cluster/FileNames.swift", "Ledger/LedgerText.swift"]),
    // NFD, by which Vietnamese names are sorted; JSON of receipts.
    Layer(
        name: "Reporting", dependencies: ["PhusaModel"],
        foundation: ["Figures/VietnameseOrder.swift", "Receipts/ReceiptJSON.swift"]),
    Layer(
        name: "Printing",
        dependencies: ["PhusaModel", "Storage", "Reporting", "CXlsxWriter"]),
    // JSON of verdicts and report cells; the real path of a workspace.
    Layer(
        name: "Runs",
        dependencies: [
            "PhusaModel", "Workspace", "Storage", "Extraction", "Checking", "Transformation",
            "History", "Warehouse", "Reporting", "Printing", "Logging",
        ],
        foundation: [
            "Nightly/NightlyShelf.swift", "Reports/KeptReport.swift", "RetryScope.swift",
            "RunSetting+Finish.swift", "SitePlaces.swift",
        ]),
    // JSON for machines; the environment.
    Layer(
        name: "phusa",
        dependencies: [
            "PhusaModel", "Workspace", "Storage", "Warehouse", "Reporting", "Printing", "Runs",
            "ArgumentParser", "Logging",
        ],
        foundation: [
            "Commands/Validate.swift", "Commands/WarehouseBackup.swift", "CommonOptions.swift",
            "Nightly/FailureHookRun.swift", "Output.swift", "StoredSummary.swift",
        ]),
    Layer(
        name: "phusa-fixtures", dependencies: ["ArgumentParser"],
        foundation: ["DirtyCase+Bytes.swift", "FixturesCommand.swift"]),
    Layer(
        name: "PhusaTestSupport", dependencies: ["PhusaModel", "Warehouse"],
        foundation: ["ScratchCluster.swift"]),
]

/// They hand on values to each other and know none of the others.
private let stages: Set<String> = [
    "Extraction", "Checking", "Transformation", "History", "Warehouse", "Reporting",
]

/// Parts of the toolchain: free to all, and to tests.
private let freeModules: Set<String> = ["Glibc", "Synchronization"]
private let freeModulesOfTests: Set<String> = [
    "Glibc", "Foundation", "FoundationXML", "Synchronization", "Testing", "PackageDescription",
]

@Suite("Layers")
struct LayerTests {
    private let manifest: Manifest

    init() throws { manifest = Manifest(try Repository.text("Package.swift")) }

    private let modifiers: Set<Substring> = [
        "package", "public", "internal", "private", "@testable", "@preconcurrency",
    ]

    /// Modules that a file imports, whatever stands before `import`.
    private func imports(_ path: String) throws -> Set<String> {
        var modules: Set<String> = []
        for line in try Repository.lines(path) where line.contains("import ") {
            let words = line.split(separator: " ").drop { modifiers.contains($0) }
            guard words.count >= 2, words.first == "import" else { continue }
            // `import Foundation`, `import struct Foundation.Data`.
            modules.insert(String(words.last?.prefix { $0 != "." } ?? ""))
        }
        return modules
    }

    @Test("the table and Package.swift say the same, in the same order")
    func table() {
        let declared = manifest.targets.filter { $0.kind != .testTarget }
        #expect(declared.map(\.name) == layers.map(\.name))
        for (target, layer) in zip(declared, layers) {
            #expect(target.dependencies == layer.dependencies, "\(layer.name)")
        }
    }

    @Test("every folder of Sources is a target")
    func folders() throws {
        #expect(try Repository.names(in: "Sources") == layers.map(\.name).sorted())
    }

    @Test("a target depends only on targets below it")
    func order() {
        var below: Set<String> = []
        let names = Set(layers.map(\.name))
        for layer in layers {
            #expect(layer.dependencies.intersection(names).isSubset(of: below), "\(layer.name)")
            below.insert(layer.name)
        }
    }

    @Test("no stage depends on a stage")
    func stagesApart() {
        let known = layers.filter { stages.contains($0.name) }
        #expect(known.count == stages.count)
        for layer in known {
            #expect(layer.dependencies.isDisjoint(with: stages), "\(layer.name)")
        }
    }

    @Test("a file imports what its target declares, and Foundation only where it is listed")
    func importsDeclared() throws {
        for layer in layers {
            let prefix = "Sources/\(layer.name)/"
            var found: Set<String> = []
            for path in Repository.sources where path.hasPrefix(prefix) {
                var modules = try imports(path)
                if modules.remove("Foundation") != nil {
                    found.insert(String(path.dropFirst(prefix.count)))
                }
                let allowed = layer.dependencies.union(freeModules)
                #expect(modules.isSubset(of: allowed), "\(path) imports \(modules)")
            }
            #expect(found == layer.foundation, "Foundation in \(layer.name)")
        }
    }

    @Test("a test imports what its target declares")
    func importsOfTests() throws {
        let tests = manifest.targets.filter { $0.kind == .testTarget }
        #expect(tests.count >= 10)
        for target in tests {
            for path in Repository.files(in: "Tests/\(target.name)") where path.hasSuffix(".swift")
            {
                let modules = try imports(path)
                let allowed = target.dependencies.union(freeModulesOfTests)
                #expect(modules.isSubset(of: allowed), "\(path) imports \(modules)")
            }
        }
    }

    @Test("the reader of the manifest sees kinds, names and products")
    func manifestReader() {
        let text = """
            products: [.executable(name: "x", targets: ["x"])],
            targets: [
                .systemLibrary(name: "C", providers: [.apt(["libc-dev"])]),  // "N"
                .target(
                    name: "A",
                    dependencies: [
                        "C", .product(name: "Crypto", package: "swift-crypto"),
                        // .target(name: "N", dependencies: ["M"]),
                    ], swiftSettings: settings),
                .testTarget(name: "ATests", dependencies: ["A"]),
            ]
            """
        #expect(
            Manifest(text).targets == [
                .init(kind: .systemLibrary, name: "C", dependencies: []),
                .init(kind: .target, name: "A", dependencies: ["C", "Crypto"]),
                .init(kind: .testTarget, name: "ATests", dependencies: ["A"]),
            ])
    }
}
