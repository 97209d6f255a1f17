// maps: what is native there, and its kin in erlang and erts_internal.
extension Machine {
    // MARK: Failures

    /// Records the error `{Tag, Value}` and answers `none`. Allocates nothing: in a guard nobody asks for the reason.
    mutating func fail(_ tag: Term, with value: Term) -> Term {
        failure = value
        failureTag = tag
        action = .raisePair
        return .none
    }

    // MARK: One key

    @inline(never)
    mutating func erlang_map_size_1(_ a: Arguments) -> Term {
        a[0].isMap ? Term(small: a[0].mapSize) : fail(.badmap, with: a[0])
    }

    /// `map_get(Key, Map)`.
    @inline(never)
    mutating func erlang_map_get_2(_ a: Arguments) -> Term {
        guard a[1].isMap else { return fail(.badmap, with: a[1]) }
        let value = mapValue(a[0], in: a[1])
        return value.isNone ? fail(.badkey, with: a[0]) : value
    }

    @inline(never)
    mutating func maps_get_2(_ a: Arguments) -> Term { erlang_map_get_2(a) }

    @inline(never)
    mutating func erlang_is_map_key_2(_ a: Arguments) -> Term {
        a[1].isMap ? Term(findValue(a[0], in: a[1]) != 0) : fail(.badmap, with: a[1])
    }

    @inline(never)
    mutating func maps_is_key_2(_ a: Arguments) -> Term { erlang_is_map_key_2(a) }

    /// `{ok, Value}` or `error`.
    @inline(never)
    mutating func maps_find_2(_ a: Arguments) -> Term {
        guard a[1].isMap else { return fail(.badmap, with: a[1]) }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        let value = mapValue(a[0], in: a[1])
        return value.isNone ? .error : makeTuple(.ok, value)
    }

    @inline(never)
    mutating func maps_put_3(_ a: Arguments) -> Term {
        guard a[2].isMap else { return fail(.badmap, with: a[2]) }
        let map = a[2]
        a[2] = a[1]
        a[1] = a[0]
        a[0] = map
        return mapPut(a.base, live: live)
    }

    @inline(never)
    mutating func maps_update_3(_ a: Arguments) -> Term {
        guard a[2].isMap else { return fail(.badmap, with: a[2]) }
        guard findValue(a[0], in: a[2]) != 0 else { return fail(.badkey, with: a[0]) }
        return maps_put_3(a)
    }

    @inline(never)
    mutating func maps_remove_2(_ a: Arguments) -> Term {
        guard a[1].isMap else { return fail(.badmap, with: a[1]) }
        let map = a[1]
        a[1] = a[0]
        a[0] = map
        return mapRemove(a.base, live: live)
    }

    /// `{Value, Map}` or `error`.
    @inline(never)
    mutating func maps_take_2(_ a: Arguments) -> Term {
        guard a[1].isMap else { return fail(.badmap, with: a[1]) }
        let place = findValue(a[0], in: a[1])
        if place == 0 { return .error }
        a[2] = load(place)
        live += 1
        a[0] = maps_remove_2(a)
        if a[0].isNone { return .none }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(a[2], a[0])
    }

    // MARK: Whole maps

    /// The keys of the map in `a[0]`, or its values: two words for each.
    private mutating func list(_ a: Arguments, values: Bool) -> Term {
        guard a[0].isMap else { return fail(.badmap, with: a[0]) }
        let count = a[0].mapSize
        if count == 0 { return .nil }
        guard ensure(count * 2, live: live) else { return failOutOfMemory() }
        charge(count / 10)
        let list = takeHeap(count * 2)
        var place = list
        var walk = MapWalk(a[0])
        while walk.next() {
            store(values ? walk.value : walk.key, place)
            store(Term(list: place &+ 8), place &+ 4)
            place = place &+ 8
        }
        store(.nil, place &- 4)
        return Term(list: list)
    }

    @inline(never)
    mutating func maps_keys_1(_ a: Arguments) -> Term { list(a, values: false) }
    @inline(never)
    mutating func maps_values_1(_ a: Arguments) -> Term { list(a, values: true) }

    /// A tuple of `count` pairs, to be filled, in `a[0]`; nil: there is no memory.
    private mutating func makePairs(_ count: Int) -> Address? {
        guard count <= 0x7F_FFFF, ensure(2 * count + 1, live: live) else {
            action = .outOfMemory
            return nil
        }
        let pairs = takeHeap(2 * count + 1)
        storeWord(Header.tuple(2 * count).bits, pairs)
        return pairs
    }

