// Answers that never change, as text: `system_info` and its kin have dozens of them, and a program asks for two.
extension Machine {
    /// The value that a table has for an atom, or `none`: it is not there.
    ///
    /// A line is the atom and its value in postfix order: integers; atoms; `"text`, a list of characters, in which `_` stands for
    /// a space; `{2`, a tuple, and `[2`, a list, of so many values before. At most eight values wait at any time, and a value
    /// takes at most 128 words. `live` X registers are kept.
    @inline(never)
    mutating func constant(_ key: Term, in table: StaticString) -> Term {
        guard key.isAtom, ensure(128, live: live) else { return .none }
        let name = atomText(key)
        var words = Words(table)
        var isHere = false
        var values = InlineArray<8, Term>(repeating: .nil)
        var count = 0
        while let word = words.next() {
            if words.isFirst {
                if isHere { break }
                isHere = word == name
                continue
            }
            guard isHere else { continue }
            let number = constantNumber(word, from: 0)
            switch word.bytes[0] {
            case UInt8(ascii: "\""):
                values[count] = .nil
                var index = word.count
                while index > 1 {
                    index -= 1
                    let byte = word.bytes[index]
                    values[count] = makeCell(Term(small: byte == UInt8(ascii: "_") ? 32 : Int(byte)), values[count])
                }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                let parts = constantNumber(word, from: 1) ?? 0
                count -= parts
                let isTuple = word.bytes[0] == UInt8(ascii: "{")
                var value = Term.nil
                if isTuple {
                    let top = process(current).pointee.heapTop
                    storeWord(Header.tuple(parts).bits, top)
                    process(current).pointee.heapTop = top &+ 4 &+ UInt32(parts) &* 4
                    value = Term(boxed: top)
                }
                var index = parts
                while index > 0 {
                    index -= 1
                    let part = values[count + index]
                    if isTuple {
                        store(part, value.boxedAddress &+ 4 &+ UInt32(index) &* 4)
                    } else {
                        value = makeCell(part, value)
                    }
                }
                values[count] = value
            default:
                values[count] = number.map { Term(small: $0) } ?? atom(word)
            }
            count += 1
        }
        return isHere ? values[0] : .none
    }

    /// The number that a word is from some byte on, or nil.
    private func constantNumber(_ word: AtomName, from start: Int) -> Int? {
        var value = 0
        var index = start
        while index < word.count {
            let digit = Int(word.bytes[index]) - 48
            guard digit >= 0, digit <= 9 else { return nil }
            value = value * 10 + digit
            index += 1
        }
        return index > start ? value : nil
    }
}
