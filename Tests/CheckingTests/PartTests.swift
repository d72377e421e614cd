import PhusaModel
import Testing

@testable import Checking

@Suite("Parts of the checker")
struct PartTests {
    @Test(
        "suggests a name only where it is near",
        arguments: [
            ("Tinh", ["Tỉnh", "Kỳ"], "Tỉnh"), ("Tong so", ["Tổng số", "Tổng"], "Tổng số"),
            ("1", ["01", "10"], "01"), ("84", ["85", "86"], nil), ("5", ["6"], nil),
            ("Giá trị", ["Giá trị (tỷ đồng)"], "Giá trị (tỷ đồng)"), ("xyz", ["Tỉnh"], nil),
            ("đà nẵng", ["Da Nang", "Đà Nẵng"], "Đà Nẵng"), ("", ["a"], nil), ("a", [], nil),
        ] as [(String, [String], String?)])
    func nearest(text: String, candidates: [String], expected: String?) {
        #expect(NearestName.find(text, among: candidates) == expected)
    }

    @Test(
        "knows a date form from other text",
        arguments: [
            ("dd/MM/yyyy", true), ("yyyy-MM-dd", true), ("MM/yyyy", false), ("d/M/yyyy", true),
            ("dMM/yyyy", false), ("dd/MM/yy", false), ("d/dd/yyyy", false),
            ("dd/MM/yyyy HH", false), ("dddd/MM/yyyy", false), ("", false),
        ])
    func dateForms(text: String, isForm: Bool) {
        #expect((DateForm(text) != nil) == isForm)
    }

    @Test("calls no text composed that NFC would write otherwise")
    func quickForm() {
        // Every scalar of the planes that Vietnamese files use, behind a letter.
        for value in UInt32(0x20)...0x2100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(scalar)"
            let form = Array(text.utf8).withUnsafeBufferPointer { $0.textForm() }
            let isComposed = composed(text).utf8.elementsEqual(text.utf8)
            if form == .composed { #expect(isComposed, "U+\(String(value, radix: 16))") }
        }
        let vietnamese = "Phường 3, thị xã Duyên Hải, tỉnh Trà Vinh – “nước”"
        let form = Array(vietnamese.utf8).withUnsafeBufferPointer { $0.textForm() }
        #expect(form == .composed)
    }
}
