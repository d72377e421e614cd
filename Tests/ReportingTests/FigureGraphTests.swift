import Foundation
import FoundationXML
import PhusaModel
import Testing

@testable import Reporting

@Suite("The drawing of where a figure comes from")
struct FigureGraphTests {
    private static let trails: [(name: String, trail: FigureTrail)] = [
        ("single", SampleTrail.single), ("ratio", SampleTrail.ratio),
        ("nested", SampleTrail.nested), ("sum of 2", SampleTrail.sum(2)),
        ("sum of 13", SampleTrail.sum(13)), ("sum of 60", SampleTrail.sum(60)),
        ("withdrawn", SampleTrail.withdrawn), ("unmoved", SampleTrail.unmoved),
        ("hostile", SampleTrail.hostile),
    ]

    private func graph(_ trails: FigureTrail..., language: Language = .vi) -> FigureGraph {
        FigureGraph(trails, SampleTrail.catalogue, language: language)
    }

    /// All words of a box, in one line.
    private func words(_ box: BoxGraph.Box) -> String {
        ([box.tag] + box.lines.map(\.text)).joined(separator: " ")
    }

    private func boxes(_ graph: FigureGraph, _ kind: BoxGraph.Kind) -> [String] {
        graph.graph.boxes.filter { $0.kind == kind }.map(words)
    }

    // MARK: The picture

    @Test(
        "no two boxes touch, all stand in the picture, and no text is wider than its box",
        arguments: trails, Language.allCases)
    func layout(sample: (name: String, trail: FigureTrail), language: Language) {
        let graph = graph(sample.trail, language: language).graph
        let picture = graph.picture()
        #expect(picture.boxes.count == graph.boxes.count)
        for (index, box) in picture.boxes.enumerated() {
            #expect(box.x >= 0 && box.x + box.width <= picture.width, "\(sample.name)")
            #expect(box.y >= 0 && box.y + box.height <= picture.bottom, "\(sample.name)")
            for other in picture.boxes.dropFirst(index + 1) {
                let isApart =
                    other.x >= box.x + box.width || box.x >= other.x + other.width
                    || other.y >= box.y + box.height || box.y >= other.y + other.height
                #expect(isApart, "\(sample.name)")
            }
            for line in box.lines {
                #expect(SVGText.width(line.text, size: 13) <= box.width - 22, "\(line.text)")
            }
        }
        #expect(picture.bottom < picture.height)
    }

    @Test("nothing of a text is cut off, however long", arguments: trails)
    func wholeText(sample: (name: String, trail: FigureTrail)) {
        let graph = graph(sample.trail).graph
        for (box, placed) in zip(graph.boxes, graph.picture().boxes) {
            let drawn = (placed.tag + placed.lines.map(\.text)).joined()
            let meant = words(box)
            #expect(drawn.filter { $0 != " " } == meant.filter { $0 != " " })
        }
    }

