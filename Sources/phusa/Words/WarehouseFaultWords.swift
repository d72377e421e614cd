import PhusaModel
import Warehouse

/// What a fault of the warehouse means to a person, and what to do about it: the only place.
enum WarehouseFaultWords {
    static func status(_ error: WarehouseError) -> ExitStatus {
        switch error.kind {
        case .serialization, .deadlock, .lockTimeout: .locked
        case .constraint, .data: .software
        default: .warehouse
        }
    }

    /// What happened and what to do, then the server's own words.
    static func words(_ error: WarehouseError) -> Words {
        let (what, advice) = (meaning(error.kind), advice(error.kind))
        return Words(
            vi: "kho dữ liệu: \(what.vi). \(advice.vi).\n  \(error)",
            en: "warehouse: \(what.en). \(advice.en).\n  \(error)")
    }

    static let interrupted = Words(
        vi: "đã dừng theo yêu cầu; không có gì dở dang, chạy lại để làm tiếp",
        en: "stopped as asked; nothing is left half done, run again to go on")

    private static func meaning(_ kind: WarehouseError.Kind) -> Words {
        switch kind {
        case .unreachable:
            Words(
                vi: "không có máy chủ trả lời, hoặc kết nối bị đứt",
                en: "no server answers, or the connection broke")
        case .authentication:
            Words(
                vi: "máy chủ không nhận người dùng hoặc mật khẩu",
                en: "the server does not take the user or the password")
        case .certificate:
            Words(
                vi: "không tin được chứng thư của máy chủ",
                en: "the server's certificate cannot be trusted")
        case .permission: Words(vi: "thiếu quyền", en: "a right is missing")
        case .unknownDatabase: Words(vi: "không có cơ sở dữ liệu này", en: "no such database")
        case .unknownObject:
            Words(
                vi: "bảng, cột hoặc hàm không như mong đợi",
                en: "a table, column or function is not as expected")
        case .serialization:
            Words(
                vi: "giao dịch khác đã đổi cùng những dòng này, đã thử bốn lần",
                en: "another transaction changed the same rows, in four tries")
        case .deadlock:
            Words(
                vi: "khoá chéo với một phiên khác, đã thử bốn lần",
                en: "a deadlock with another session, in four tries")
        case .lockTimeout:
            Words(
                vi: "hết hạn chờ khoá (lock_timeout) mà một phiên khác đang giữ",
                en: "the time to wait for another session's lock (lock_timeout) ran out")
        case .cancelled:
            Words(
                vi: "câu lệnh bị huỷ: hết hạn statement_timeout, hoặc có người huỷ",
                en: "the statement was cancelled: by statement_timeout, or by a person")
        case .interrupted: Self.interrupted
        case .tooManyConnections:
            Words(vi: "máy chủ đã hết chỗ cho kết nối", en: "the server takes no more connections")
        case .diskFull:
            Words(vi: "ổ đĩa của máy chủ đã đầy", en: "the disk of the server is full")
        case .readOnly:
            Words(
                vi: "máy chủ chỉ cho đọc: máy dự phòng, hoặc default_transaction_read_only",
                en: "the server may only be read: a standby, or default_transaction_read_only")
        case .constraint:
            Words(
                vi: "kho từ chối một dòng đã qua kiểm tra; tệp đó không nạp gì",
                en: "the warehouse refused a row that had passed the checks; nothing was loaded")
        case .data:
            Words(
                vi: "kho không nhận một giá trị đã qua kiểm tra",
                en: "the warehouse did not take a value that had passed the checks")
        case .commitUnknown:
            Words(
                vi: "kết nối đứt ngay lúc ghi; lần chạy sau sẽ hỏi sổ cái đã ghi chưa",
                en: "the connection broke at the commit; the next run asks the ledger about it")
        case .version: Words(vi: "máy chủ quá cũ", en: "the server is too old")
        case .drift:
            Words(
                vi: "kho không như cấu hình khai báo",
                en: "the warehouse is not as the workspace declares it")
        case .cluster:
            Words(
                vi: "cụm PostgreSQL đi kèm không chạy được", en: "the embedded PostgreSQL failed")
        case .other: Words(vi: "máy chủ báo lỗi", en: "the server reports an error")
        }
    }

    private static func advice(_ kind: WarehouseError.Kind) -> Words {
        switch kind {
        case .unreachable, .commitUnknown:
            Words(
                vi: "Xem máy chủ và mạng (phusa doctor), rồi chạy lại",
                en: "Look at server and network (phusa doctor), then run again")
        case .authentication:
            Words(
                vi: "Sửa người dùng, .pgpass hoặc pg_hba.conf",
                en: "Mend the user, .pgpass or pg_hba.conf")
        case .certificate:
            Words(
                vi: "Gia hạn chứng thư, hoặc sửa sslrootcert và tên máy chủ",
                en: "Renew the certificate, or mend sslrootcert and the server's name")
        case .permission:
            Words(
                vi: "Người quản trị kho cấp quyền còn thiếu (GRANT), rồi chạy lại",
                en: "Let the warehouse's administrator grant the right, then run again")
        case .unknownDatabase:
            Words(
                vi: "Sửa tên cơ sở dữ liệu, hoặc tạo nó: createdb",
                en: "Mend the database's name, or make it: createdb")
        case .unknownObject, .drift:
            Words(vi: "Chạy phusa warehouse status", en: "Run phusa warehouse status")
        case .serialization, .deadlock, .lockTimeout:
            Words(
                vi: "Chờ phiên kia xong rồi chạy lại",
                en: "Let the other session end, then run again")
        case .cancelled:
            Words(
                vi: "Nâng statement_timeout của tài khoản, hoặc hỏi người quản trị, rồi chạy lại",
                en: "Raise the role's statement_timeout, or ask the administrator, then run again")
        case .interrupted: Words(vi: "Chạy lại để làm tiếp", en: "Run again to go on")
        case .tooManyConnections:
            Words(
                vi: "Chờ, hoặc nâng max_connections, rồi chạy lại",
                en: "Wait, or raise max_connections, then run again")
        case .diskFull:
            Words(
                vi: "Giải phóng chỗ trên máy chủ rồi chạy lại: không có gì dở dang",
                en: "Make room on the server, then run again: nothing is half done")
        case .readOnly:
            Words(
                vi: "Trỏ tới máy chủ chính, hoặc bỏ chế độ chỉ đọc",
                en: "Name the primary server, or end its read-only mode")
        case .constraint, .data:
            Words(
                vi: "Lỗi của chúng tôi, hoặc ràng buộc thêm tay: hãy báo kèm những dòng dưới",
                en: "Our bug, or a constraint added by hand: report it with the lines below")
        case .version: Words(vi: "Dùng PostgreSQL 15 trở lên", en: "Use PostgreSQL 15 or later")
        case .cluster:
            Words(vi: "Xem nhật ký máy chủ nêu dưới đây", en: "See the server's log named below")
        case .other: Words(vi: "Xem nhật ký máy chủ", en: "See the server's log")
        }
    }
}
