// ets: objects by their keys.
extension Machine {
    // MARK: Inserting

    /// Whether a term can be an object of a table. If not, the error is set.
    private mutating func isObject(_ term: Term, _ table: Address) -> Bool {
        if term.isTuple, term.header.words > Int(etsTable(table).pointee.key) { return true }
        _ = fail(.badarg)
        return false
    }

    /// `insert(Table, Object | [Object])` and `insert_new`: all objects or none.
    @inline(never)
    private mutating func insert(_ a: Arguments, onlyNew: Bool) -> Term {
        guard table(a[0], .writing) != 0 else { return .none }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        var rest = a[1].isTuple ? makeCell(a[1], .nil) : a[1]
        if length(of: rest) < 0 { return fail(.badarg) }
        // All that can fail before anything changes: the new objects wait in a chain.
        var first: Address = 0
        var last: Address = 0
        while rest.isList {
            let object = makeObject(rest.head)
            if object == 0 {
                _ = failOutOfMemory()
                break
            }
            if first == 0 { first = object } else { storeWord(object, last) }
            last = object
            chargeVisit(object, words: 0)
            if !work(0) { break }
            rest = rest.tail
        }
        let result = rest.isNil ? insertChain(first, a[0], onlyNew: onlyNew) : .none
        if result != .true { freeChain(first) }
        return result
    }

    /// Puts a chain of objects into a table. Answers `true`; `false`: the key of one is there already; `none`: there is no such
    /// table any more, or one is no object for it.
    private mutating func insertChain(_ first: Address, _ name: Term, onlyNew: Bool) -> Term {
        let table = table(name, .writing)
        if table == 0 { return .none }
        var isNew = true
        var object = first
        while object != 0 {
            guard isObject(EtsObject.tuple(object), table) else { return .none }
            if onlyNew, findObject(table, etsKey(table, object)) != 0 { isNew = false }
            object = loadWord(object)
        }
        if !isNew { return .false }
        // Whoever looks for the table meanwhile puts in the rest.
        let low = etsTable(table).pointee.low
        etsTable(table).pointee.pending = first
        while findTable(numbered: low) != 0, insertPending(table, 32) { work(0) }
        return .true
    }

    @inline(never)
    mutating func ets_insert_2(_ a: Arguments) -> Term { insert(a, onlyNew: false) }
    @inline(never)
    mutating func ets_insert_new_2(_ a: Arguments) -> Term { insert(a, onlyNew: true) }

    // MARK: Looking up

    /// The object behind one in a chain, or behind one of the same key; 0: there is none.
    private mutating func next(_ table: Address, _ object: Address, inChain: Bool) -> Address {
        inChain ? firstHashed(table, loadWord(object), .max) : nextOfKey(table, object)
    }

    /// Copies of a key's objects, or of a chain's, from one on; or of element `part` of each. In `a[slot]`; false: there is no memory.
    @inline(never)
    private mutating func copyObjects(
        _ table: Address, _ first: Address, part: Int = -1, inChain: Bool = false, _ a: Arguments, _ slot: Int
    ) -> Bool {
        a[slot] = .nil
        var words = 0
        var object = first
        while object != 0 {
            words += arena.size(of: object) / 4 + 2
            object = next(table, object, inChain: inChain)
        }
        guard ensure(words, live: slot + 1) else { return false }
        object = first
        while object != 0 {
            let tuple = EtsObject.tuple(object)
            guard let copy = copyMessage(part < 0 ? tuple : tuple.element(part), to: current) else { return false }
            // The newest is the first of the chain and the last of the list.
            a[slot] = makeCell(copy, a[slot])
            object = next(table, object, inChain: inChain)
        }
        return true
    }

    @inline(never)
    mutating func ets_lookup_2(_ a: Arguments) -> Term {
        let table = table(a[0], .reading)
        if table == 0 { return .none }
        return copyObjects(table, firstOfKey(table, a[1]), a, 2) ? a[2] : failOutOfMemory()
    }

    /// `lookup_element(Table, Key, Position)`, or with a default behind.
    private mutating func lookupElement(_ a: Arguments, hasDefault: Bool) -> Term {
        let table = table(a[0], .reading)
        if table == 0 { return .none }
        guard a[2].isSmall, a[2].smallValue > 0 else { return fail(.badarg) }
        let position = a[2].smallValue
        let first = firstOfKey(table, a[1])
        if first == 0 { return hasDefault ? a[3] : failBadarg(cause: "badkey") }
        var object = first
        while object != 0 {
            if EtsObject.tuple(object).header.words < position { return fail(.badarg) }
            object = nextOfKey(table, object)
        }
        guard copyObjects(table, first, part: position - 1, a, 4) else { return failOutOfMemory() }
        return etsTable(table).pointee.isSet ? a[4].head : a[4]
    }

    @inline(never)
    mutating func ets_lookup_element_3(_ a: Arguments) -> Term {
        a[3] = .nil
        return lookupElement(a, hasDefault: false)
    }
    @inline(never)
    mutating func ets_lookup_element_4(_ a: Arguments) -> Term { lookupElement(a, hasDefault: true) }

