import Glibc
import Warehouse

/// Waiting, for retries and settling files; an interruption ends it.
enum Pause {
    private static let sliceMilliseconds = 50

    static func milliseconds(_ count: Int) {
        var rest = count
        while rest > 0, !Interruption.isRequested {
            usleep(useconds_t(min(rest, sliceMilliseconds)) * 1_000)
            rest -= sliceMilliseconds
        }
    }
}

/// How often what others stood in the way of is tried again, and after which pauses.
enum Retry {
    /// Milliseconds before each further try, on average.
    private static let pausesMilliseconds = [250, 1_000, 4_000]

    static var countMax: Int { pausesMilliseconds.count }

    /// Waits before a further try, counted from 0; a half more or less, so that two sessions that
    /// stood in each other's way do not meet again.
    static func pause(before index: Int) {
        let pause = pausesMilliseconds[min(index, countMax - 1)]
        Pause.milliseconds(Int.random(in: pause / 2...pause * 3 / 2))
    }

    /// Runs the body again, three times at most, while the error is one that passes.
    static func run<Value>(
        while passes: (WarehouseError) -> Bool, _ body: () throws -> Value
    ) throws -> Value {
        for index in 0..<countMax {
            do {
                return try body()
            } catch let error as WarehouseError where passes(error) {
                pause(before: index)
            }
        }
        return try body()
    }
}
