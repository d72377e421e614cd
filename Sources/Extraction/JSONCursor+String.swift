import PhusaModel

extension JSONCursor {
    /// Checks a string and passes over it.
    func string() throws(JSONError) {
        try string(into: .none)
    }

    /// Reads a string, its escapes resolved.
    ///
    /// What cannot be UTF-8 text is left out and noted in
    /// `textFault`: a lone surrogate, and the character U+0000.
    func string(into sink: TextSink) throws(JSONError) {
        guard try peek() == UInt8(ascii: "\"") else { throw fail(expected: "\"") }
        advance()
        while true {
            passPlainBytes(into: sink)
            switch try peek() {
            case 0x22:
                advance()
                return
            case 0x5C:
                advance()
                try escape(into: sink)
            case -1: throw fail(expected: "\"")
            case 0..<0x20: throw fail(expected: "\\u0000 … \\u001F")
            // The memory ended, and there is more now.
            default: break
            }
        }
    }

    private func escape(into sink: TextSink) throws(JSONError) {
        let start = position - 1
        let letter = try peek()
        if letter == UInt8(ascii: "u") {
            advance()
            let unit = try hexadecimal()
            return try append(unit, at: start, to: sink)
        }
        guard let byte = Self.escaped(letter) else { throw fail(expected: "\" \\ / b f n r t u") }
        advance()
        sink.append(byte)
    }

    /// Takes the bytes up to the next that means something, or to the end of the memory.
    @inline(__always)
    private func passPlainBytes(into sink: TextSink) {
        let bytes = inMemory
        var count = 0
        while count < bytes.count {
            let byte = bytes[count]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
            count += 1
        }
        sink.append(UnsafeBufferPointer(rebasing: bytes[..<count]))
        advance(count)
    }

    static func escaped(_ letter: Int) -> UInt8? {
        switch letter {
        case 0x22, 0x5C, 0x2F: UInt8(letter)
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: nil
        }
    }

    private func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            let digit: Int
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46, 0x61...0x66: digit = (byte | 0x20) - 0x61 + 10
            default: throw fail(expected: "0-9 A-F")
            }
            value = value << 4 | UInt32(digit)
            advance()
        }
        return value
    }

    /// Appends a UTF-16 unit, a high surrogate together with the low one that must follow.
    private func append(_ unit: UInt32, at start: Int, to sink: TextSink) throws(JSONError) {
        guard 0xD800..<0xDC00 ~= unit else { return append(scalar: unit, at: start, to: sink) }
        guard try peek() == UInt8(ascii: "\\") else { return note(.encoding(byte: start)) }
        let secondStart = position
        advance()
        guard try peek() == UInt8(ascii: "u") else {
            note(.encoding(byte: start))
            return try escape(into: sink)
        }
        advance()
        let second = try hexadecimal()
        if 0xDC00..<0xE000 ~= second {
            let scalar = 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
            return append(scalar: scalar, at: start, to: sink)
        }
        note(.encoding(byte: start))
        if !(0xD800..<0xDC00 ~= second) { append(scalar: second, at: secondStart, to: sink) }
    }

    private func append(scalar value: UInt32, at start: Int, to sink: TextSink) {
        guard let scalar = Unicode.Scalar(value) else { return note(.encoding(byte: start)) }
        guard value != 0 else { return note(.nul) }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { sink.append(byte) }
    }

    private func note(_ fault: RowBatch.RecordFault) { textFault = textFault ?? fault }
}

/// Where the text of a string goes.
enum TextSink {
    case none
    case buffer(UnsafeMutablePointer<GrowingBuffer<UInt8>>)
    /// Behind the bytes of a batch.
    case batch(UnsafeMutablePointer<BatchBuffers>)

    @inline(__always)
    func append(_ byte: UInt8) {
        switch self {
        case .none: return
        case .buffer(let buffer): buffer.pointee.append(byte)
        case .batch(let buffers): buffers.pointee.bytes.append(byte)
        }
    }

    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        switch self {
        case .none: return
        case .buffer(let buffer): buffer.pointee.append(start, count: bytes.count)
        case .batch(let buffers): buffers.pointee.bytes.append(start, count: bytes.count)
        }
    }
}
