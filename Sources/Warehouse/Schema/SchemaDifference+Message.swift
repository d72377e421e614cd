package import PhusaModel

extension SchemaDifference {
    /// One sentence: where, what was found, what is declared.
    package func message(_ language: Language) -> String {
        let words = self.words
        return "\(table): \(words.text(language))"
    }

    private var words: Words {
        switch finding {
        case .columnType(let column, let found, let declared):
            Words(
                vi: "cột \(column) có kiểu \(found), khai báo là \(declared)",
                en: "column \(column) has type \(found), declared is \(declared)")
        case .columnUndeclared(let column):
            Words(
                vi: "cột \(column) có trong cơ sở dữ liệu nhưng không được khai báo",
                en: "column \(column) is in the database but not declared")
        case .columnRequired(let column):
            Words(
                vi: "cột mới \(column) không cho phép trống, trong khi bảng đã có dữ liệu",
                en: "new column \(column) takes no null, but the table already exists")
        case .columnNullability(let column, true):
            Words(
                vi: "cột \(column) đang cho phép trống, khai báo thì không",
                en: "column \(column) takes nulls, declared is that it does not")
        case .columnNullability(let column, false):
            Words(
                vi: "cột \(column) không cho phép trống, khai báo thì có",
                en: "column \(column) takes no nulls, declared is that it does")
        case .columnIdentity(let column):
            Words(
                vi: "cột \(column) không tự sinh số", en: "column \(column) makes no numbers itself"
            )
        case .primaryKey(let found, let declared):
            Words(
                vi: "khóa chính là (\(list(found))), khai báo là (\(list(declared)))",
                en: "the primary key is (\(list(found))), declared is (\(list(declared)))")
        case .naturalKey(let declared):
            Words(
                vi: "thiếu ràng buộc duy nhất trên khóa tự nhiên (\(list(declared)))",
                en: "the natural key (\(list(declared))) has no unique constraint")
        case .reference(let column, let found, let declared):
            Words(
                vi:
                    "cột \(column) tham chiếu \(found ?? "không bảng nào"), khai báo là \(declared)",
                en: "column \(column) refers to \(found ?? "no table"), declared is \(declared)")
        case .tableUndeclared:
            Words(vi: "bảng không được khai báo", en: "the table is not declared")
        }
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
