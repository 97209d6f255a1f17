// records: native records whose names are known at run time only.
extension Machine {
    /// Records the error `{Tag, Value}` where the term is no native record of the right kind.
    private mutating func field(_ a: Arguments, _ get: (Term) -> Term, _ wrong: Term = .badarg) -> Term {
        if a[0].isNativeRecord { return get(a[0].definition) }
        return wrong == .badarg ? fail(.badarg) : fail(wrong, with: a[0])
    }

    @inline(never)
    mutating func records_get_module_1(_ a: Arguments) -> Term { field(a, { $0.element(0) }) }
    @inline(never)
    mutating func records_get_name_1(_ a: Arguments) -> Term { field(a, { $0.element(1) }) }
    @inline(never)
    mutating func records_is_exported_1(_ a: Arguments) -> Term { field(a, { $0.element(2) }, .badrecord) }

    @inline(never)
    mutating func records_get_2(_ a: Arguments) -> Term {
        let value = recordField(a[1], a[0], .nil)
        return value.isNone ? fail(.badarg) : value
    }

    @inline(never)
    mutating func records_get_field_names_1(_ a: Arguments) -> Term {
        guard a[0].isNativeRecord else { return fail(.badrecord, with: a[0]) }
        var index = a[0].definition.fieldCount
        guard ensure(2 * index, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        while index > 0 {
            index -= 1
            list = makeCell(a[0].definition.element(3 + index), list)
        }
        return list
    }

    /// `{#{is_exported => Boolean}, [Field | {Field, Default}]}`
    @inline(never)
    mutating func records_get_definition_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom else { return fail(.badarg) }
        let definition = recordDefinition(a[0], a[1])
        if definition.isNil { return fail(.badarg) }
        let count = definition.fieldCount
        guard ensure(5 * count + 8, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index = count
        while index > 0 {
            index -= 1
            let value = definition.element(3 + count + index)
            let name = definition.element(3 + index)
            list = makeCell(value.isNone ? name : makeTuple(name, value), list)
        }
        let top = takeHeap(5)
        storeWord(Header.tuple(1).bits, top)
        store(.isExported, top &+ 4)
        storeWord(Header(.flatMap, words: 2).bits, top &+ 8)
        store(Term(boxed: top), top &+ 12)
        store(definition.element(2), top &+ 16)
        return makeTuple(Term(boxed: top &+ 8), list)
    }

    /// Records `{badfield, {{Module, Name}, Field}}`, module and name being the arguments `index` and the one after it.
    private mutating func failField(_ a: Arguments, _ index: Int, field: Term) -> Term {
        // Behind the four arguments, which the trace will show as they were.
        a[4] = field
        guard ensure(6, live: live + 1) else { return failOutOfMemory() }
        return fail(.badfield, with: makeTuple(makeTuple(a[index], a[index + 1]), a[4]))
    }

    /// `create(Module, Name, [{Field, Value}], #{is_exported => Boolean})`: a record with a definition of its own.
    @inline(never)
    mutating func records_create_4(_ a: Arguments) -> Term {
        guard a[3].isMap else { return fail(.badmap, with: a[3]) }
        let isExported = mapValue(.isExported, in: a[3])
        guard isExported == .true || isExported == .false else { return fail(.badarg) }
        guard a[0].isAtom, a[1].isAtom else { return fail(.badrecord, with: a[1]) }
        let count = length(of: a[2])
        if count < 0 || count > Self.mostFields { return fail(.badarg) }
        var rest = a[2]
        while rest.isList {
            guard rest.head.isTuple, rest.head.header.words == 2 else { return fail(.badarg) }
            let name = rest.head.element(0)
            guard name.isAtom else { return failField(a, 0, field: name) }
            var earlier = a[2]
            while earlier != rest {
                if earlier.head.element(0) == name { return fail(.badarg) }
                earlier = earlier.tail
            }
            rest = rest.tail
        }
        guard ensure(3 * count + 6, live: live) else { return failOutOfMemory() }
        let definition = takeHeap(2 * count + 4)
        storeWord(Header.tuple(2 * count + 3).bits, definition)
        store(a[0], definition &+ 4)
        store(a[1], definition &+ 8)
        store(isExported, definition &+ 12)
        let record = takeHeap(count + 2)
        storeWord(Header(.record, words: count + 1).bits, record)
        store(Term(boxed: definition), record &+ 4)
        rest = a[2]
        var place: UInt32 = 0
        while rest.isList {
            store(rest.head.element(0), definition &+ 16 &+ place)
            store(.none, definition &+ 16 &+ place &+ UInt32(count) &* 4)
            store(rest.head.element(1), record &+ 8 &+ place)
            place = place &+ 4
            rest = rest.tail
        }
        return Term(boxed: record)
    }

    /// `update(Record, Module, Name, #{Field => Value})`
    @inline(never)
    mutating func records_update_4(_ a: Arguments) -> Term {
        guard a[0].isNativeRecord else { return fail(.badrecord, with: a[0]) }
        guard a[0].definition.isDefinition(of: a[1], a[2]) else { return fail(.badrecord, with: a[2]) }
        guard a[3].isMap else { return fail(.badmap, with: a[3]) }
        let words = a[0].header.words + 1
        guard ensure(words, live: live) else { return failOutOfMemory() }
        let record = process(current).pointee.heapTop
        copyWords(a[0].boxedAddress, to: record, words: words)
        var walk = MapWalk(a[3])
        while walk.next() {
            let index = a[0].definition.fieldIndex(walk.key)
            if index < 0 { return failField(a, 1, field: walk.key) }
            store(walk.value, record &+ 8 &+ UInt32(index) &* 4)
        }
        return Term(boxed: takeHeap(words))
    }

    @inline(never)
    mutating func erlang_is_record_1(_ a: Arguments) -> Term { Term(a[0].isNativeRecord) }
}
