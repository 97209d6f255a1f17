import BeamletVM

/// Types of registers as text.
enum TypeText {
    private static let names: [(BeamType.Kinds, String)] = [
        (.atom, "atom"), (.bitstring, "bitstring"), (.cons, "cons"), (.float, "float"), (.fun, "fun"),
        (.integer, "integer"), (.map, "map"), (.nil, "nil"), (.pid, "pid"), (.port, "port"),
        (.reference, "reference"), (.tuple, "tuple"), (.record, "record"),
    ]

    /// `integer(0..255)`, `atom|nil`; nil when nothing is known.
    static func text(_ type: BeamType) -> String? {
        if type.kinds == .any { return nil }
        let kinds = names.filter { type.kinds.contains($0.0) }.map(\.1)
        var text = kinds.joined(separator: "|")
        if type.lowerBound != nil || type.upperBound != nil {
            let lower = type.lowerBound.map { String($0) } ?? ""
            let upper = type.upperBound.map { String($0) } ?? ""
            text += "(\(lower)..\(upper))"
        }
        return type.unit > 1 ? "\(text)/\(type.unit)" : text
    }
}
