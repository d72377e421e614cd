/// Everything a drop can break, by a stable name: `phusa explain RULE`.
package enum Rule: String, Sendable, CaseIterable, Codable {
    // The file as a whole: it is refused.
    case fileEmpty = "file.empty"
    case fileUnreadable = "file.unreadable"
    case fileKind = "file.kind"
    case fileEncoding = "file.encoding"
    case fileCompression = "file.compression"
    case fileTooLarge = "file.too-large"
    case fileHeader = "file.header"
    case fileMissingColumn = "file.missing-column"
    case fileNewColumn = "file.new-column"
    case fileRepeatedColumn = "file.repeated-column"
    case fileJSON = "file.json"
    case fileLimit = "file.limit"

    // One record: it is quarantined.
    case recordFields = "record.fields"
    case recordQuote = "record.quote"
    case recordEncoding = "record.encoding"
    case recordNUL = "record.nul"
    case recordJSON = "record.json"
    case recordRepeatedKey = "record.repeated-key"
    case recordTooLong = "record.too-long"
    /// The header again in the midst of the records.
    case recordHeader = "record.header"

    case contractRequired = "contract.required"
    case contractText = "contract.text"
    case contractDecimal = "contract.decimal"
    case contractInteger = "contract.integer"
    case contractDate = "contract.date"
    case contractMoment = "contract.moment"
    case contractPeriod = "contract.period"
    case contractBoolean = "contract.boolean"
    case contractRange = "contract.range"
    case contractPattern = "contract.pattern"
    case contractCode = "contract.code"
    case contractUnique = "contract.unique"
    case contractCover = "contract.cover"

    case transformMap = "transform.map"
    case transformSplit = "transform.split"
    case transformExpression = "transform.expression"
    case transformLookup = "transform.lookup"

    case normaliseIndicator = "normalise.indicator"
    case normaliseArea = "normalise.area"
    case normalisePeriod = "normalise.period"
    case normaliseAgency = "normalise.agency"
    case normaliseBreakdown = "normalise.breakdown"
    case normaliseUnit = "normalise.unit"
    case normaliseStatus = "normalise.status"
    case normaliseConfidentiality = "normalise.confidentiality"
    case normaliseMember = "normalise.member"
    case normaliseDigits = "normalise.digits"

    case factDuplicate = "fact.duplicate"

    case correctionGuard = "correction.guard"

    // The drop: it is held until a person releases it.
    case dropFutureVintage = "drop.future-vintage"
    case dropLocked = "drop.locked"
    case dropEmpty = "drop.empty"
    case dropClosures = "drop.closures"
    case dropSameBytes = "drop.same-bytes"
    case dropAppended = "drop.appended"
    /// Held or only told, as the pipeline's check says.
    case dropTotal = "drop.total"
    case dropJump = "drop.jump"
    case dropCumulative = "drop.cumulative"
    // The drop: loaded, but somebody should know.
    case dropSameVintage = "drop.same-vintage"

    // The drop: nobody takes it.
    case dropUnclaimed = "drop.unclaimed"
    case dropClaimedTwice = "drop.claimed-twice"

    package enum Effect: String, Sendable, Codable { case refuse, quarantine, hold, report }

    /// What the rule does when it is broken.
    package var effect: Effect {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "file": .refuse
        case "drop":
            [.dropUnclaimed, .dropClaimedTwice, .dropSameVintage].contains(self) ? .report : .hold
        case "correction": .report
        default: .quarantine
        }
    }
}
