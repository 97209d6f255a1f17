// erlang: lists and tuples.
extension Machine {
    @inline(never)
    mutating func erlang_hd_1(_ a: Arguments) -> Term { a[0].isList ? a[0].head : fail(.badarg) }
    @inline(never)
    mutating func erlang_tl_1(_ a: Arguments) -> Term { a[0].isList ? a[0].tail : fail(.badarg) }

    /// O(n), charged as on the BEAM.
    @inline(never)
    mutating func erlang_length_1(_ a: Arguments) -> Term {
        let count = length(of: a[0])
        if count < 0 { return fail(.badarg) }
        charge(count / 10)
        return Term(small: count)
    }

    /// Charges the current process with reductions for a BIF's work.
    @inline(never)
    mutating func charge(_ reductions: Int) {
        let running = process(current)
        running.pointee.reductions = running.pointee.reductions &- Int32(truncatingIfNeeded: min(reductions, 4000))
    }

    @inline(never)
    mutating func erlang_append_2(_ a: Arguments) -> Term { erlang_plusPlus_2(a) }
    @inline(never)
    mutating func erlang_subtract_2(_ a: Arguments) -> Term { erlang_minusMinus_2(a) }

    /// `List ++ Term`: copies the first, 2 words for each element. The second may be any term.
    @inline(never)
    mutating func erlang_plusPlus_2(_ a: Arguments) -> Term {
        if a[0].isNil { return a[1] }
        let count = length(of: a[0])
        if count < 0 { return fail(.badarg) }
        guard ensure(count * 2, live: live) else { return failOutOfMemory() }
        charge(count / 10)
        let running = process(current)
        var top = running.pointee.heapTop
        let result = Term(list: top)
        var rest = a[0]
        while rest.isList {
            store(rest.head, top)
            store(Term(list: top &+ 8), top &+ 4)
            top = top &+ 8
            rest = rest.tail
        }
        store(a[1], top &- 4)
        running.pointee.heapTop = top
        return result
    }

    /// `List1 -- List2`: without the first occurrence of each element of the second. O(n * m) comparisons, 2 words for each
    /// element of the first, and as many for those of the second that are still to be found.
    @inline(never)
    mutating func erlang_minusMinus_2(_ a: Arguments) -> Term {
        let count = length(of: a[0])
        let removed = length(of: a[1])
        if count < 0 || removed < 0 { return fail(.badarg) }
        if removed == 0 || count == 0 { return a[0] }
        guard ensure((count + removed) * 2, live: live) else { return failOutOfMemory() }
        let running = process(current)
        // A copy of the second list, from which found elements are unlinked.
        var pending = Term.nil
        var rest = a[1]
        var top = running.pointee.heapTop
        pending = Term(list: top)
        while rest.isList {
            store(rest.head, top)
            store(Term(list: top &+ 8), top &+ 4)
            top = top &+ 8
            rest = rest.tail
        }
        store(.nil, top &- 4)
        var result = Term.nil
        var last = Term.nil
        var steps: UInt32 = 0
        rest = a[0]
        while rest.isList {
            var before = Term.nil
            var cursor = pending
            while cursor.isList && !exactlyEqual(cursor.head, rest.head) {
                before = cursor
                cursor = cursor.tail
                guard step(&steps, 12) else { return .none }
            }
            if cursor.isList {
                if before.isNil { pending = cursor.tail } else { before.tail = cursor.tail }
            } else {
                let cell = Term(list: top)
                store(rest.head, top)
                store(.nil, top &+ 4)
                top = top &+ 8
                if last.isNil { result = cell } else { last.tail = cell }
                last = cell
            }
            rest = rest.tail
        }
        running.pointee.heapTop = top
        charge(count / 10)
        return result
    }

    // MARK: Tuples

    @inline(never)
    mutating func erlang_element_2(_ a: Arguments) -> Term {
        guard a[0].isSmall, a[1].isTuple, a[0].smallValue >= 1, a[0].smallValue <= a[1].header.words else {
            return fail(.badarg)
        }
        return a[1].element(a[0].smallValue - 1)
    }

    @inline(never)
    mutating func erlang_tuple_size_1(_ a: Arguments) -> Term {
        a[0].isTuple ? Term(small: a[0].header.words) : fail(.badarg)
    }

    /// The elements of a tuple of `arity` for which there is room, at the heap's top. The caller fills them.
    private mutating func newTuple(_ arity: Int) -> Address? {
        guard arity <= 0xFF_FFFF else {
            _ = fail(.badarg)
            return nil
        }
        guard ensure(arity + 1, live: live) else {
            action = .outOfMemory
            return nil
        }
        let running = process(current)
        let top = running.pointee.heapTop
        storeWord(Header.tuple(arity).bits, top)
        running.pointee.heapTop = top &+ 4 &+ UInt32(arity) &* 4
        return top
    }

