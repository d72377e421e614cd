import Testing

@testable import History

@Suite("Timeline") struct TimelineTests {}
