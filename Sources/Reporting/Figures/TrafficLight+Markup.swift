import PhusaModel

extension TrafficLight {
    /// The class that colours it.
    var kind: Markup {
        switch self {
        case .met: "met"
        case .watch: "watch"
        case .missed: "missed"
        }
    }

    /// Symbol and word; the colour says nothing that they do not.
    func markup(_ language: Language) -> Markup {
        """
        <span class="light \(kind)"><span class="symbol">\(symbol)</span>\u{A0}\
        \(title.text(language))</span>
        """
    }
}
