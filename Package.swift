// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode and warnings as errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A module that computes: no C library, no I/O, no clock.
func pure(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + [.strictMemorySafety()])
}

/// A module that acts: files, the network, the terminal, the clock.
func effects(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Tests may look at every module, and share what is in Tests/Support.
func tests(_ module: String, exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(module)Tests",
        dependencies: [
            "Texts", "Deadlines", "Notices", "ICalendar", "Drafting", "Workflow", "Reminders", "Platform", "Documents",
            "Mail", "Ledger", "Terminal",
            "Office", "Engine", "Daemon", "Commands", "DraftFuzz", "TestSupport",
            "JSONTree", "CJansson", "Curl", "Client", "BrowserSupport", "Access", "Markup", "HTTP", "Web",
        ],
        path: "Tests/\(module)", exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "duban",
    products: [
        .executable(name: "duban", targets: ["duban"]),
        .executable(name: "duband", targets: ["duband"]),
        .executable(name: "duban-bench", targets: ["duban-bench"]),
    ],
    targets: [
        // System libraries: headers only. libcurl, libcrypto, libarchive, libxml2 and libjansson are opened on first use,
        // so that a query never pays for loading them; SQLite and libyaml are linked.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive13"])]),
        .systemLibrary(name: "CXML", providers: [.apt(["libxml2"])]),
        .systemLibrary(name: "CMicroHTTPD", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CJansson", providers: [.apt(["libjansson-dev"])]),

        pure("Texts"),
        pure("Deadlines", ["Texts"]),
        pure("Notices", ["Texts", "Deadlines"]),
        pure("ICalendar", ["Texts", "Deadlines"]),
        pure("Drafting", ["Texts", "Deadlines"]),
        pure("Workflow", ["Texts", "Deadlines", "Notices"]),
        pure("Access", ["Texts", "Deadlines"]),
        pure("Markup", ["Texts"]),
        pure("Reminders", ["Texts", "Deadlines", "Notices", "Workflow"]),

        effects("Platform", ["Texts", "Deadlines"]),
        effects("Documents", ["Texts", "Deadlines", "Platform", "CYAML", "CArchive", "CXML"]),
        effects("HTTP", ["Texts", "Platform", "CMicroHTTPD"]),
        effects("JSONTree", ["Texts", "Platform", "CJansson"]),
        effects("Curl", ["Texts", "Platform", "CCurl"]),
        effects("Client", ["Texts", "Platform", "Curl", "CCurl"]),
        effects("Mail", ["Texts", "Platform", "Curl", "CCurl"]),
        effects("DraftFuzz", ["Texts", "Deadlines", "Drafting", "Notices", "Documents", "TestSupport"]),
        effects(
            "Ledger", ["Texts", "Deadlines", "Notices", "Workflow", "Reminders", "Access", "CSQLite", "CCrypto"],
            resources: [.embedInCode("SQL")]),
        effects("Terminal", ["Texts", "Platform"]),

        effects(
            "Office",
            [
                "Texts", "Deadlines", "Notices", "ICalendar", "Workflow", "Reminders", "Access", "Platform",
                "Documents",
                "Ledger",
            ]),
        effects(
            "Engine",
            [
                "Texts", "Deadlines", "Notices", "ICalendar", "Workflow", "Reminders", "Access", "Platform", "Ledger",
                "Mail", "Office",
            ]),
        effects(
            "Daemon",
            [
                "Texts", "Deadlines", "Notices", "Platform", "Documents", "Terminal", "Ledger", "Mail", "HTTP",
                "Office",
                "Engine",
            ]),
        effects(
            "Commands",
            [
                "Texts", "Deadlines", "Notices", "Drafting", "Workflow", "Reminders", "Access", "Platform", "Documents",
                "Terminal",
                "Ledger", "Mail", "Office", "Engine", "Daemon", "JSONTree", "Client",
            ]),

        effects(
            "Web",
            [
                "Texts", "Deadlines", "Notices", "Drafting", "Workflow", "Reminders", "Access", "Markup", "ICalendar",
                "Platform", "Documents", "JSONTree", "Terminal", "Ledger", "HTTP", "Mail", "Office", "Engine", "Daemon",
                "Commands",
            ]),

        program("duban", ["Commands"]),
        program("duband", ["Daemon", "Web", "Terminal", "Platform", "Texts"]),
        program(
            "duban-bench",
            [
                "Texts", "Deadlines", "Notices", "Drafting", "Workflow", "Reminders", "Platform", "Documents", "Mail",
                "Access", "Ledger", "Office", "Engine", "DraftFuzz", "TestSupport",
            ]),

        .target(name: "TestSupport", dependencies: ["Platform"], path: "Tests/Support", swiftSettings: strict),
        .target(
            name: "BrowserSupport", dependencies: ["Platform", "Terminal", "JSONTree", "Client", "TestSupport"],
            path: "Tests/Browser/Support", swiftSettings: strict),
        tests("Texts"),
        tests("Deadlines"),
        tests("Platform"),
        tests("Documents", exclude: ["Bombs"]),
        tests("ICalendar"),
        tests("Notices", exclude: ["Problems", "Seeds", "shipped-warnings.txt"]),
        tests("Drafting", exclude: ["Corpus"]),
        tests("Workflow"),
        tests("Reminders", exclude: ["Letters"]),
        tests("JSONTree"),
        tests("Client"),
        tests("Browser", exclude: ["Support"]),
        tests("Mail"),
        tests("Ledger"),
        tests("Terminal"),
        tests("Office"),
        tests("Engine"),
        tests("Access"),
        tests("Markup"),
        tests("HTTP"),
        tests("Web"),
        tests("Daemon", exclude: ["Golden", "Problems"]),
        tests("Commands", exclude: ["Golden", "Documents"]),
        tests("API"),
        tests("Acceptance", exclude: ["Servers"]),
    ]
)
