import BeamletVM

/// Terms that the loader has built, as Erlang source writes them.
struct LiteralText {
    /// The text of an atom.
    let atom: (Term) -> String
    /// Terms within terms beyond this are shown as `...`.
    private static let deepest = 200

    func text(_ term: Term) -> String { text(term, 0) }

    private func text(_ term: Term, _ depth: Int) -> String {
        if depth > LiteralText.deepest { return "..." }
        if term.isSmall { return String(term.smallValue) }
        if term.isNil { return "[]" }
        if term.isAtom { return ErlangText.atom(atom(term)) }
        if term.isList { return list(term, depth) }
        return term.isBoxed ? boxed(term, depth) : "0x\(String(term.bits, radix: 16))"
    }

    /// A list: as text when all of it can be printed.
    private func list(_ list: Term, _ depth: Int) -> String {
        var elements: [Term] = []
        var rest = list
        while rest.isList {
            elements.append(rest.head)
            rest = rest.tail
        }
        let isText = elements.allSatisfy {
            $0.isSmall && ((0x20...0x7E).contains($0.smallValue) || $0.smallValue == 9 || $0.smallValue == 10)
        }
        if rest.isNil, isText {
            let bytes = elements.map { UInt8($0.smallValue) }
            return ErlangText.quoted(String(decoding: bytes, as: UTF8.self), "\"")
        }
        let texts = elements.map { text($0, depth + 1) }.joined(separator: ",")
        return rest.isNil ? "[\(texts)]" : "[\(texts)|\(text(rest, depth + 1))]"
    }

    private func boxed(_ term: Term, _ depth: Int) -> String {
        let words = term.header.words
        switch term.header.kind {
        case .tuple:
            return "{\((0..<words).map { text(term.element($0), depth + 1) }.joined(separator: ","))}"
        case .positiveBignum, .negativeBignum:
            return ErlangText.integer(
                magnitude: bytes(term, from: 0, count: words * 4).reversed(),
                isNegative: term.header.kind == .negativeBignum)
        case .float:
            let bits = UInt64(term.boxedWord(1)) << 32 | UInt64(term.boxedWord(0))
            return ErlangText.float(Double(bitPattern: bits))
        case .heapBitstring: return bitstring(term)
        case .exportFun:
            return "fun \(text(term.boxedTerm(0), depth + 1)):\(text(term.boxedTerm(1), depth + 1))"
                + "/\(text(term.boxedTerm(2), depth + 1))"
        case .flatMap:
            let keys = term.boxedTerm(0)
            let pairs = (1..<max(1, words)).map {
                "\(text(keys.element($0 - 1), depth + 1)) => \(text(term.boxedTerm($0), depth + 1))"
            }
            return "#{\(pairs.joined(separator: ","))}"
        case .hashMap:
            return "#{\(pairs(term, from: 2, depth).joined(separator: ","))}"
        default:
            return "0x\(String(term.bits, radix: 16))"
        }
    }

    /// The pairs of a hash map's node, whose children begin at payload word `first`.
    private func pairs(_ node: Term, from first: Int, _ depth: Int) -> [String] {
        if depth > LiteralText.deepest || node.header.words < first { return ["..."] }
        return (first..<node.header.words).flatMap { index -> [String] in
            let child = node.boxedTerm(index)
            if child.isList { return ["\(text(child.head, depth + 1)) => \(text(child.tail, depth + 1))"] }
            return child.isBoxed(.hashNode) ? pairs(child, from: 1, depth + 1) : []
        }
    }

    /// Bytes of a raw payload, from a word on.
    private func bytes(_ term: Term, from word: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: term.boxedWord(word + $0 / 4) >> ($0 % 4 * 8)) }
    }

    private func bitstring(_ term: Term) -> String {
        let bits = Int(term.boxedWord(0))
        let bytes = bytes(term, from: 1, count: (bits + 7) / 8)
        guard bits % 8 != 0, let last = bytes.last else { return ErlangText.binary(bytes) }
        let whole = bytes.dropLast().map(String.init)
        return "<<\((whole + ["\(last >> (8 - bits % 8)):\(bits % 8)"]).joined(separator: ","))>>"
    }
}
