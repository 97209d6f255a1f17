// binary: match, matches, split and the patterns that they look for.

/// What a search is to do: the options of `match/3`, `matches/3` and `split/3`.
private struct SearchOptions {
    /// The bytes that are searched.
    var first = 0
    var end = 0
    /// For `split/3`.
    var isGlobal = false
    var trimsEnd = false
    var trimsAll = false
}

extension Machine {
    // MARK: Patterns

    /// An automaton of the patterns in a term (a binary, or a list of them) in a block of the arena, and how many states it has. Nil:
    /// the term is no pattern, or there is no memory.
    private mutating func makeAutomaton(_ patterns: Term) -> (block: Address, states: Int)? {
        var bytes = 0
        var rest = patterns
        while true {
            let pattern = rest.isList ? rest.head : rest
            guard isBinary(pattern), pattern.bitLength > 0 else {
                _ = fail(.badarg)
                return nil
            }
            bytes += pattern.bitSpan.byteCount
            if !rest.isList { break }
            rest = rest.tail
            if rest.isNil { break }
            guard rest.isList else {
                _ = fail(.badarg)
                return nil
            }
        }
        let words = PatternAutomaton.words(states: bytes + 1)
        let block = allocate(bytes: (words + bytes + 1) * 4)
        guard block != 0 else {
            _ = failOutOfMemory()
            return nil
        }
        let automaton = PatternAutomaton(base: block)
        automaton.clear()
        var states: UInt32 = 1
        rest = patterns
        if rest.isBoxed { states = automaton.add(rest.bitSpan, states: states) }
        while rest.isList {
            states = automaton.add(rest.head.bitSpan, states: states)
            rest = rest.tail
        }
        automaton.link(queue: block &+ UInt32(words) &* 4)
        charge(bytes &>> 2)
        return (block, Int(states))
    }

    /// The word after the number of a reference that is a compiled pattern; the automaton follows.
    private static let patternMark: UInt32 = 0x7061_7474

