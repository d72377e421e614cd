import Storage
import Testing

@Suite("ContentHasher")
struct ContentHasherTests {
    @Test(
        "gives the hashes that FIPS 180 prints",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func known(_ text: String, _ hash: String) {
        #expect(contentHash(text.utf8) == hash)
    }

    @Test("gives the same hash for any cutting into pieces", arguments: [1, 7, 63, 64, 65, 1_000])
    func pieces(_ byteCount: Int) {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 17) }
        var hasher = ContentHasher()
        for start in stride(from: 0, to: bytes.count, by: byteCount) {
            bytes[start..<min(start + byteCount, bytes.count)].withUnsafeBytes {
                hasher.update($0)
            }
        }
        #expect(hasher.finish() == contentHash(bytes))
    }
}