    @inline(never)
    mutating func maps_from_list_1(_ a: Arguments) -> Term {
        let count = length(of: a[0])
        if count < 0 { return fail(.badarg) }
        var rest = a[0]
        while rest.isList {
            guard rest.head.isTuple, rest.head.header.words == 2 else { return fail(.badarg) }
            rest = rest.tail
        }
        charge(count / 10)
        guard let pairs = makePairs(count) else { return .none }
        var place = pairs &+ 4
        rest = a[0]
        while rest.isList {
            store(rest.head.element(0), place)
            store(rest.head.element(1), place &+ 4)
            place = place &+ 8
            rest = rest.tail
        }
        a[0] = Term(boxed: pairs)
        return mapFromPairs(a.base, live: live, rejectingDuplicates: false)
    }

    @inline(never)
    mutating func maps_from_keys_2(_ a: Arguments) -> Term {
        let count = length(of: a[0])
        if count < 0 { return fail(.badarg) }
        charge(count / 10)
        guard let pairs = makePairs(count) else { return .none }
        var place = pairs &+ 4
        var rest = a[0]
        while rest.isList {
            store(rest.head, place)
            store(a[1], place &+ 4)
            place = place &+ 8
            rest = rest.tail
        }
        a[0] = Term(boxed: pairs)
        return mapFromPairs(a.base, live: live, rejectingDuplicates: false)
    }

    /// The associations of both; of equal keys that of the second. Where one is much smaller, its associations are put into the
    /// other, which keeps most of its nodes; otherwise all are sorted anew.
    @inline(never)
    mutating func maps_merge_2(_ a: Arguments) -> Term {
        guard a[0].isMap else { return fail(.badmap, with: a[0]) }
        guard a[1].isMap else { return fail(.badmap, with: a[1]) }
        let first = a[0].mapSize
        let second = a[1].mapSize
        if second == 0 || a[0] == a[1] { return a[0] }
        if first == 0 { return a[1] }
        charge((first + second) / 10)
        if first > MapLimits.flat && second < first / 8 { return putAll(a, into: 0, from: 1) }
        if second > MapLimits.flat && first < second / 8 { return putAll(a, into: 1, from: 0) }
        guard let pairs = makePairs(first + second) else { return .none }
        _ = copyPairs(a[1], to: copyPairs(a[0], to: pairs &+ 4))
        a[0] = Term(boxed: pairs)
        return mapFromPairs(a.base, live: live, rejectingDuplicates: false)
    }

    private mutating func copyPairs(_ map: Term, to address: Address) -> Address {
        var place = address
        var walk = MapWalk(map)
        while walk.next() {
            store(walk.key, place)
            store(walk.value, place &+ 4)
            place = place &+ 8
        }
        return place
    }

    /// Puts the associations of the map in `a[from]` into that in `a[into]`; those of `a[1]` count where both have a key.
    private mutating func putAll(_ a: Arguments, into: Int, from: Int) -> Term {
        let count = a[from].mapSize
        guard let pairs = makePairs(count) else { return .none }
        _ = copyPairs(a[from], to: pairs &+ 4)
        a[0] = a[into]
        a[1] = .nil
        a[2] = .nil
        a[3] = Term(boxed: pairs)
        live += 2
        var index = 0
        while index < count {
            a[1] = a[3].element(2 * index)
            a[2] = a[3].element(2 * index + 1)
            index += 1
            if into == 1 && findValue(a[1], in: a[0]) != 0 { continue }
            let map = mapPut(a.base, live: live)
            if map.isNone { return .none }
            a[0] = map
        }
        return a[0]
    }

    // MARK: Iterators

    /// Associations that an iterator of a large map has with it.
    private static let iteratorChunk = 16

