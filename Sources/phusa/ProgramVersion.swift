/// The version that reports, runs and `--version` name.
enum ProgramVersion {
    static let text = "0.1.0"
}