    @inline(never)
    mutating func erlang_setelement_3(_ a: Arguments) -> Term {
        guard a[0].isSmall, a[1].isTuple, a[0].smallValue >= 1, a[0].smallValue <= a[1].header.words else {
            return fail(.badarg)
        }
        let arity = a[1].header.words
        guard let tuple = newTuple(arity) else { return .none }
        moveWords(a[1].boxedAddress &+ 4, to: tuple &+ 4, words: arity)
        store(a[2], tuple &+ UInt32(a[0].smallValue) &* 4)
        charge(arity / 32)
        return Term(boxed: tuple)
    }

    @inline(never)
    mutating func erlang_make_tuple_2(_ a: Arguments) -> Term {
        guard a[0].isSmall, a[0].smallValue >= 0 else { return fail(.badarg) }
        let arity = a[0].smallValue
        guard let tuple = newTuple(arity) else { return .none }
        var index: UInt32 = 1
        while index <= UInt32(arity) {
            store(a[1], tuple &+ index &* 4)
            index += 1
        }
        return Term(boxed: tuple)
    }

    /// `make_tuple(Arity, Default, [{Position, Value}])`.
    @inline(never)
    mutating func erlang_make_tuple_3(_ a: Arguments) -> Term {
        guard a[0].isSmall, a[0].smallValue >= 0, isProperList(a[2]) else { return fail(.badarg) }
        var rest = a[2]
        while rest.isList {
            let pair = rest.head
            guard pair.isTuple, pair.header.words == 2, pair.element(0).isSmall, pair.element(0).smallValue >= 1,
                pair.element(0).smallValue <= a[0].smallValue
            else { return fail(.badarg) }
            rest = rest.tail
        }
        let tuple = erlang_make_tuple_2(a)
        if tuple.isNone { return .none }
        rest = a[2]
        while rest.isList {
            store(rest.head.element(1), tuple.boxedAddress &+ UInt32(rest.head.element(0).smallValue) &* 4)
            rest = rest.tail
        }
        return tuple
    }

    @inline(never)
    mutating func erlang_append_element_2(_ a: Arguments) -> Term {
        guard a[0].isTuple else { return fail(.badarg) }
        let arity = a[0].header.words
        guard let tuple = newTuple(arity + 1) else { return .none }
        moveWords(a[0].boxedAddress &+ 4, to: tuple &+ 4, words: arity)
        store(a[1], tuple &+ 4 &+ UInt32(arity) &* 4)
        return Term(boxed: tuple)
    }

    /// `delete_element(Index, Tuple)`.
    @inline(never)
    mutating func erlang_delete_element_2(_ a: Arguments) -> Term {
        guard a[0].isSmall, a[1].isTuple, a[0].smallValue >= 1, a[0].smallValue <= a[1].header.words else {
            return fail(.badarg)
        }
        let arity = a[1].header.words
        let index = a[0].smallValue
        guard let tuple = newTuple(arity - 1) else { return .none }
        moveWords(a[1].boxedAddress &+ 4, to: tuple &+ 4, words: index - 1)
        moveWords(
            a[1].boxedAddress &+ 4 &+ UInt32(index) &* 4, to: tuple &+ UInt32(index) &* 4, words: arity - index)
        return Term(boxed: tuple)
    }

    /// `insert_element(Index, Tuple, Term)`.
    @inline(never)
    mutating func erlang_insert_element_3(_ a: Arguments) -> Term {
        guard a[0].isSmall, a[1].isTuple, a[0].smallValue >= 1, a[0].smallValue <= a[1].header.words + 1 else {
            return fail(.badarg)
        }
        let arity = a[1].header.words
        let index = a[0].smallValue
        guard let tuple = newTuple(arity + 1) else { return .none }
        moveWords(a[1].boxedAddress &+ 4, to: tuple &+ 4, words: index - 1)
        store(a[2], tuple &+ UInt32(index) &* 4)
        moveWords(
            a[1].boxedAddress &+ UInt32(index) &* 4, to: tuple &+ 4 &+ UInt32(index) &* 4, words: arity - index + 1)
        return Term(boxed: tuple)
    }

    @inline(never)
    mutating func erlang_tuple_to_list_1(_ a: Arguments) -> Term {
        guard a[0].isTuple else { return fail(.badarg) }
        let arity = a[0].header.words
        guard ensure(arity * 2, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index = arity
        while index > 0 {
            index -= 1
            list = makeCell(a[0].element(index), list)
        }
        charge(arity / 16)
        return list
    }

    @inline(never)
    mutating func erlang_list_to_tuple_1(_ a: Arguments) -> Term {
        let arity = length(of: a[0])
        if arity < 0 { return fail(.badarg) }
        guard let tuple = newTuple(arity) else { return .none }
        var place = tuple &+ 4
        var rest = a[0]
        while rest.isList {
            store(rest.head, place)
            place = place &+ 4
            rest = rest.tail
        }
        charge(arity / 16)
        return Term(boxed: tuple)
    }
}
