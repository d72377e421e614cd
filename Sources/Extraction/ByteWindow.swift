import Glibc

/// The stretch of a source that is in memory.
///
/// Places are offsets in the source, from 0.
final class ByteWindow {
    private let source: any ByteSource
    /// Bytes asked of the source at once.
    private let chunkByteCount: Int
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Offset of the first byte in memory.
    private(set) var start = 0
    /// Offset behind the last byte in memory.
    private(set) var end = 0
    private(set) var isSourceAtEnd = false
    /// Line and character of the byte at `start`; kept only where `tracksPlaces` is set.
    private(set) var startPlace = TextPlace()
    private let tracksPlaces: Bool

    init(_ source: any ByteSource, chunkByteCount: Int, tracksPlaces: Bool) {
        self.source = source
        self.chunkByteCount = chunkByteCount
        self.tracksPlaces = tracksPlaces
        capacity = 2 * chunkByteCount
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Reads on.
    ///
    /// Bytes before `kept` may leave the memory; all from it on stay.
    ///
    /// - Returns: False at the end of the source, where nothing changes.
    func fill(keeping kept: Int) throws(ExtractionError) -> Bool {
        guard !isSourceAtEnd else { return false }
        if capacity - (end - start) < chunkByteCount { makeRoom(keeping: kept) }
        let count = end - start
        let free = UnsafeMutableRawBufferPointer(
            start: base + count, count: min(chunkByteCount, capacity - count))
        let read = try source.read(into: free)
        end += read
        isSourceAtEnd = read == 0
        return read > 0
    }

    private func makeRoom(keeping kept: Int) {
        let dropped = kept - start
        let remaining = end - kept
        if tracksPlaces { startPlace.pass(UnsafeBufferPointer(start: base, count: dropped)) }
        if capacity - remaining < chunkByteCount {
            capacity = 2 * max(capacity, chunkByteCount)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            larger.initialize(from: base + dropped, count: remaining)
            base.deallocate()
            base = larger
        } else {
            memmove(base, base + dropped, remaining)
        }
        start = kept
    }

    /// The bytes from one offset to another, both in memory; valid until the next `fill`.
    @inline(__always)
    func bytes(from first: Int, to last: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + (first - start), count: last - first)
    }

    /// Line and character of a byte in memory, or just behind it.
    func place(of offset: Int) -> TextPlace {
        var place = startPlace
        place.pass(bytes(from: start, to: offset))
        return place
    }
}

/// Where a byte stands next: remembered, so that each stretch is searched once.
struct ByteFinder {
    private let byte: Int32
    /// There is none from `origin` up to `searched`, and one at `searched` if `isFound`.
    private var origin = 0
    private var searched = 0
    private var isFound = false

    init(_ byte: UInt8) { self.byte = Int32(byte) }

    /// The offset of the first such byte at or behind `offset` in the window's memory, or `nil`.
    @inline(__always)
    mutating func next(from offset: Int, in window: ByteWindow) -> Int? {
        if isFound, offset >= origin, offset <= searched { return searched }
        return search(from: offset, in: window)
    }

    private mutating func search(from offset: Int, in window: ByteWindow) -> Int? {
        if offset < origin {
            if searchBehind(from: offset, in: window) { return searched }
        } else {
            if offset > searched || isFound { searched = offset }
            origin = offset
            isFound = false
        }
        let bytes = window.bytes(from: searched, to: window.end)
        if let start = bytes.baseAddress, let hit = memchr(start, byte, bytes.count) {
            searched += UnsafeRawPointer(hit) - UnsafeRawPointer(start)
            isFound = true
            return searched
        }
        searched = window.end
        return nil
    }

    /// Takes up a place before `origin`: only what lies between is new.
    ///
    /// - Returns: Whether the next such byte is known now.
    private mutating func searchBehind(from offset: Int, in window: ByteWindow) -> Bool {
        let bytes = window.bytes(from: offset, to: min(origin, window.end))
        origin = offset
        guard let start = bytes.baseAddress, let hit = memchr(start, byte, bytes.count) else {
            return isFound
        }
        searched = offset + (UnsafeRawPointer(hit) - UnsafeRawPointer(start))
        isFound = true
        return true
    }
}