    /// `map_next(Path, Map, iterator)`: `{Key, Value, {Key, Value, ... [Path | Map]}}`, or `none` where there is no more.
    /// `map_next(Path, Map, List)`: all associations as pairs before the list. A path is 0, or what an iterator has; or a list of
    /// keys in their order.
    @inline(never)
    mutating func erts_internal_map_next_3(_ a: Arguments) -> Term {
        guard a[1].isMap else { return fail(.badarg) }
        let isIterator = a[2] == .iterator
        if isIterator && (a[0].isList || a[0].isNil) { return nextOfKeys(a) }
        guard isIterator || a[2].isList || a[2].isNil else { return fail(.badarg) }
        guard let path = uint32(a[0]) else { return fail(.badarg) }
        let size = a[1].mapSize
        let isFlat = a[1].header.kind == .flatMap
        if size == 0 { return isIterator ? .noneAtom : a[2] }
        // A flat map's walk begins at its first association, whatever the path.
        guard isIterator else { return pairs(a, path: path) }
        // What is behind eight levels with equal hashes is not parted.
        var walk = MapWalk(a[1], from: path)
        var count = 0
        while isFlat || count < Machine.iteratorChunk || !walk.isAtBoundary(), walk.next() { count += 1 }
        guard ensure(4 * count + 4, live: live) else { return failOutOfMemory() }
        if count == 0 { return .noneAtom }
        walk = MapWalk(a[1], from: path)
        let result = takeHeap(4 * count)
        var place = result
        var index = 0
        while index < count && walk.next() {
            storeWord(Header.tuple(3).bits, place)
            store(walk.key, place &+ 4)
            store(walk.value, place &+ 8)
            store(Term(boxed: place &+ 16), place &+ 12)
            place = place &+ 16
            index += 1
        }
        var rest = Term.noneAtom
        if walk.next() {
            // There is room for it.
            rest = makeCell(makeInteger(UInt64(walk.path(in: a[1])), live: live), a[1])
        }
        store(rest, place &- 4)
        return Term(boxed: result)
    }

    /// What a comprehension goes on with behind an iterator's associations: `map_next(Path, Map, iterator)` of `[Path | Map]`.
    @inline(never)
    mutating func erts_internal_mc_refill_1(_ a: Arguments) -> Term {
        let rest = a[0]
        guard rest.isList else { return fail(.functionClause) }
        return firstOfIterator(a, path: rest.head, map: rest.tail)
    }

    /// What a comprehension over a map or an iterator begins with; `[]` for anything else.
    @inline(never)
    mutating func erts_internal_mc_iterator_1(_ a: Arguments) -> Term {
        let given = a[0]
        if given.isMap { return firstOfIterator(a, path: Term(small: 0), map: given) }
        if given.isList {
            let iterator = firstOfIterator(a, path: given.head, map: given.tail)
            if iterator.isNone, case .raise = action { return .nil }
            return iterator
        }
        var rest = given
        while rest.isTuple && rest.header.words == 3 { rest = rest.element(2) }
        return rest == .noneAtom || rest.isList && rest.tail.isMap ? given : .nil
    }

    private mutating func firstOfIterator(_ a: Arguments, path: Term, map: Term) -> Term {
        a[0] = path
        a[1] = map
        a[2] = .iterator
        live += 2
        let iterator = erts_internal_map_next_3(a)
        live -= 2
        return iterator
    }

    /// The associations from a path on as pairs before the list `a[2]`.
    private mutating func pairs(_ a: Arguments, path: UInt32) -> Term {
        let size = a[1].mapSize
        guard ensure(5 * size, live: live) else { return failOutOfMemory() }
        charge(size / 4)
        var walk = MapWalk(a[1], from: path)
        var first = a[2]
        var last = Term.nil
        while walk.next() {
            let cell = makeCell(makeTuple(walk.key, walk.value), a[2])
            if last.isNil { first = cell } else { last.tail = cell }
            last = cell
        }
        return first
    }

    /// The first of the keys `a[0]`, as an iterator.
    private mutating func nextOfKeys(_ a: Arguments) -> Term {
        if a[0].isNil { return .noneAtom }
        if findValue(a[0].head, in: a[1]) == 0 { return fail(.badarg) }
        guard ensure(6, live: live) else { return failOutOfMemory() }
        let rest = a[0].tail.isNil ? .noneAtom : makeCell(a[0].tail, a[1])
        return makeTuple(a[0].head, mapValue(a[0].head, in: a[1]), rest)
    }

    /// -1, 0 or 1 as the first is before, equal to or after the second in the order of keys.
    @inline(never)
    mutating func erts_internal_cmp_term_2(_ a: Arguments) -> Term {
        let order = keyOrder(a[0], a[1])
        return Term(small: order < 0 ? -1 : order > 0 ? 1 : 0)
    }

    /// The tuple of keys that a small map shares with others.
    @inline(never)
    mutating func erts_internal_map_to_tuple_keys_1(_ a: Arguments) -> Term {
        guard a[0].isMap else { return fail(.badmap, with: a[0]) }
        return a[0].header.kind == .flatMap ? a[0].boxedTerm(0) : fail(.badarg)
    }
}