    @inline(never)
    mutating func ets_member_2(_ a: Arguments) -> Term {
        let table = table(a[0], .reading)
        return table == 0 ? .none : Term(findObject(table, a[1]) != 0)
    }

    // MARK: Deleting

    /// Deletes the objects of the key `a[1]`, or only those that equal `object`.
    private mutating func deleteObjects(_ table: Address, _ key: Term, equalTo object: Term = .none) {
        var link = findObject(table, key)
        while link != 0, loadWord(link) != 0 {
            let found = loadWord(link)
            let next = nextOfKey(table, found)
            let goes = object.isNone || exactlyEqual(EtsObject.tuple(found), object)
            if !goes || !eraseObject(table, link) { link = found }
            if next == 0 { break }
            while loadWord(link) != next { link = loadWord(link) }
        }
        if !etsTable(table).pointee.isTree { shrinkBuckets(table) }
    }

    @inline(never)
    mutating func ets_delete_2(_ a: Arguments) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        deleteObjects(table, a[1])
        return .true
    }

    @inline(never)
    mutating func ets_delete_object_2(_ a: Arguments) -> Term {
        let table = table(a[0], .writing)
        guard table != 0, isObject(a[1], table) else { return .none }
        deleteObjects(table, a[1].element(Int(etsTable(table).pointee.key)), equalTo: a[1])
        return .true
    }

    @inline(never)
    mutating func ets_take_2(_ a: Arguments) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        guard copyObjects(table, firstOfKey(table, a[1]), a, 2) else { return failOutOfMemory() }
        deleteObjects(table, a[1])
        return a[2]
    }

    // MARK: Walking

    /// What kind of answer is wanted of a walk: a key, or a key and its objects.
    private mutating func answer(_ table: Address, _ object: Address, withObjects: Bool, _ a: Arguments) -> Term {
        if object == 0 { return atom("$end_of_table") }
        a[2] = .nil
        if withObjects {
            // From the first object of its key.
            guard copyObjects(table, firstOfKey(table, etsKey(table, object)), a, 2) else {
                return failOutOfMemory()
            }
        }
        guard ensure(arena.size(of: object) / 4 + 3, live: 3),
            let key = copyMessage(etsKey(table, object), to: current)
        else { return failOutOfMemory() }
        return withObjects ? makeTuple(key, a[2]) : key
    }

    private mutating func end(_ a: Arguments, reversed: Bool, withObjects: Bool = false) -> Term {
        let table = table(a[0], .reading)
        if table == 0 { return .none }
        a[1] = .nil
        return answer(table, nextObject(table, 0, reversed: reversed), withObjects: withObjects, a)
    }

    private mutating func step(_ a: Arguments, reversed: Bool, withObjects: Bool = false) -> Term {
        let table = table(a[0], .reading)
        if table == 0 { return .none }
        if etsTable(table).pointee.isTree {
            let object = seek(table, a[1], inclusive: false, reversed: reversed)
            return answer(table, object, withObjects: withObjects, a)
        }
        let link = findHashed(table, a[1], dead: true)
        if link == 0 { return fail(.badarg) }
        var object = loadWord(link)
        repeat {
            object = nextObject(table, object, reversed: false)
        } while object != 0
            && exactlyEqual(etsKey(table, object), a[1])
        return answer(table, object, withObjects: withObjects, a)
    }

    @inline(never)
    mutating func ets_first_1(_ a: Arguments) -> Term { end(a, reversed: false) }
    @inline(never)
    mutating func ets_last_1(_ a: Arguments) -> Term { end(a, reversed: true) }
    @inline(never)
    mutating func ets_next_2(_ a: Arguments) -> Term { step(a, reversed: false) }
    @inline(never)
    mutating func ets_prev_2(_ a: Arguments) -> Term { step(a, reversed: true) }
    @inline(never)
    mutating func ets_first_lookup_1(_ a: Arguments) -> Term { end(a, reversed: false, withObjects: true) }
    @inline(never)
    mutating func ets_last_lookup_1(_ a: Arguments) -> Term { end(a, reversed: true, withObjects: true) }
    @inline(never)
    mutating func ets_next_lookup_2(_ a: Arguments) -> Term { step(a, reversed: false, withObjects: true) }
    @inline(never)
    mutating func ets_prev_lookup_2(_ a: Arguments) -> Term { step(a, reversed: true, withObjects: true) }

    /// `slot(Table, Number)`: the objects of a bucket, or the object of that number in a tree. O(n) there.
    @inline(never)
    mutating func ets_slot_2(_ a: Arguments) -> Term {
        let table = table(a[0], .reading)
        if table == 0 { return .none }
        let record = etsTable(table).pointee
        let slots = Int(record.isTree ? record.count : record.buckets)
        guard a[1].isSmall, a[1].smallValue >= 0, a[1].smallValue <= slots else { return fail(.badarg) }
        if a[1].smallValue == slots { return atom("$end_of_table") }
        var object: Address = 0
        if record.isTree {
            for _ in 0...a[1].smallValue { object = nextObject(table, object, reversed: false) }
        } else {
            object = firstHashed(table, loadWord(record.root &+ UInt32(a[1].smallValue) &* 4), .max)
        }
        return copyObjects(table, object, inChain: !record.isTree, a, 2) ? a[2] : failOutOfMemory()
    }
}