    /// `compile_pattern(Patterns)`: `{bm, Reference}` for one, `{ac, Reference}` for several. The automaton is in the reference.
    @inline(never)
    mutating func binary_compile_pattern_1(_ a: Arguments) -> Term {
        guard let (block, states) = makeAutomaton(a[0]) else { return .none }
        let words = PatternAutomaton.words(states: states)
        guard ensure(4 + 1 + words + 3, live: live) else {
            free(block)
            return failOutOfMemory()
        }
        let place = process(current).pointee.heapTop
        let number = nextReference()
        writeReference(
            low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number &>> 32), at: place)
        storeWord(Header(.reference, words: 4 + words).bits, place)
        storeWord(Machine.patternMark, place &+ 16)
        Bits.copyBytes(from: block, to: place &+ 20, count: words * 4)
        free(block)
        process(current).pointee.heapTop = place &+ UInt32(truncatingIfNeeded: words &+ 5) &* 4
        return makeTuple(a[0].isList && a[0].tail.isList ? .ac : .bm, Term(boxed: place))
    }

    /// The automaton of a compiled pattern.
    private mutating func compiledPattern(_ term: Term) -> PatternAutomaton? {
        guard term.isTuple, term.header.words == 2, term.element(0) == .bm || term.element(0) == .ac else { return nil }
        let reference = term.element(1)
        guard reference.isBoxed(.reference), reference.header.words > 4, reference.boxedWord(3) == Machine.patternMark
        else { return nil }
        return PatternAutomaton(base: reference.boxedAddress &+ 20)
    }

    /// Gives `use` the automaton of the pattern in `a[1]`. False: it is none, or there is no memory.
    private mutating func withAutomaton(_ a: Arguments, _ use: (inout Machine, PatternAutomaton) -> Void) -> Bool {
        if let compiled = compiledPattern(a[1]) {
            use(&self, compiled)
            return true
        }
        guard let (block, _) = makeAutomaton(a[1]) else { return false }
        use(&self, PatternAutomaton(base: block))
        free(block)
        return true
    }

    // MARK: Options

    /// Puts what a term says for a search in the binary `a[0]` into `result`. False: something is wrong.
    @inline(never)
    private mutating func readOptions(_ a: Arguments, _ options: Term, split: Bool, into result: inout SearchOptions)
        -> Bool
    {
        guard isBinary(a[0]), options.isList || options.isNil else { return false }
        let count = a[0].bitSpan.byteCount
        result.end = count
        var rest = options
        while rest.isList {
            let option = rest.head
            if option.isTuple, option.header.words == 2, option.element(0) == .scope, option.element(1).isTuple,
                option.element(1).header.words == 2
            {
                let part = option.element(1)
                guard let range = byteRange(part.element(0), part.element(1), in: count) else { return false }
                result.first = range.first
                result.end = range.first + range.count
            } else if split, option == .global {
                result.isGlobal = true
            } else if split, option == .trim {
                result.trimsEnd = true
            } else if split, option == .trimAll {
                result.trimsAll = true
            } else {
                return false
            }
            rest = rest.tail
        }
        // What ends the list does not matter, as on the BEAM.
        return true
    }

    // MARK: Searches

    /// Puts the matches of the pattern in `a[1]` on a stack: one, or all that do not overlap. False: there are none to be had.
    private mutating func search(
        _ a: Arguments, _ options: SearchOptions, all: Bool, _ matches: inout WorkStack<(start: Int, count: Int)>
    ) -> Bool {
        // Nothing is found in nothing, whatever the pattern is.
        if a[0].bitSpan.byteCount == 0 { return true }
        var found = WorkStack<(start: Int, count: Int)>()
        var isFull = false
        let worked = withAutomaton(a) { machine, automaton in
            let bytes = a[0].bitSpan
            var first = options.first
            while !isFull, let match = automaton.find(bytes, from: first, to: options.end, &machine) {
                isFull = !found.push(match, &machine)
                first = match.start + match.count
                if !all { break }
            }
        }
        matches = found
        if isFull { _ = failOutOfMemory() }
        return worked && !isFull
    }

    private mutating func match(_ a: Arguments, _ options: Term) -> Term {
        var asked = SearchOptions()
        guard readOptions(a, options, split: false, into: &asked) else { return fail(.badarg) }
        var matches = WorkStack<(start: Int, count: Int)>()
        defer { matches.release(&self) }
        guard search(a, asked, all: false, &matches) else { return .none }
        guard let match = matches.pop() else { return .nomatch }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(Term(small: match.start), Term(small: match.count))
    }

    @inline(never)
    mutating func binary_match_2(_ a: Arguments) -> Term { match(a, .nil) }
    @inline(never)
    mutating func binary_match_3(_ a: Arguments) -> Term { match(a, a[2]) }

    private mutating func matches(_ a: Arguments, _ options: Term) -> Term {
        var asked = SearchOptions()
        guard readOptions(a, options, split: false, into: &asked) else { return fail(.badarg) }
        var matches = WorkStack<(start: Int, count: Int)>()
        defer { matches.release(&self) }
        guard search(a, asked, all: true, &matches) else { return .none }
        guard ensure(matches.count * 5, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        while let match = matches.pop() {
            list = makeCell(makeTuple(Term(small: match.start), Term(small: match.count)), list)
        }
        return list
    }

    @inline(never)
    mutating func binary_matches_2(_ a: Arguments) -> Term { matches(a, .nil) }
    @inline(never)
    mutating func binary_matches_3(_ a: Arguments) -> Term { matches(a, a[2]) }

    private mutating func split(_ a: Arguments, _ options: Term) -> Term {
        var asked = SearchOptions()
        guard readOptions(a, options, split: true, into: &asked) else { return fail(.badarg) }
        var matches = WorkStack<(start: Int, count: Int)>()
        defer { matches.release(&self) }
        guard search(a, asked, all: asked.isGlobal, &matches) else { return .none }
        // The parts behind the live registers, from the last one on.
        let list = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        store(.nil, list)
        var end = a[0].bitSpan.byteCount
        var isLast = true
        var isFirst = false
        while !isFirst {
            let match = matches.pop()
            isFirst = match == nil
            let first = isFirst ? 0 : match.unsafelyUnwrapped.start + match.unsafelyUnwrapped.count
            // `trim` leaves out the empty parts at the end, `trim_all` all of them.
            if first < end || !(asked.trimsAll || isLast && asked.trimsEnd) {
                isLast = false
                guard ensure(18 + 2, live: live + 1) else { return failOutOfMemory() }
                let part = makeSubBitstring(of: a.base, from: first * 8, length: (end - first) * 8, live: live + 1)
                store(makeCell(part, load(list)), list)
            }
            end = isFirst ? 0 : match.unsafelyUnwrapped.start
        }
        return load(list)
    }

    @inline(never)
    mutating func binary_split_2(_ a: Arguments) -> Term { split(a, .nil) }
    @inline(never)
    mutating func binary_split_3(_ a: Arguments) -> Term { split(a, a[2]) }
}
