import PhusaModel
import Printing

enum PrintingWords {
    static func words(_ error: PrintingError) -> Words {
        switch error {
        case .programMissing(let program):
            Words(
                vi:
                    "không có chương trình \(program) để in PDF; cài bằng: apt-get install \(program)",
                en:
                    "there is no program \(program) to make PDF; install it: apt-get install \(program)"
            )
        case .programFailed(let program, let status, let output):
            Words(
                vi: "\(program) không in được PDF (mã \(status)): \(output)",
                en: "\(program) could not make the PDF (status \(status)): \(output)")
        case .workbook(let reason):
            Words(
                vi: "không ghi được tệp XLSX: \(reason)",
                en: "the workbook could not be written: \(reason)")
        }
    }
}
