// ets: changing elements of objects in place.
//
// A new object is made of the old one's elements and the new ones, in one copy. On the way both lie in a tuple of the arena that belongs
// to no heap; large integers are kept there too (`keep`), so that no collection moves what it refers to. The old object
// goes when nothing can fail any more.
extension Machine {
    /// An object that is being changed.
    private struct Change {
        /// What was made on the way.
        var kept = MatchProgram()
        /// The tuple that becomes the new object.
        var tuple = Term.nil
        var table: Address = 0
    }

    /// Begins to change the object of the key `a[1]`, or to make one of the default in `a[3]`. Answers `true`; `false`: there is no object;
    /// `none`: it cannot be.
    private mutating func begin(
        _ a: Arguments, hasDefault: Bool, isCounter: Bool, _ change: inout Change
    ) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        guard etsTable(table).pointee.isSet else { return isCounter ? failBadarg(cause: "table_type") : fail(.badarg) }
        let key = Int(etsTable(table).pointee.key)
        change.table = table
        let link = findObject(table, a[1])
        if hasDefault {
            if !a[3].isTuple { return fail(.badarg) }
            // A counter that is there needs none.
            if a[3].header.words <= key, link == 0 || !isCounter { return failBadarg(cause: "position") }
        }
        if link == 0, !hasDefault { return isCounter ? failBadarg(cause: "badkey") : .false }
        let origin = link == 0 ? keep(a[3], &change.kept) : EtsObject.tuple(loadWord(link))
        if origin.isNone { return .none }
        let words = origin.header.words + 1
        let block = allocate(bytes: (words + 2) * 4)
        if block == 0 { return failOutOfMemory() }
        chain(block, &change.kept)
        storeWord(0, block &+ 4)
        copyWords(origin.boxedAddress, to: block &+ 8, words: words)
        change.tuple = Term(boxed: block &+ 8)
        if link == 0 {
            let kept = keep(a[1], &change.kept)
            if kept.isNone { return .none }
            store(kept, place(key, change))
        }
        return .true
    }

    private func place(_ index: Int, _ change: Change) -> Address {
        change.tuple.boxedAddress &+ 4 &+ UInt32(truncatingIfNeeded: index) &* 4
    }

    /// The place of the element that a position names, which must not be the key; 0, with the error set: there is none.
    private mutating func element(_ position: Term, _ change: Change) -> Address {
        if !position.isSmall {
            _ = fail(.badarg)
            return 0
        }
        guard position.smallValue > 0, position.smallValue <= change.tuple.header.words else {
            _ = failBadarg(cause: "position")
            return 0
        }
        if position.smallValue - 1 == Int(etsTable(change.table).pointee.key) {
            _ = failBadarg(cause: "keypos")
            return 0
        }
        return place(position.smallValue - 1, change)
    }

    /// The next value of a counter by an operation, the first of the list `a[4]`: `{Position, Increment}` or
    /// `{Position, Increment, Threshold, SetValue}`. `none`: it is wrong, or there is no memory.
    private mutating func count(_ a: Arguments, _ value: Term, _ change: inout Change) -> Term {
        let operation = a[4].head
        let words = operation.header.words
        var index = words
        while index > 1 {
            index -= 1
            if !operation.element(index).isInteger { return fail(.badarg) }
        }
        if !value.isInteger { return fail(.badarg) }
        store(value, scratch)
        store(operation.element(1), scratch &+ 4)
        let plus = Int(BIF.erlang_plus_2.rawValue) << 8 | 2 << 1 | 1
        let sum = call(&change.kept, plus, pointer(scratch))
        if sum.isNone || words == 2 { return sum }
        // The operation may have moved.
        let order = order(sum, a[4].head.element(2))
        let exceeds = isNegative(a[4].head.element(1)) ? order < 0 : order > 0
        return exceeds ? keep(a[4].head.element(3), &change.kept) : sum
    }

    /// `update_counter` and `update_element(Table, Key, Operation | [Operation])`, or with a default object behind. An operation is
    /// `{Position, Value}`, or what `count` has; for counters a number is one for the element behind the key.
    @inline(never)
    private mutating func update(_ a: Arguments, hasDefault: Bool, isCounter: Bool) -> Term {
        var change = Change()
        defer { releaseTemporaries(&change.kept) }
        guard ensure(5, live: live) else { return failOutOfMemory() }
        let begun = begin(a, hasDefault: hasDefault, isCounter: isCounter, &change)
        if begun != .true { return begun }
        let isList = a[2].isList || a[2].isNil
        a[4] = a[2]
        if !isList {
            if !a[2].isTuple { a[4] = makeTuple(Term(small: Int(etsTable(change.table).pointee.key) + 2), a[2]) }
            a[4] = makeCell(a[4], .nil)
        }
        let count = length(of: a[4])
        if count < 0 || !isCounter && !isList && !a[2].isTuple { return fail(.badarg) }
        // The results, a list of its own.
        let cells = allocate(bytes: (2 * count + 2) * 4)
        if cells == 0 { return failOutOfMemory() }
        chain(cells, &change.kept)
        storeWord(0, cells &+ 4)
        var cell = cells
        while a[4].isList {
            let operation = a[4].head
            guard operation.isTuple, operation.header.words == 2 || isCounter && operation.header.words == 4 else {
                return fail(.badarg)
            }
            let place = element(operation.element(0), change)
            if place == 0 { return .none }
            // Nothing is collected but by counting.
            let value = isCounter ? self.count(a, load(place), &change) : operation.element(1)
            if value.isNone { return .none }
            store(value, place)
            cell = cell &+ 8
            store(value, cell)
            a[4] = a[4].tail
            store(a[4].isNil ? .nil : Term(list: cell &+ 8), cell &+ 4)
        }
        let object = makeObject(change.tuple)
        if object == 0 { return failOutOfMemory() }
        var result = Term.true
        if isCounter {
            result = count == 0 ? .nil : Term(list: cells &+ 8)
            if !isList { result = result.head }
        }
        guard let copy = copyMessage(result, to: current) else {
            freeObject(object)
            return failOutOfMemory()
        }
        insertObject(change.table, object)
        return copy
    }

    @inline(never)
    mutating func ets_update_element_3(_ a: Arguments) -> Term {
        a[3] = .nil
        return update(a, hasDefault: false, isCounter: false)
    }
    @inline(never)
    mutating func ets_update_element_4(_ a: Arguments) -> Term { update(a, hasDefault: true, isCounter: false) }
    @inline(never)
    mutating func ets_update_counter_3(_ a: Arguments) -> Term {
        a[3] = .nil
        return update(a, hasDefault: false, isCounter: true)
    }
    @inline(never)
    mutating func ets_update_counter_4(_ a: Arguments) -> Term { update(a, hasDefault: true, isCounter: true) }
}
