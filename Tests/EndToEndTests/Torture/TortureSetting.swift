import Foundation

/// How often each kind of fault is tried, and from which seed.
///
/// `PHUSA_TORTURE` is absent for the share that every test run takes, `full` for `make torture`, or
/// a number of rounds for each kind; `PHUSA_TORTURE_SEED` gives another seed.
enum TortureSetting {
    private static let value = ProcessInfo.processInfo.environment["PHUSA_TORTURE"]

    static let seed =
        ProcessInfo.processInfo.environment["PHUSA_TORTURE_SEED"].flatMap { UInt64($0) }
        ?? 20_240_205

    /// Rounds at the same time: as many as a small machine has cores.
    static let width = 2

    /// - Parameters:
    ///   - share: Rounds of every test run.
    ///   - full: Rounds of `make torture`.
    static func count(_ share: Int, full: Int) -> Int {
        switch value {
        case nil: share
        case "full": full
        case let text?: Int(text) ?? share
        }
    }
}

/// Steele, Lea and Flood's generator: a seed gives the same rounds on every machine.
struct TortureDice: RandomNumberGenerator {
    private var state: UInt64

    /// A generator of its own for each round, whatever order they run in.
    init(_ name: String, round: Int) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(name) \(round)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01b3 }
        state = TortureSetting.seed ^ hash
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A moment within a span, each microsecond as likely as any other.
    mutating func moment(within span: Duration) -> Duration {
        let (seconds, attoseconds) = span.components
        let microseconds = max(1, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        return .microseconds(Int64.random(in: 0..<microseconds, using: &self))
    }
}
