// erlang: terms to lists of characters and back.
extension Machine {
    /// A list of the bytes that `write` puts into `text`, as characters. At most `limit` bytes.
    @inline(__always)
    private mutating func listOfBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Term {
        guard ensure(count * 2, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index = count
        while index > 0 {
            index -= 1
            list = makeCell(Term(small: Int(bytes[index])), list)
        }
        return list
    }

    mutating func erlang_atom_to_list_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let name = atoms.text(a[0])
        guard ensure(name.count * 2, live: live) else { return failOutOfMemory() }
        // Backwards over UTF-8: bytes 10xxxxxx belong to the character before them.
        var list = Term.nil
        var index = name.count
        while index > 0 {
            var shift: UInt32 = 0
            var character: UInt32 = 0
            index -= 1
            while name.bytes[index] & 0xC0 == 0x80 {
                character |= UInt32(name.bytes[index] & 0x3F) &<< shift
                shift += 6
                index -= 1
            }
            let lead = UInt32(name.bytes[index])
            let mask: UInt32 = shift == 0 ? 0x7F : shift == 6 ? 0x1F : shift == 12 ? 0x0F : 0x07
            character |= (lead & mask) &<< shift
            list = makeCell(Term(small: Int(character)), list)
        }
        return list
    }

    /// Space for an atom's text: 255 characters of at most four bytes.
    private typealias AtomBuffer = InlineArray<1020, UInt8>

    /// The text of a list of characters as UTF-8. nil: no such list, `failure` says why.
    private mutating func atomText(_ list: Term, _ buffer: inout AtomBuffer) -> Int? {
        failure = .badarg
        action = .raise(.error)
        var rest = list
        var count = 0
        var characters = 0
        while rest.isList {
            guard rest.head.isSmall else { return nil }
            let character = rest.head.smallValue
            guard character >= 0, character <= 0x10FFFF, character & ~0x7FF != 0xD800 else { return nil }
            characters += 1
            if characters > 255 {
                failure = .systemLimit
                // A list that is no string is no string first.
                rest = rest.tail
                while rest.isList { rest = rest.tail }
                if !rest.isNil { failure = .badarg }
                return nil
            }
            if character < 0x80 {
                buffer[count] = UInt8(character)
                count += 1
            } else {
                let extra = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3
                let lead = extra == 1 ? 0xC0 : extra == 2 ? 0xE0 : 0xF0
                buffer[count] = UInt8(lead | character >> (6 * extra))
                var step = extra
                while step > 0 {
                    step -= 1
                    buffer[count + extra - step] = UInt8(0x80 | (character >> (6 * step)) & 0x3F)
                }
                count += extra + 1
            }
            rest = rest.tail
        }
        return rest.isNil ? count : nil
    }

    @inline(never)
    mutating func erlang_list_to_atom_1(_ a: Arguments) -> Term {
        var buffer = AtomBuffer(repeating: 0)
        guard let count = atomText(a[0], &buffer) else { return .none }
        var reason = AtomFailure.noMemory
        let atom = withUnsafePointer(to: &buffer) {
            $0.withMemoryRebound(to: UInt8.self, capacity: 1020) {
                intern(AtomName(bytes: $0, count: count), failure: &reason)
            }
        }
        if let atom { return atom }
        return reason == .tableFull ? fail(.systemLimit) : failOutOfMemory()
    }

    @inline(never)
    mutating func erlang_list_to_existing_atom_1(_ a: Arguments) -> Term {
        var buffer = AtomBuffer(repeating: 0)
        guard let count = atomText(a[0], &buffer) else { return .none }
        let atom = withUnsafePointer(to: &buffer) {
            $0.withMemoryRebound(to: UInt8.self, capacity: 1020) { atoms.find(AtomName(bytes: $0, count: count)) }
        }
        return atom ?? fail(.badarg)
    }

    mutating func erlang_integer_to_list_1(_ a: Arguments) -> Term { integerToList(a, base: 10) }

    mutating func erlang_integer_to_list_2(_ a: Arguments) -> Term {
        guard a[1].isSmall, a[1].smallValue >= 2, a[1].smallValue <= 36 else { return fail(.badarg) }
        return integerToList(a, base: a[1].smallValue)
    }

    /// Number of the X register that an argument is in.
    private mutating func register(_ a: Arguments) -> Int { Int((a.base &- x) &>> 2) - 3 }

    private mutating func integerToList(_ a: Arguments, base: Int) -> Term {
        guard a[0].isInteger else { return fail(.badarg) }
        guard let (text, count) = writeIntegerText(live: register(a), base: base, words: 0, wordsPerCharacter: 2) else {
            return failOutOfMemory()
        }
        charge(count / 10)
        var list = Term.nil
        var index = UInt32(count)
        while index > 0 {
            index -= 1
            list = makeCell(Term(small: Int(rawPointer(text &+ index).load(as: UInt8.self))), list)
        }
        return list
    }

    mutating func erlang_list_to_integer_1(_ a: Arguments) -> Term { listToInteger(a, base: 10) }

    mutating func erlang_list_to_integer_2(_ a: Arguments) -> Term {
        guard a[1].isSmall, a[1].smallValue >= 2, a[1].smallValue <= 36 else { return fail(.badarg) }
        return listToInteger(a, base: a[1].smallValue)
    }

    /// An optional sign, then at least one digit.
    private mutating func listToInteger(_ a: Arguments, base: Int) -> Term {
        let count = length(of: a[0])
        guard count > 0 else { return fail(.badarg) }
        if exceedsLargestInteger(characters: count, base: base) { return fail(.systemLimit) }
        guard ensure(integerTextWords(characters: count, base: base), live: live) else { return failOutOfMemory() }
        charge(count / 10)
        var parser = integerParser(base: base)
        var rest = a[0]
        while rest.isList {
            guard rest.head.isSmall, parser.take(UInt32(truncatingIfNeeded: rest.head.smallValue)) else {
                return fail(.badarg)
            }
            rest = rest.tail
        }
        return finishInteger(&parser) ?? fail(.badarg)
    }

    /// The text that `display` prints for a term, as a list. For pids, references and funs.
    private mutating func printedList(_ term: Term) -> Term {
        captured = 0
        printSimple(term, .capture)
        return listOfBytes(UnsafePointer(rawPointer(scratch).assumingMemoryBound(to: UInt8.self)), captured)
    }

    mutating func erlang_pid_to_list_1(_ a: Arguments) -> Term { a[0].isPid ? printedList(a[0]) : fail(.badarg) }
    mutating func erlang_ref_to_list_1(_ a: Arguments) -> Term { a[0].isReference ? printedList(a[0]) : fail(.badarg) }
    mutating func erlang_fun_to_list_1(_ a: Arguments) -> Term { a[0].isFun ? printedList(a[0]) : fail(.badarg) }
}
