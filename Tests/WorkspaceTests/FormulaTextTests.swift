import PhusaModel
import Testing

@testable import Workspace

@Suite("Text of formulas")
struct FormulaTextTests {
    private typealias Space = FormulaWorkspace

    /// xorshift: the same formulas in every run.
    private struct Random {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }

        mutating func reference() -> FigureReference {
            let codes = ["DS", "A-1", "LUỸ.KẾ", "0102"]
            var reference = FigureReference(indicator: Space.key(codes[next(codes.count)]))
            switch next(8) {
            case 0: reference.time = .earlier(1 + next(12))
            case 1: reference.time = .yearsEarlier(1 + next(3))
            case 2: reference.time = .year
            case 3:
                reference.time = [.yearToDate, .flow][next(2)]
                return reference
            case 4:
                reference.time = [.last(2 + next(9)), .parts(.month), .parts(.quarter)][next(3)]
                reference.aggregate = [.sum, .average][next(2)]
                return reference
            default: break
            }
            switch next(6) {
            case 0:
                reference.place = .within([.district, .commune][next(2)])
                reference.aggregate = [.sum, .average][next(2)]
            case 1 where reference.indicator.code == "DS":
                reference.breakdown = .members(axis: "sex")
            case 2 where reference.indicator.code == "DS":
                reference.breakdown = .fixed(BreakdownKey(text: ["", "sex=F"][next(2)]))
            default: break
            }
            return reference
        }

        mutating func formula(depth: Int) -> Formula {
            switch depth == 0 ? next(3) : next(7) {
            case 0:
                let number = ExactDecimal(mantissa: Int128(next(2_000)), scale: next(4))
                return .number(number ?? .zero, isWeight: next(2) == 0)
            case 1, 2: return .figure(reference())
            case 3: return .negate(formula(depth: depth - 1))
            default:
                let signs = ArithmeticOperator.allCases
                return .arithmetic(
                    signs[next(signs.count)], formula(depth: depth - 1), formula(depth: depth - 1))
            }
        }
    }

    @Test("reads every formula as it writes it, by code and by whole key")
    func roundTrip() throws {
        let files = Space.files(Space.indicator("Z", unit: "người"))
        let loader = WorkspaceLoader(
            context: LoadContext(files: DefinitionFiles(files: files.mapValues { Array($0.utf8) })))
        _ = loader.loadUnits()
        _ = loader.loadAgencies()
        _ = loader.loadBreakdowns()
        _ = loader.loadIndicators(units: UnitList([]))
        let empty = YAMLNode(
            position: FilePosition(path: "a", line: 1, column: 1), content: .mapping([]))
        let table = KeyTable("test", [])
        let mapping = try #require(MappingReader(empty, table: table, context: loader.context))
        let reader = FormulaReader(reader: mapping, node: empty, units: UnitList([]))
        var random = Random(state: 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<2_000 {
            let formula = random.formula(depth: 4)
            #expect(reader.formula(formula.text, unit: nil) == formula, "\(formula.text)")
            #expect(reader.formula(formula.description, unit: nil) == formula)
        }
    }

    @Test("writes no bracket too many")
    func shortest() {
        let a = Formula.figure(FigureReference(indicator: Space.key("A")))
        let b = Formula.figure(FigureReference(indicator: Space.key("B-1"), time: .earlier(2)))
        let ten = Formula.number(ExactDecimal(10), isWeight: false)
        let half = Formula.number(ExactDecimal("0.5") ?? .zero, isWeight: true)
        #expect(
            Formula.arithmetic(.subtract, a, .arithmetic(.add, b, ten)).text
                == "A - (lag([B-1], 2) + 10)")
        #expect(
            Formula.arithmetic(.divide, .arithmetic(.multiply, half, a), .negate(ten)).text
                == "weight(0.5) * A / -10")
        #expect(a.description == "[05/2023|A|default]")
    }
}
