import Synchronization
import Testing

@testable import Runs

@Suite("Background")
struct BackgroundTests {
    private final class Diary: Sendable {
        let words = Mutex<[String]>([])

        func note(_ word: String) { words.withLock { $0.append(word) } }
        var all: [String] { words.withLock { $0 } }
    }

    @Test("does pieces in their order, however many are given at once")
    func order() {
        let diary = Diary()
        let background = Background()
        let pieces = (1...50).map { number in
            background.begin {
                diary.note("\(number)")
                return number * number
            }
        }
        #expect(pieces.map(\.value) == (1...50).map { $0 * $0 })
        #expect(diary.all == (1...50).map(String.init))
        #expect(pieces[7].value == 64, "asked for again")
    }

    @Test("waits for what was given, when it is told to and when it goes")
    func ends() {
        let diary = Diary()
        do {
            let background = Background()
            background.finish()
            for number in 1...3 { background.begin { diary.note("\(number)") } }
            background.finish()
            #expect(diary.all.count == 3)
            for number in 4...6 { background.begin { diary.note("\(number)") } }
        }
        #expect(diary.all.count == 6)
    }

    @Test("lets whoever gives too much wait, so that no more than a few pieces are held")
    func bound() {
        let done = Count()
        let background = Background()
        for given in 1...40 {
            background.begin { done.value.withLock { $0 += 1 } }
            #expect(given - done.value.withLock { $0 } <= Background.pieceCountMax)
        }
    }

    private final class Count: Sendable {
        let value = Mutex(0)
    }
}
