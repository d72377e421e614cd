package import PhusaModel

/// One file's records, batch by batch.
///
/// Not Sendable: one reader has one owner; ``ReadAhead`` moves it to a thread of its own.
///
/// Memory is bounded by the limits of a record, not by the size of the file. A record with a fault
/// has no fields; its raw bytes are those of the unpacked file or, where the declared encoding is
/// not UTF-8, of its conversion to UTF-8, and so are all byte offsets. Of a record above 4 MiB only
/// the first 4 KiB are kept. After an error the reader must not be used.
package final class DropReader {
    private let reader: any RecordReader
    /// Bytes of the file as delivered, perhaps packed.
    let deliveredByteCount: Int

    /// Bytes read from the source at once.
    private static let chunkByteCount = 256 * 1024

    /// Opens the file, tells its kind and encoding, and reads the header.
    ///
    /// - Parameters:
    ///   - displayPath: The path that messages name.
    ///   - columns: Names of the contract's columns in order (JSON: dotted paths such as
    ///     `place.code`): the fields of a JSON record come in this order, then those of unknown
    ///     keys as they appear. A CSV file without a header has these columns.
    ///   - observer: Is told of the delivered bytes, to the end of the file only where it is read so
    ///     far.
    /// - Throws: `ExtractionError` for a file that is refused as a whole.
    package convenience init(
        path: String, displayPath: String, file: FileDefinition, columns: [String],
        observer: (any DeliveryObserver)? = nil
    ) throws(ExtractionError) {
        try self.init(
            path: path, displayPath: displayPath, file: file, columns: columns,
            chunkByteCount: Self.chunkByteCount, observer: observer)
    }

    /// - Parameters:
    ///   - chunkByteCount: Bytes read from the source at once; no result depends on it.
    ///   - isByRecords: Whether each record is read by itself, also where many could be read at once;
    ///     no result depends on it.
    init(
        path: String, displayPath: String, file: FileDefinition, columns: [String],
        chunkByteCount: Int, isByRecords: Bool = false,
        observer: (any DeliveryObserver)? = nil
    ) throws(ExtractionError) {
        let name = DropName(path: displayPath)
        let delivered = try FileSource(path: path, name: name, observer: observer)
        deliveredByteCount = delivered.byteCount
        let source = try DropOpener.open(delivered, name: name, file: file)
        let window = ByteWindow(
            source, chunkByteCount: chunkByteCount, tracksPlaces: file.format == .json)
        switch file.format {
        case .csv:
            reader = try CSVReader(
                window, name: name, file: file, columns: columns, isByRecords: isByRecords)
        case .json:
            reader = try JSONReader(
                window, name: name, recordPath: file.recordPath, columns: columns,
                isByRecords: isByRecords)
        }
    }

    /// The names of the fields, in their order.
    ///
    /// CSV: the header's names, NFC and trimmed; a name that is blank is empty. JSON: the columns
    /// asked for, then every unknown path met so far, so it may be longer after ``next()``.
    package var columns: [String] { reader.columns }

    /// Physical line of the header's end, from 1; 0 where there is no header.
    package var headerLine: Int { reader.headerLine }

    /// The next batch of about ``RowBatch/byteCountTarget`` bytes, or `nil` at the end.
    ///
    /// - Throws: `ExtractionError` where the file cannot be read on. Records between the last batch
    ///   and this place are lost, as the whole file is refused.
    package func next() throws(ExtractionError) -> RowBatch? { try reader.next() }
}

/// What a format's reader does.
protocol RecordReader: AnyObject {
    var columns: [String] { get }
    var headerLine: Int { get }
    func next() throws(ExtractionError) -> RowBatch?
}
