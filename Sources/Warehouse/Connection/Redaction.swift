/// Takes passwords out of what people, logs and files get to see.
package enum Redaction {
    static let mask = "***"

    /// Masks the password of every `scheme://user:password@`, the value of every `password=` and
    /// `sslpassword=`, and the text after the word PASSWORD of a statement.
    package static func redacted(_ text: String) -> String {
        guard mayHoldSecret(text) else { return text }
        var scalars = Array(text.unicodeScalars)
        maskUserInfo(&scalars)
        maskAssignments(&scalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// As ``redacted(_:)``, and every occurrence of a known secret.
    static func redacted(_ text: String, secrets: [String]) -> String {
        var text = text
        for secret in secrets where !secret.isEmpty {
            text = text.split(separator: secret, omittingEmptySubsequences: false)
                .joined(separator: mask)
        }
        return redacted(text)
    }

    private static func mayHoldSecret(_ text: String) -> Bool {
        text.contains("://") || text.lowercased().contains("password")
    }

    private static func maskUserInfo(_ text: inout [Unicode.Scalar]) {
        var index = 0
        while index + 2 < text.count {
            guard text[index] == ":", text[index + 1] == "/", text[index + 2] == "/" else {
                index += 1
                continue
            }
            let start = index + 3
            let end =
                text[start...].firstIndex { " \t\n\"".unicodeScalars.contains($0) } ?? text.count
            // The last @ before the path: a password may hold one that nobody escaped.
            if let at = text[start..<end].lastIndex(of: "@"),
                let colon = text[start..<at].firstIndex(of: ":")
            {
                text.replaceSubrange(colon + 1..<at, with: mask.unicodeScalars)
            }
            index = start
        }
    }

    private static func maskAssignments(_ text: inout [Unicode.Scalar]) {
        let word = Array("password".unicodeScalars)
        var index = 0
        while index + word.count < text.count {
            let found = zip(text[index...], word).allSatisfy {
                $0.properties.lowercaseMapping.unicodeScalars.first == $1
            }
            guard found else {
                index += 1
                continue
            }
            index += word.count
            maskValue(&text, from: index)
        }
    }

    /// Masks `=value`, `= 'value'` and ` 'value'`; leaves a mere mention of the word alone.
    private static func maskValue(_ text: inout [Unicode.Scalar], from index: Int) {
        var start = index
        var isAssigned = false
        while start < text.count, text[start] == " " || text[start] == "=" {
            if text[start] == "=" { isAssigned = true }
            start += 1
        }
        guard start < text.count else { return }
        if text[start] == "'" {
            let end = unescaped(in: text, from: start + 1) { $0 == "'" }
            text.replaceSubrange(start + 1..<end, with: mask.unicodeScalars)
        } else if isAssigned {
            let end = unescaped(in: text, from: start) { " &\n\"".unicodeScalars.contains($0) }
            text.replaceSubrange(start..<end, with: mask.unicodeScalars)
        }
    }

    /// The place of the first scalar of a kind that no backslash stands before; else the end.
    private static func unescaped(
        in text: [Unicode.Scalar], from start: Int, _ isEnd: (Unicode.Scalar) -> Bool
    ) -> Int {
        var index = start
        while index < text.count, !isEnd(text[index]) {
            index += text[index] == "\\" ? 2 : 1
        }
        return min(index, text.count)
    }
}
