import PhusaModel
import Runs

enum DecisionWords {
    static func withdrawn(_ drop: Int, rowCount: Int) -> Words {
        Words(
            vi: "Đã rút tệp \(drop): \(rowCount) dòng thay đổi.",
            en: "Withdrew drop \(drop): \(rowCount) rows changed.")
    }

    static func released(_ drop: Int, cells: CellCounts) -> Words {
        Words(
            vi:
                "Đã cho nạp tệp \(drop): nạp \(cells.loaded), không đổi \(cells.unchanged), đóng \(cells.closed).",
            en:
                "Released drop \(drop): loaded \(cells.loaded), unchanged \(cells.unchanged), closed \(cells.closed)."
        )
    }

    static func replayed(_ result: Replay.Result) -> Words {
        Words(
            vi:
                "\(result.path) #\(result.drop): nạp thêm \(result.admitted) bản ghi, còn cách ly \(result.remaining)",
            en:
                "\(result.path) #\(result.drop): let in \(result.admitted) records, \(result.remaining) stay in quarantine"
        )
    }

    static func replayedTotal(_ results: [Replay.Result]) -> Words {
        let count = results.reduce(0) { $0 + $1.admitted }
        return Words(
            vi: "\(results.count) tệp, \(count) bản ghi được nạp",
            en: "\(results.count) drops, \(count) records let in")
    }

    /// Why a rerun of a dataset was not carried out, as one line of a summary.
    static func barred(_ error: DecisionError) -> Words {
        failure(error).message ?? Words(vi: "\(error)", en: "\(error)")
    }

    static func waiting(_ dataset: String, _ holder: String) -> Words {
        Words(
            vi: "\(dataset): đang do \(holder) nạp; đang chờ (Ctrl-C để thôi)",
            en: "\(dataset): is being loaded by \(holder); waiting (Ctrl-C to give up)")
    }

    static func failure(_ error: DecisionError) -> CommandFailure {
        switch error {
        case .noSuchDrop(let drop):
            CommandFailure(
                exit: .usage,
                message: Words(vi: "không có tệp số \(drop)", en: "there is no drop \(drop)"))
        case .wrongOutcome(let drop, let outcome):
            CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi: "tệp \(drop) đang ở trạng thái \(outcome), không làm được việc này",
                    en: "drop \(drop) is \(outcome): this cannot be done to it"))
        case .unknownDataset(let dataset):
            CommandFailure(
                exit: .definition,
                message: Words(
                    vi: "cấu hình không còn bộ dữ liệu \(dataset)",
                    en: "the workspace no longer has the dataset \(dataset)"))
        case .locked(let holder):
            CommandFailure(
                exit: .locked,
                message: Words(
                    vi: "bộ dữ liệu đang do \(holder) nạp; thử lại sau",
                    en: "the dataset is being loaded by \(holder); try later"))
        case .noLongerClaimed(let path, let dataset):
            CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi:
                        "\(path): theo cấu hình hôm nay không hợp đồng nào của \(dataset) nhận tệp này nữa; sửa applies hoặc file.name",
                    en:
                        "\(path): by today's definitions no contract of \(dataset) claims this file any more; mend applies or file.name"
                ))
        case .factDiffers(let path, let fact):
            CommandFailure(
                exit: .definition,
                message: Words(
                    vi:
                        "\(path): bản ghi đã nạp không vừa với \(fact) như khai báo hôm nay (khóa khác, cột đổi kiểu, hoặc cột mới bắt buộc); sửa warehouse/\(fact).yml, cột mới phải cho phép trống",
                    en:
                        "\(path): its records do not fit \(fact) as it is declared today (another key, a column of another kind, or a new one that is required); mend warehouse/\(fact).yml, a new column must be optional"
                ))
        case .refusedNow(let path, let violations):
            CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi: "\(path): theo cấu hình hôm nay tệp này bị từ chối, nên không thay đổi gì: "
                        + violations.map { $0.message(.vi) }.joined(separator: "; "),
                    en: "\(path): by today's definitions this drop is refused, so nothing changes: "
                        + violations.map { $0.message(.en) }.joined(separator: "; ")))
        case .nothingToReplay(let drop):
            CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi: "tệp \(drop): mọi bản ghi bị cách ly vẫn sai như cũ",
                    en: "drop \(drop): all quarantined records break rules as before"))
        case .notYetKnown(let day):
            CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi: "ngày số liệu của tệp là \(day.vietnamese), chưa đến",
                    en: "the drop's vintage is \(day), which has not come yet"))
        }
    }
}
