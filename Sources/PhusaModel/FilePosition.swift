/// A place in a drop or a definition.
///
/// Lines and columns count from 1, bytes from 0; a column is the field in CSV, the key in JSON, the
/// character in YAML. Of a JSON array that stands on one line, `line` is the element's place.
package struct FilePosition: Hashable, Sendable, Codable {
    package var path: String
    package var line: Int
    package var column: Int
    /// Offset of the first byte of the record in the unpacked file, where it is known.
    package var byte: Int?

    package init(path: String, line: Int, column: Int, byte: Int? = nil) {
        self.path = path
        self.line = line
        self.column = column
        self.byte = byte
    }
}

extension FilePosition: CustomStringConvertible, Comparable {
    /// `path:line:column`, so that an editor jumps there.
    package var description: String { "\(path):\(line):\(column)" }

    package static func < (left: FilePosition, right: FilePosition) -> Bool {
        (left.path, left.line, left.column) < (right.path, right.line, right.column)
    }
}
