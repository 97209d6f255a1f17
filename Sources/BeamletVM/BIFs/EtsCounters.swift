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
    private mutating func begin(_ a: Arguments, hasDefault: Bool, _ change: inout Change) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        guard etsTable(table).pointee.isSet else { return fail(.badarg) }
        let key = Int(etsTable(table).pointee.key)
        change.table = table
        if hasDefault {
            guard a[3].isTuple, a[3].header.words > key else { return fail(.badarg) }
        }
        let link = findObject(table, a[1])
        if link == 0 && !hasDefault { return .false }
        let origin = link == 0 ? keep(a[3], &change.kept) : EtsObject.tuple(loadWord(link))
        if origin.isNone { return .none }
        let words = origin.header.words + 1
        let block = allocate(bytes: (words + 2) * 4)
        if block == 0 { return failOutOfMemory() }
        storeWord(change.kept.temporaries, block)
        change.kept.temporaries = block
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
        guard position.isSmall, position.smallValue > 0, position.smallValue <= change.tuple.header.words else {
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
    private mutating func updateElement(_ a: Arguments, hasDefault: Bool) -> Term {
        var change = Change()
        defer { releaseTemporaries(&change.kept) }
        var rest = a[2]
        let isOne = rest.isTuple
        while isOne || rest.isList {
            let pair = isOne ? rest : rest.head
            guard pair.isTuple, pair.header.words == 2, pair.element(0).isSmall else { return fail(.badarg) }
            if isOne { break }
            rest = rest.tail
        }
        if !isOne, !rest.isNil { return fail(.badarg) }
        let begun = begin(a, hasDefault: hasDefault, &change)
        if begun != .true { return begun }
        rest = a[2]
        while isOne || rest.isList {
            let pair = isOne ? rest : rest.head
            let place = element(pair.element(0), change)
            if place == 0 { return .none }
            // Nothing is collected until the new object is there.
            store(pair.element(1), place)
            if isOne { break }
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

    /// The next value of a counter by an operation, `a[4]` or that list's first: an increment, `{Position, Increment}` or
    /// `{Position, Increment, Threshold, SetValue}`. `none`: it is wrong, or there is no memory.
    private mutating func count(_ a: Arguments, _ change: inout Change) -> Term {
        func operation() -> Term { a[4].isList ? a[4].head : a[4] }
        /// A part of the operation, from 0; the increment alone is the second part.
        func part(_ index: Int) -> Term { operation().isTuple ? operation().element(index) : operation() }
        let words = operation().isTuple ? operation().header.words : 2
        guard words == 2 || words == 4 else { return fail(.badarg) }
        var index = 1
        while index < words {
            guard part(index).isInteger else { return fail(.badarg) }
            index += 1
        }
        let position = operation().isTuple ? part(0) : Term(small: Int(etsTable(change.table).pointee.key) + 2)
        let place = element(position, change)
        if place == 0 { return .none }
        guard load(place).isInteger else { return fail(.badarg) }
        store(load(place), scratch)
        store(part(1), scratch &+ 4)
        let plus = Int(BIF.erlang_plus_2.rawValue) << 8 | 2 << 1 | 1
        var sum = call(&change.kept, plus, pointer(scratch))
        if sum.isSomething, words == 4 {
            let order = order(sum, part(2))
            if isNegative(part(1)) ? order < 0 : order > 0 { sum = keep(part(3), &change.kept) }
        }
        if sum.isSomething { store(sum, place) }
        return sum
    }

    /// `update_counter(Table, Key, Operation | [Operation])`, or with a default object behind.
    private mutating func updateCounter(_ a: Arguments, hasDefault: Bool) -> Term {
        var change = Change()
        defer { releaseTemporaries(&change.kept) }
        let begun = begin(a, hasDefault: hasDefault, &change)
        if begun != .true { return begun == .false ? failBadarg(cause: "badkey") : .none }
        a[4] = a[2]
        var result = Term.nil
        if a[2].isList || a[2].isNil {
            let count = length(of: a[2])
            if count < 0 { return fail(.badarg) }
            let cells = allocate(bytes: (2 * count + 2) * 4)
            if cells == 0 { return failOutOfMemory() }
            storeWord(change.kept.temporaries, cells)
            storeWord(0, cells &+ 4)
            change.kept.temporaries = cells
            var place = cells
            while a[4].isList {
                let value = self.count(a, &change)
                if value.isNone { return .none }
                place = place &+ 8
                store(value, place)
                store(a[4].tail.isNil ? .nil : Term(list: place &+ 8), place &+ 4)
                result = Term(list: cells &+ 8)
                a[4] = a[4].tail
            }
        } else {
            result = self.count(a, &change)
            if result.isNone { return .none }
        }
        let object = makeObject(change.tuple)
        if object == 0 { return failOutOfMemory() }
        guard let copy = copyMessage(result, to: current) else {
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
