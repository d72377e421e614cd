import PhusaModel
import Runs
import Warehouse

/// What `warehouse verify`, `backup` and `restore-drill` say.
enum UpkeepWords {
    static func lines(_ verification: Verification, _ language: Language) -> [String] {
        verification.findings.flatMap { lines($0, language) }
            + [conclusion(verification).text(language)]
    }

    static func lines(_ finding: VerifyFinding, _ language: Language) -> [String] {
        let sign = finding.isWrong ? "✗" : "!"
        let rest = finding.count - finding.examples.count
        let more = Words(vi: "và \(rest) chỗ khác", en: "and \(rest) more")
        return [
            "\(sign) \(finding.count) \(finding.words.text(language)) [\(finding.rule.rawValue)]"
        ]
            + finding.examples.map { "    \($0)" }
            + (rest > 0 ? ["    \(more.text(language))"] : [])
    }

    private static func conclusion(_ verification: Verification) -> Words {
        let seconds = seconds(verification.milliseconds)
        let wrong = verification.findings.count { $0.isWrong }
        return verification.isSound
            ? Words(
                vi: "Kho đúng: mọi phép kiểm tra đều đạt (\(seconds.vi) giây).",
                en: "The warehouse is sound: every check holds (\(seconds.en) s).")
            : Words(
                vi: "Kho có lỗi: \(wrong) phép kiểm tra không đạt (\(seconds.vi) giây).",
                en: "The warehouse is not sound: \(wrong) checks fail (\(seconds.en) s).")
    }

    /// Seconds with one decimal, as each language writes them.
    static func seconds(_ milliseconds: Int) -> Words {
        let tenths = (milliseconds + 50) / 100
        return Words(vi: "\(tenths / 10),\(tenths % 10)", en: "\(tenths / 10).\(tenths % 10)")
    }
}
