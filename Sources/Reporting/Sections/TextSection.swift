import PhusaModel

/// Plain text of the definition: a blank line begins a new paragraph.
struct TextSection {
    let frame: SectionFrame
    let body: Words

    func write() -> [ReportBlock] {
        [.paragraphs(Self.paragraphs(frame.setting.say(body)))]
    }

    private static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [String] = []
        var isNew = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                isNew = true
            } else if isNew {
                paragraphs.append(String(line))
                isNew = false
            } else {
                paragraphs[paragraphs.count - 1] += " " + line
            }
        }
        return paragraphs
    }
}
