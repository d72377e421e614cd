// swift-tools-version: 6.2
import PackageDescription

// Advice to the next editor: targets stand in the order data flows, bottom to top. A target may
// import only what stands in its `dependencies`; `Tests/RepositoryTests` reads the import lines and
// holds them against the table in `LayerTests.swift`, so change both together.

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "phusa",
    products: [
        .executable(name: "phusa", targets: ["phusa"]),
        .executable(name: "phusa-fixtures", targets: ["phusa-fixtures"]),
    ],
    dependencies: [
        // The command line: help, completions, suggestions for misspelt verbs.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256 with the CPU's own instructions.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // One log interface for messages that are not data.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Child processes: initdb and pg_ctl, with output that is kept and no descriptor of ours.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        // File descriptors and paths in the signatures of swift-subprocess.
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        // YAML with the position of every node.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // MARK: C libraries - a module map and a shim, nothing else
        .systemLibrary(
            name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        // MARK: Model - the nouns as values; no input or output
        .target(name: "PhusaModel", swiftSettings: swiftSettings),

        // MARK: Workspace - YAML and code lists to definitions, all mistakes at once
        .target(
            name: "Workspace",
            dependencies: ["PhusaModel", "Yams"],
            swiftSettings: swiftSettings),

        // MARK: Storage - durable files and the archive of what was received
        .target(
            name: "Storage",
            dependencies: ["PhusaModel", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),

        // MARK: Stages - they do not know each other
        // A drop file to batches of records, each with its place.
        .target(
            name: "Extraction",
            dependencies: ["PhusaModel", "CLibCSV", "CZlib"],
            swiftSettings: swiftSettings),
        // Records against the contract: typed columns and violations.
        .target(name: "Checking", dependencies: ["PhusaModel"], swiftSettings: swiftSettings),
        // Declared steps and normalising: checked records to fact rows.
        .target(
            name: "Transformation", dependencies: ["PhusaModel"], swiftSettings: swiftSettings),
        // Pure: the fold of dated events into current and closed versions.
        .target(name: "History", dependencies: ["PhusaModel"], swiftSettings: swiftSettings),
        // PostgreSQL: cluster, connection, COPY, schema, diff, ledger, reads.
        .target(
            name: "Warehouse",
            dependencies: [
                "PhusaModel", "Storage", "CLibpq",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            resources: [
                .embedInCode("Migrations/0001_ledger.sql"),
                .embedInCode("Migrations/0002_decisions.sql"),
                .embedInCode("Migrations/0003_report_language.sql"),
                .embedInCode("Migrations/0004_report_content.sql"),
                .embedInCode("Migrations/0005_report_agency.sql"),
            ],
            swiftSettings: swiftSettings),
        // Figures to tables and charts, HTML, CSV and JSON.
        .target(name: "Reporting", dependencies: ["PhusaModel"], swiftSettings: swiftSettings),
        // Report contents to the formats that take a library or another program: XLSX and PDF.
        .target(
            name: "Printing", dependencies: ["PhusaModel", "Storage", "Reporting", "CXlsxWriter"],
            swiftSettings: swiftSettings),

        // MARK: Composition - the only place that sees every stage
        .target(
            name: "Runs",
            dependencies: [
                "PhusaModel", "Workspace", "Storage", "Extraction", "Checking", "Transformation",
                "History", "Warehouse", "Reporting", "Printing",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),

        // MARK: Faces
        .executableTarget(
            name: "phusa",
            dependencies: [
                "PhusaModel", "Workspace", "Storage", "Warehouse", "Reporting", "Printing", "Runs",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),
        // The generator of the invented part of Fixtures, from a seed.
        .executableTarget(
            name: "phusa-fixtures",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            swiftSettings: swiftSettings),

        // MARK: Test support - a scratch server, copies of fixtures
        .target(
            name: "PhusaTestSupport",
            dependencies: ["PhusaModel", "Warehouse"],
            path: "Sources/PhusaTestSupport",
            swiftSettings: swiftSettings),

        // MARK: Tests
        .testTarget(
            name: "PhusaModelTests", dependencies: ["PhusaModel"], swiftSettings: swiftSettings),
        .testTarget(
            name: "WorkspaceTests", dependencies: ["PhusaModel", "Workspace"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ExtractionTests", dependencies: ["PhusaModel", "Extraction", "CZlib"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CheckingTests", dependencies: ["PhusaModel", "Checking"], exclude: ["Golden"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TransformationTests", dependencies: ["PhusaModel", "Transformation"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "HistoryTests", dependencies: ["PhusaModel", "History"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WarehouseTests",
            dependencies: ["PhusaModel", "Warehouse", "PhusaTestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ReportingTests", dependencies: ["PhusaModel", "Reporting"],
            exclude: ["Golden"], swiftSettings: swiftSettings),
        .testTarget(
            name: "PrintingTests", dependencies: ["PhusaModel", "Reporting", "Printing"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "StorageTests", dependencies: ["PhusaModel", "Storage"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "RunsTests",
            dependencies: ["PhusaModel", "Workspace", "Runs"], swiftSettings: swiftSettings),
        // Real files of nine publishers, through a workspace of their own.
        .testTarget(
            name: "RealFilesTests",
            dependencies: [
                "PhusaModel", "Storage", "Warehouse", "Runs", "PhusaTestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Workspace"], swiftSettings: swiftSettings),
        // The generator makes what is committed.
        .testTarget(
            name: "FixtureTests", dependencies: ["phusa-fixtures"], swiftSettings: swiftSettings),
        // The tree: layers, sizes, nothing unused.
        .testTarget(
            name: "RepositoryTests", dependencies: ["PhusaModel", "Workspace"],
            swiftSettings: swiftSettings),
        // The program as its users run it.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "phusa", "PhusaModel", "Workspace", "Storage", "Warehouse", "Runs",
                "PhusaTestSupport",
            ],
            swiftSettings: swiftSettings),
    ]
)
