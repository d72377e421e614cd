import PhusaModel
import Runs

/// What people read of formulas that cannot be applied.
enum DefinitionWords {
    static func lines(_ refusal: DefinitionRefusal) -> [Words] { refusal.faults.map(line) }

    private static func line(_ fault: DefinitionRefusal.Fault) -> Words {
        switch fault {
        case .edited(let position, let was, let now):
            Words(
                vi:
                    "\(position): công thức đã ghi nhận bị sửa tại chỗ: trước là \"\(was)\", nay là \"\(now)\"; "
                    + "hãy trả lại như trước và thêm phiên bản mới có known_at",
                en:
                    "\(position): a recorded formula was edited in place: it was \"\(was)\", now \"\(now)\"; "
                    + "put it back and add a new version with its own known_at")
        case .removed(let version, let was):
            Words(
                vi: "phiên bản công thức \(version) (\"\(was)\") đã ghi nhận nay không còn; "
                    + "hãy trả lại, và kết thúc bằng một phiên bản is: none",
                en: "the recorded version \(version) of a formula (\"\(was)\") is gone; "
                    + "put it back, and end it by a version with is: none")
        case .restates(let position, let count):
            Words(
                vi: "\(position): phiên bản này chạm tới \(count) kỳ đã có số liệu; "
                    + "hãy thêm restate với lý do, hoặc chọn effective_from muộn hơn",
                en: "\(position): this version reaches into \(count) periods that have figures; "
                    + "add restate with the reason, or a later effective_from")
        case .noDimension:
            Words(
                vi: "chỉ tiêu có công thức cần một chiều có members: {catalogue: definitions}, "
                    + "như warehouse/dim_definition.yml; sau đó chạy phusa warehouse apply",
                en:
                    "indicators with formulas need a dimension with members: {catalogue: definitions}, "
                    + "such as warehouse/dim_definition.yml; then run phusa warehouse apply")
        }
    }
}
