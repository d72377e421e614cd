import Foundation

/// Values as files of JSON with sorted keys, whole or not there.
package enum JSONFile {
    package static func encode(_ value: some Encodable) throws(StorageError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
        } catch {
            throw StorageError(kind: .unwritable, path: "\(error)")
        }
    }

    package static func write(_ value: some Encodable, to path: String) throws(StorageError) {
        try DurableFile.write(try encode(value), to: path)
    }

    /// - Throws: `.damaged` for bytes that are no such value.
    package static func read<Value: Decodable>(
        _ type: Value.Type, from path: String
    ) throws(StorageError) -> Value {
        let bytes = try FileReader.bytes(of: path)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw StorageError(kind: .damaged, path: path)
        }
    }
}
