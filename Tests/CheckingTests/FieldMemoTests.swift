import PhusaModel
import Testing

@testable import Checking

@Suite("The memo of a column")
struct FieldMemoTests {
    private func found(
        _ text: String, isToken: Bool = false, in memo: inout FieldMemo
    ) -> CheckedValue? {
        Array(text.utf8).withUnsafeBufferPointer { memo.value($0, isToken: isToken) }
    }

    /// - Returns: Whether there was room.
    @discardableResult
    private func remember(
        _ text: String, isToken: Bool = false, _ value: CheckedValue, in memo: inout FieldMemo
    ) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { field in
            guard memo.hasRoom(for: field) else { return false }
            memo.remember(field, isToken: isToken, value)
            return true
        }
    }

    @Test("remembers fields up to its bound and forgets none of them")
    func bound() {
        var memo = FieldMemo(entryCountMax: 4)
        let values: [CheckedValue] = [.word(7), .absent, .mark(.zero), .integer(3), .boolean(true)]
        let texts = ["a", "b", " ", String(repeating: "ộ", count: 20), "d"]
        let isKept = zip(texts, values).map { remember($0, $1, in: &memo) }
        #expect(isKept == [true, true, true, true, false])
        #expect(texts.map { found($0, in: &memo) } == values.dropLast() + [nil])
    }

    @Test("tells a number of JSON from text of the same bytes")
    func tokens() {
        var memo = FieldMemo()
        remember("1.234", .integer(1234), in: &memo)
        #expect(found("1.234", isToken: true, in: &memo) == nil)
        remember("1.234", isToken: true, .word(1), in: &memo)
        #expect(found("1.234", isToken: true, in: &memo) == .word(1))
        #expect(found("1.234", in: &memo) == .integer(1234))
    }

    @Test("tells fields apart that differ in one byte, at any place and of any length")
    func oneByte() {
        var memo = FieldMemo()
        for length in 1...128 {
            let text = String(repeating: "x", count: length)
            remember(text, .word(Int32(length)), in: &memo)
        }
        for length in 1...128 {
            #expect(
                found(String(repeating: "x", count: length), in: &memo) == .word(Int32(length)))
            for place in 0..<length {
                var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: length)
                bytes[place] = UInt8(ascii: "y")
                let value = bytes.withUnsafeBufferPointer { memo.value($0, isToken: false) }
                #expect(value == nil, "\(place) of \(length)")
            }
        }
    }

    @Test("leaves long fields alone")
    func long() {
        var memo = FieldMemo()
        let text = String(repeating: "x", count: 129)
        #expect(!remember(text, .word(0), in: &memo))
        #expect(found(text, in: &memo) == nil)
    }

    @Test("gives up where fields never come again, and not where they do")
    func vain() {
        for (distinctCount, isGivenUp) in [(10_000, true), (20, false)] {
            var memo = FieldMemo(entryCountMax: 16)
            for index in 0..<10_000 {
                let text = String(index % distinctCount)
                if found(text, in: &memo) == nil { remember(text, .word(1), in: &memo) }
            }
            #expect(memo.isGivenUp == isGivenUp)
        }
    }

    @Test("compares bytes as an array does")
    func equality() {
        var generator = SplitMix(state: 11)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...40, using: &generator)
            let left = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var right = left
            if count > 0, Bool.random(using: &generator) {
                right[Int.random(in: 0..<count, using: &generator)] ^= 1
            }
            if Int.random(in: 0..<10, using: &generator) == 0 { right.append(0) }
            let isEqual = left.withUnsafeBufferPointer { $0.equals(right) }
            #expect(isEqual == (left == right))
        }
    }
}
