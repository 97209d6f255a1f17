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
    /// `none`: it cannot be. Afterwards `finish` must be called.
    private mutating func begin(
        _ a: Arguments, hasDefault: Bool, isCounter: Bool, _ change: inout Change
    ) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        guard etsTable(table).pointee.isSet else { return isCounter ? failBadarg(cause: "table_type") : fail(.badarg) }
        let key = Int(etsTable(table).pointee.key)
        change.table = table
        if hasDefault, !a[3].isTuple { return fail(.badarg) }
        let link = findObject(table, a[1])
        if link == 0 {
            if !hasDefault { return .false }
            if a[3].header.words <= key { return failBadarg(cause: "position") }
        }
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

    // MARK: Elements

    /// `update_element(Table, Key, {Position, Value} | [{Position, Value}])`, or with a default object behind.
    @inline(never)
    private mutating func updateElement(_ a: Arguments, hasDefault: Bool) -> Term {
        var change = Change()
        defer { releaseTemporaries(&change.kept) }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        let begun = begin(a, hasDefault: hasDefault, isCounter: false, &change)
        if begun != .true { return begun }
        // Nothing is collected until the new object is there.
        var rest = a[2].isTuple ? makeCell(a[2], .nil) : a[2]
        if length(of: rest) < 0 { return fail(.badarg) }
        while rest.isList {
            let pair = rest.head
            guard pair.isTuple, pair.header.words == 2 else { return fail(.badarg) }
            let place = element(pair.element(0), change)
            if place == 0 { return .none }
            store(pair.element(1), place)
            rest = rest.tail
        }
        let object = makeObject(change.tuple)
        if object == 0 { return failOutOfMemory() }
        insertObject(change.table, object)
        return .true
    }

    @inline(never)
    mutating func ets_update_element_3(_ a: Arguments) -> Term { updateElement(a, hasDefault: false) }
    @inline(never)
    mutating func ets_update_element_4(_ a: Arguments) -> Term { updateElement(a, hasDefault: true) }

    // MARK: Counters

    /// The next value of a counter by an operation, the first of the list `a[4]`: `{Position, Increment}` or
    /// `{Position, Increment, Threshold, SetValue}`. `none`: it is wrong, or there is no memory.
    @inline(never)
    private mutating func count(_ a: Arguments, _ change: inout Change) -> Term {
        let operation = a[4].head
        guard operation.isTuple, operation.header.words == 2 || operation.header.words == 4 else {
            return fail(.badarg)
        }
        let words = operation.header.words
        let place = element(operation.element(0), change)
        if place == 0 { return .none }
        var index = words
        while index > 1 {
            index -= 1
            if !operation.element(index).isInteger { return fail(.badarg) }
        }
        if !load(place).isInteger { return fail(.badarg) }
        store(load(place), scratch)
        store(operation.element(1), scratch &+ 4)
        let plus = Int(BIF.erlang_plus_2.rawValue) << 8 | 2 << 1 | 1
        var sum = call(&change.kept, plus, pointer(scratch))
        if sum.isSomething, words == 4 {
            // The operation may have moved.
            let operation = a[4].head
            let order = order(sum, operation.element(2))
            if isNegative(operation.element(1)) ? order < 0 : order > 0 {
                sum = keep(operation.element(3), &change.kept)
            }
        }
        if sum.isSomething { store(sum, place) }
        return sum
    }

    /// `update_counter(Table, Key, Operation | [Operation])`, or with a default object behind. An operation that is a number is for
    /// the element behind the key.
    @inline(never)
    private mutating func updateCounter(_ a: Arguments, hasDefault: Bool) -> Term {
        var change = Change()
        defer { releaseTemporaries(&change.kept) }
        guard ensure(5, live: live) else { return failOutOfMemory() }
        let begun = begin(a, hasDefault: hasDefault, isCounter: true, &change)
        if begun != .true { return begun == .false ? failBadarg(cause: "badkey") : .none }
        let isList = a[2].isList || a[2].isNil
        let operation =
            isList || a[2].isTuple
            ? a[2] : makeTuple(Term(small: Int(etsTable(change.table).pointee.key) + 2), a[2])
        a[4] = isList ? operation : makeCell(operation, .nil)
        let count = length(of: a[4])
        if count < 0 { return fail(.badarg) }
        // The results, a list of its own.
        let cells = allocate(bytes: (2 * count + 2) * 4)
        if cells == 0 { return failOutOfMemory() }
        chain(cells, &change.kept)
        storeWord(0, cells &+ 4)
        var place = cells
        while a[4].isList {
            let value = self.count(a, &change)
            if value.isNone { return .none }
            place = place &+ 8
            store(value, place)
            store(a[4].tail.isNil ? .nil : Term(list: place &+ 8), place &+ 4)
            a[4] = a[4].tail
        }
        let object = makeObject(change.tuple)
        if object == 0 { return failOutOfMemory() }
        let results = count == 0 ? Term.nil : Term(list: cells &+ 8)
        guard let copy = copyMessage(isList ? results : results.head, to: current) else {
            freeObject(object)
            return failOutOfMemory()
        }
        insertObject(change.table, object)
        return copy
    }

    @inline(never)
    mutating func ets_update_counter_3(_ a: Arguments) -> Term {
        a[3] = .nil
        return updateCounter(a, hasDefault: false)
    }
    @inline(never)
    mutating func ets_update_counter_4(_ a: Arguments) -> Term { updateCounter(a, hasDefault: true) }
}
