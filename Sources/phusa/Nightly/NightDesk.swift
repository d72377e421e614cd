import Glibc
import Logging
import PhusaModel
import Reporting
import Runs
import Storage

/// Hands a night's page out: to files, to the collector of metrics, to the centre's own command.
///
/// Each is tried whatever became of the others.
struct NightDesk: Sendable {
    /// `nil` where `phusa.yml` itself cannot be read: then nobody said where things go.
    let places: SitePlaces?
    let metricsPath: String?
    let language: Language
    let logger: Logger

    /// - Returns: The page as it was handed out, with its exit.
    func handOut(_ finished: NightlyPage) -> NightlyPage {
        var page = finished
        page.exit = Int(ExitStatus(page).rawValue)
        if let places {
            attempt(&page) {
                try NightlyShelf(stateFolder: places.stateFolder).keep($0, language: language)
            }
        }
        attempt(&page) { try writeMetrics($0) }
        if page.exit != 0 { runHook(page) }
        return page
    }

    private func attempt(_ page: inout NightlyPage, _ body: (NightlyPage) throws -> Void) {
        do {
            try body(page)
        } catch {
            let fault = Failure.fault(error)
            logger.error("\(fault.message.en)")
            page.faults.append(fault)
            page.exit = Int(ExitStatus(page).rawValue)
        }
    }

    private func writeMetrics(_ page: NightlyPage) throws {
        guard let path = metricsPath ?? places?.metricsPath else { return }
        let old = try? FileReader.bytes(of: path)
        let lastSuccess = old.flatMap {
            MetricsText.lastSuccess(in: String(decoding: $0, as: UTF8.self))
        }
        let text = MetricsText(page, lastSuccess: lastSuccess).text
        try DurableFile.write(Array(text.utf8), to: path, mode: 0o644)
    }

    private func runHook(_ page: NightlyPage) {
        guard let places, let hook = places.centre.failureHook,
            let input = try? NightlyShelf.json(page)
        else { return }
        if let reason = FailureHookRun(hook: hook, folder: places.folder).run(input) {
            let words = Words(
                vi: "hooks.failure: \(reason.vi)", en: "hooks.failure: \(reason.en)")
            logger.warning("\(words.text(language))")
        }
    }
}

extension ExitStatus {
    /// What a timer is told: 0 only where all of the night is well.
    ///
    /// Agencies that are late are no failure of the night.
    init(_ page: NightlyPage) {
        let order: [NightlyFault.Kind] = [
            .interrupted, .terminated, .definition, .warehouse, .cannotWrite, .cannotRead,
            .software, .locked,
        ]
        let kinds = Set(page.faults.map(\.kind))
        if let worst = order.first(where: kinds.contains) {
            self = Self.status(worst)
        } else if page.feeds.contains(where: { $0.lockedBy != nil }) {
            self = .locked
        } else {
            let files = page.files
            let isWell =
                files.refused + files.held + files.failed + page.unclaimed.count == 0
                && !page.reports.contains { $0.state == .failed }
            self = isWell ? .success : .dataRefused
        }
    }

    private static func status(_ kind: NightlyFault.Kind) -> ExitStatus {
        switch kind {
        case .definition: .definition
        case .warehouse: .warehouse
        case .cannotWrite: .cannotWrite
        case .cannotRead: .cannotRead
        case .locked: .locked
        case .software: .software
        case .interrupted: .interrupted
        case .terminated: .terminated
        }
    }
}
