package import PhusaModel

/// What `warehouse verify` holds the warehouse, the archive and the reports to, and a restore drill
/// a backup.
package enum VerifyRule: String, Sendable, CaseIterable, Codable {
    case recordBalance = "balance.records"
    case cellBalance = "balance.cells"
    case quarantineSum = "balance.quarantine"
    case exclusionSum = "balance.exclusions"
    case member = "key.member"
    case event = "key.event"
    case definition = "key.definition"
    case line = "line"
    case overlap = "interval.overlap"
    case reversed = "interval.reversed"
    case derived
    case submission = "submission"
    case submissionBehind = "submission.behind"
    case archiveMissing = "archive.missing"
    case eventMissing = "archive.event.missing"
    case eventDiffers = "archive.event.differs"
    case eventUnfinished = "archive.event.unfinished"
    case objectMissing = "archive.object.missing"
    case objectDamaged = "archive.object.damaged"
    case definitionsMissing = "archive.definitions.missing"
    case definitionsDamaged = "archive.definitions.damaged"
    case receiptMissing = "archive.receipt.missing"
    case receiptDamaged = "archive.receipt.damaged"
    case reportChanged = "report.changed"
    case reportAbsent = "report.absent"
    case backupFileMissing = "backup.file.missing"
    case backupFileChanged = "backup.file.changed"
    case backupRestore = "backup.restore"
    case backupDefinitions = "backup.definitions"
    case backupFigures = "backup.figures"
    case backupCounts = "backup.counts"

    /// Whether the warehouse cannot be trusted; else it is only worth knowing.
    package var isWrong: Bool {
        switch self {
        case .submissionBehind, .eventUnfinished, .reportAbsent: false
        default: true
        }
    }
}

extension VerifyRule {
    /// What was found, for people.
    package var words: Words {
        switch self {
        case .recordBalance, .cellBalance, .quarantineSum, .exclusionSum: balanceWords
        case .member, .event, .definition, .line, .overlap, .reversed, .derived: rowWords
        case .submission, .submissionBehind, .reportChanged, .reportAbsent: keptWords
        case .backupFileMissing, .backupFileChanged, .backupRestore, .backupDefinitions,
            .backupFigures, .backupCounts:
            backupWords
        default: archiveWords
        }
    }

    private var balanceWords: Words {
        switch self {
        case .recordBalance:
            Words(
                vi: "tệp có số bản ghi không cân bằng",
                en: "drops whose records do not balance")
        case .cellBalance:
            Words(vi: "tệp có số ô không cân bằng", en: "drops whose cells do not balance")
        case .quarantineSum:
            Words(
                vi: "tệp có số cách ly khác danh sách bản ghi cách ly",
                en: "drops whose quarantined counts are not those of the listed records")
        default:
            Words(
                vi: "tệp có số loại ra khác danh sách lý do",
                en: "drops whose excluded counts are not those of the listed reasons")
        }
    }

    private var rowWords: Words {
        switch self {
        case .member:
            Words(
                vi: "dòng trỏ tới thành viên chiều không có",
                en: "rows that refer to a dimension member that is not there")
        case .event:
            Words(
                vi: "dòng trỏ tới sự kiện không có trong sổ cái",
                en: "rows that refer to an event that the ledger does not have")
        case .definition:
            Words(
                vi: "dòng trỏ tới phiên bản công thức không có",
                en: "rows that refer to a formula's version that is not there")
        case .line:
            Words(
                vi: "dòng của tệp mà không có số dòng",
                en: "rows of a drop without a line number")
        case .overlap:
            Words(
                vi: "phiên bản chồng lên phiên bản sau của cùng một ô",
                en: "versions that reach into the next one of the same cell")
        case .derived:
            Words(
                vi: "chỉ tiêu có số liệu khác với công thức tính ra",
                en: "indicators whose figures are not what their formulas give")
        default:
            Words(
                vi: "phiên bản bị đóng bởi sự kiện không muộn hơn sự kiện mở",
                en: "versions closed by an event that is not later than the opening one")
        }
    }

    private var keptWords: Words {
        switch self {
        case .submission:
            Words(
                vi: "nghĩa vụ gửi khác với lịch và sổ cái",
                en: "submissions that are not what calendar and ledger give")
        case .submissionBehind:
            Words(
                vi: "nghĩa vụ gửi sẽ được cập nhật ở lần chạy tới",
                en: "submissions that the next run brings in line")
        case .reportChanged:
            Words(
                vi: "tệp báo cáo đã công bố bị thay đổi",
                en: "published report files whose bytes have changed")
        default:
            Words(
                vi: "tệp báo cáo đã công bố không còn ở chỗ cũ",
                en: "published report files that are no longer in their place")
        }
    }

    private var archiveWords: Words {
        switch self {
        case .eventMissing:
            Words(
                vi: "sự kiện của sổ cái không có trong kho lưu trữ",
                en: "events of the ledger that the archive does not have")
        case .eventDiffers:
            Words(
                vi: "sự kiện trong kho lưu trữ khác sổ cái hoặc hỏng",
                en: "events that are damaged in the archive or differ from the ledger")
        case .eventUnfinished:
            Words(
                vi: "sự kiện chưa xong, lần chạy tới sẽ hoàn tất",
                en: "unfinished events, which the next run completes")
        case .objectMissing:
            Words(
                vi: "nội dung tệp không có trong kho lưu trữ",
                en: "drops whose bytes the archive does not have")
        case .objectDamaged:
            Words(
                vi: "nội dung tệp trong kho lưu trữ bị hỏng",
                en: "drops whose bytes are damaged in the archive")
        case .definitionsMissing:
            Words(
                vi: "bộ cấu hình không có trong kho lưu trữ",
                en: "sets of definitions that the archive does not have")
        case .definitionsDamaged:
            Words(
                vi: "bộ cấu hình trong kho lưu trữ bị hỏng",
                en: "sets of definitions that are damaged in the archive")
        case .receiptMissing:
            Words(
                vi: "biên nhận không có trong kho lưu trữ",
                en: "receipts that the archive does not have")
        case .receiptDamaged:
            Words(
                vi: "biên nhận trong kho lưu trữ bị hỏng",
                en: "receipts that are damaged in the archive")
        default:
            Words(vi: "không có kho lưu trữ", en: "there is no archive")
        }
    }

    private var backupWords: Words {
        switch self {
        case .backupFileMissing:
            Words(vi: "tệp không còn trong bản sao lưu", en: "files that the backup has lost")
        case .backupFileChanged:
            Words(
                vi: "tệp trong bản sao lưu bị thay đổi",
                en: "files of the backup whose bytes have changed")
        case .backupRestore:
            Words(
                vi: "bản kết xuất cơ sở dữ liệu không phục hồi được",
                en: "database dump that cannot be restored")
        case .backupDefinitions:
            Words(
                vi: "lỗi trong cấu hình của bản sao lưu",
                en: "mistakes in the backup's definitions")
        case .backupFigures:
            Words(
                vi: "kỳ số liệu khác bản kê (dòng hiện hành + đã đóng: kê / phục hồi)",
                en:
                    "periods that differ from the manifest (current + closed rows: listed / restored)"
            )
        default:
            Words(
                vi: "số sự kiện, tệp, bản ghi khác bản kê",
                en: "counts of the ledger that differ from the manifest")
        }
    }
}
