import PhusaModel

/// Writes JSON in the order in which it is told: no tree, no rounding.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    mutating func array<Element>(
        _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) {
        open("[")
        for element in elements { write(element, &self) }
        close("]")
    }

    mutating func list<Element>(
        _ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
    ) {
        key(name)
        array(elements, write)
    }

    mutating func key(_ name: String) {
        separate()
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func member(_ name: String, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    mutating func member(_ name: String, _ number: Int) {
        key(name)
        self.number(ExactDecimal(number))
    }

    mutating func member(_ name: String, _ number: ExactDecimal?) {
        key(name)
        if let number { self.number(number) } else { null() }
    }

    mutating func value(_ text: String) {
        separate()
        JSONText.append(text, to: &bytes)
        needsComma = true
    }

    mutating func number(_ number: ExactDecimal) { raw(number.description) }

    mutating func null() { raw("null") }

    private mutating func raw(_ text: String) {
        separate()
        bytes += text.utf8
        needsComma = true
    }

    private mutating func open(_ sign: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: sign))
        needsComma = false
    }

    private mutating func close(_ sign: Unicode.Scalar) {
        bytes.append(UInt8(ascii: sign))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}