    @Test("arrows run from right to left, from box to box, and cross none", arguments: trails)
    func ways(sample: (name: String, trail: FigureTrail)) throws {
        let graph = graph(sample.trail).graph
        let picture = graph.picture()
        #expect(picture.ways.count == graph.links.count)
        for (link, way) in zip(graph.links, picture.ways) {
            let (into, from) = (picture.boxes[link.into], picture.boxes[link.from])
            let (start, end) = (try #require(way.first), try #require(way.last))
            #expect(start == ChartPoint(x: from.x, y: from.middle))
            #expect(end == ChartPoint(x: into.x + into.width, y: into.middle))
            #expect(way.count % 2 == 0)
            for (left, right) in zip(way.dropFirst(), way) { #expect(left.x < right.x) }
            // Level stretches pass columns; curves stay in the gaps between them.
            for index in stride(from: 1, to: way.count - 2, by: 2) {
                #expect(way[index].y == way[index + 1].y)
                let isCrossing = picture.boxes.contains { box in
                    box.x < way[index].x && box.x + box.width > way[index + 1].x
                        && box.y <= way[index].y && way[index].y <= box.y + box.height
                }
                #expect(!isCrossing, "\(sample.name)")
            }
        }
    }

    @Test("every box but what was asked for and its former versions goes into another")
    func connected() {
        for (name, trail) in Self.trails {
            let graph = graph(trail).graph
            let sources = Set(graph.links.map(\.from))
            let roots = graph.boxes.indices.filter { !sources.contains($0) }
            #expect(roots.count == trail.versions.count, "\(name)")
            #expect(roots.first == 0, "\(name)")
        }
    }

    // MARK: What it says

    @Test("a sum names its twelve largest parts and counts and adds up the others")
    func sums() throws {
        let graph = graph(SampleTrail.sum(60))
        let parts = boxes(graph, .part)
        #expect(parts.count == 12)
        for (index, part) in parts.enumerated() {
            #expect(part.contains("Xã Số \(60 - index) "), "\(part)")
            #expect(part.contains("\(60 - index).000,5 lượt") && part.contains("\(index + 1)/60"))
        }
        // 1 + … + 48 without 20, in thousands, and 47 halves.
        let rest = try #require(boxes(graph, .rest).first)
        #expect(rest.hasPrefix("… và 48 số khác cộng lại 1.156.023,5 lượt từ 7 tệp"), "\(rest)")
        #expect(rest.contains("không có giá trị: 1"))
        #expect(graph.svg.contains("--format json"), "it says where the full list is")
        let few = self.graph(SampleTrail.sum(13))
        #expect(boxes(few, .part).count == 13 && boxes(few, .rest).isEmpty)
        #expect(!few.svg.contains("--format json"))
    }

    @Test("a correction stands between the file and the figure, with what the file said")
    func correction() throws {
        let graph = graph(SampleTrail.ratio, language: .en)
        let decision = try #require(boxes(graph, .decision).first)
        #expect(decision == "Correction 2023-001: gia_tri “1480” → “148”")
        #expect(boxes(graph, .formula).first?.contains("100 * YT.NT / (YT.NT + YT.KCB)") == true)
        let drops = boxes(graph, .drop)
        #expect(drops.count == 1, "two lines of one file")
        #expect(drops[0].contains("SHA-256 9f2c1a77be03 ") && drops[0].contains("5 February 2024"))
        #expect(boxes(graph, .part).map { $0.contains("line 2") } == [true, false])
        #expect(graph.svg.contains("16.6667 %") && !graph.svg.contains("16,6667"))
        #expect(self.graph(SampleTrail.ratio).svg.contains("16,6667 %"))
    }

    @Test("a formula within a formula is followed down to its lines")
    func nested() {
        let graph = graph(SampleTrail.nested)
        #expect(boxes(graph, .formula).count == 2 && boxes(graph, .part).count == 3)
        #expect(boxes(graph, .figure).count == 1)
    }

    @Test("what was superseded and what was withdrawn is drawn as such")
    func former() {
        let graph = graph(SampleTrail.withdrawn, language: .en)
        let former = boxes(graph, .former)
        #expect(former.count == 2 && boxes(graph, .figure).isEmpty)
        #expect(former[0].hasPrefix("No longer stated"))
        #expect(
            former[0].contains(
                "gone on 1 April 2024, withdrawn was syt/b.json; gửi nhầm (minh@ioc)"))
        #expect(former[1].hasPrefix("Former version, superseded"))
        #expect(former[1].contains("superseded on 5 March 2024 by syt/b.json"))
        #expect(boxes(graph, .drop).map { $0.hasPrefix("File, withdrawn") } == [true, false])
    }

    @Test("a part that was replaced while the figure stayed is marked")
    func unmoved() {
        let graph = graph(SampleTrail.unmoved, language: .en)
        #expect(boxes(graph, .figure).count == 1)
        #expect(boxes(graph, .former).first?.contains("superseded on 5 March 2024") == true)
        #expect(
            boxes(graph, .decision) == ["Replayed đọc lại recorded by lan@ioc on 5 February 2024"])
    }

    @Test("of many former versions the newest are drawn and the others counted")
    func manyVersions() {
        let versions = (1...20).map { index in
            SampleTrail.loaded(
                "\(index)", known: "2024-02-\(30 - index)",
                closed: index == 1 ? nil : "2024-02-\(31 - index)", event: index)
        }
        let graph = graph(SampleTrail.trail(SampleTrail.inpatients, versions))
        #expect(boxes(graph, .figure).count == 1 && boxes(graph, .former).count == 5)
        #expect(boxes(graph, .rest) == ["… và 14 phiên bản trước nữa"])
    }

    // MARK: The file

    @Test("it is well-formed whatever names say, and holds them as text", arguments: trails)
    func wellFormed(sample: (name: String, trail: FigureTrail)) throws {
        let reader = TextReader()
        let parser = XMLParser(data: Data(graph(sample.trail).svg.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(reader.elements.first == "svg" && reader.elements.count { $0 == "desc" } == 1)
        let known: Set = [
            "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text",
        ]
        #expect(Set(reader.elements).isSubset(of: known))
        #expect(reader.attributes["role"] == "img")
        #expect(reader.attributes["aria-labelledby"] == "title desc")
        let text = reader.text.filter { $0 != " " && $0 != "\n" }
        #expect(text.contains(sample.trail.areaName.filter { $0 != " " }))
    }

    @Test("it fetches nothing and runs nothing", arguments: trails)
    func selfContained(sample: (name: String, trail: FigureTrail)) {
        let svg = graph(sample.trail).svg
        let outside = svg.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
        for word in ["http", "href", "<script", "@import", "<image", " on"] {
            let found = outside.contains(word == " on" ? " onload" : word)
            #expect(!found, "\(word)")
        }
        #expect(svg.unicodeScalars.allSatisfy { $0 != "\u{202E}" && $0 != "\u{7}" })
    }

    @Test("for those who do not see it, it says figure, formula, inputs and files")
    func described() {
        let graph = graph(SampleTrail.ratio, language: .en).graph
        #expect(
            graph.summary
                == "Tỷ lệ nội trú (en) · Thành phố Trà Vinh (842) · January 2024: 16.6667 %; computed: "
                + "100 * YT.NT / (YT.NT + YT.KCB), inputs: 2. Drawn are files: 1, decisions or "
                + "corrections: 1, superseded or withdrawn versions: 0.")
    }
}

/// Text and elements of an XML document.
private final class TextReader: NSObject, XMLParserDelegate {
    var text = ""
    var elements: [String] = []
    /// Of the first element.
    var attributes: [String: String] = [:]

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes attributeDict: [String: String] = [:]
    ) {
        if elements.isEmpty { attributes = attributeDict }
        elements.append(elementName)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
