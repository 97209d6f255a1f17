// erlang: terms to lists of characters and back.
extension Machine {
    /// A list of the bytes that `write` puts into `text`, as characters. At most `limit` bytes.
    mutating func listOfBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Term {
        guard ensure(count * 2, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index = count
        while index > 0 {
            index -= 1
            list = makeCell(Term(small: Int(bytes[index])), list)
        }
        return list
    }

    @inline(never)
    mutating func erlang_integer_to_list_1(_ a: Arguments) -> Term { integerToList(a, base: 10) }

    @inline(never)
    mutating func erlang_integer_to_list_2(_ a: Arguments) -> Term {
        guard a[1].isSmall, a[1].smallValue >= 2, a[1].smallValue <= 36 else { return fail(.badarg) }
        return integerToList(a, base: a[1].smallValue)
    }

    /// Number of the X register that an argument is in.
    mutating func register(_ a: Arguments) -> Int { Int((a.base &- x) &>> 2) - 3 }

    private mutating func integerToList(_ a: Arguments, base: Int) -> Term {
        guard a[0].isInteger else { return fail(.badarg) }
        guard let (text, count) = writeIntegerText(live: register(a), base: base, words: 0, wordsPerCharacter: 2) else {
            return .none
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

    @inline(never)
    mutating func erlang_list_to_integer_1(_ a: Arguments) -> Term { listToInteger(a, base: 10) }

    @inline(never)
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
        var parser = integerParser(base: base)
        var rest = a[0]
        var steps: UInt32 = 0
        while rest.isList {
            guard step(&steps, parser.work) else { return .none }
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

    @inline(never)
    mutating func erlang_pid_to_list_1(_ a: Arguments) -> Term { a[0].isPid ? printedList(a[0]) : fail(.badarg) }
    @inline(never)
    mutating func erlang_port_to_list_1(_ a: Arguments) -> Term { a[0].isPort ? printedList(a[0]) : fail(.badarg) }
    @inline(never)
    mutating func erlang_ref_to_list_1(_ a: Arguments) -> Term { a[0].isReference ? printedList(a[0]) : fail(.badarg) }
    @inline(never)
    mutating func erlang_fun_to_list_1(_ a: Arguments) -> Term { a[0].isFun ? printedList(a[0]) : fail(.badarg) }
}
