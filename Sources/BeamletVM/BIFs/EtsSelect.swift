// ets: everything that goes through tables with patterns and match specifications.
//
// There is one walk (`select`), and what it does with a match is its `Visit`. Results are put in front of a list, so a tree is
// walked against the order that is wished for. Where the key is a constant of every clause only its objects are looked at.
//
// A compiled specification is `{Specification}`, and a continuation holds that too: each call compiles it anew, in time proportional to its size. What the BEAM has instead, a reference to a program, would be memory of which only a
// search of all heaps tells whether anybody needs it still.
struct EtsSelection {
    var program = MatchProgram()
    var table: Address = 0
    var visit = Visit.collect
    /// Backwards in a tree.
    var isReversed = false
    /// Most results of a call.
    var limit = Int.max
    /// What has matched, and what has been looked at.
    var count = 0
    var visited = 0

    /// What is done with what matches. All but the first want the result `true`, the last one an object with the same key.
    enum Visit { case collect, count, delete, replace }
}

extension Machine {
    // The X registers: the arguments in the first three, the list of results, the specification.
    private static let results = 3
    private static let specification = 4

    // MARK: Walking

    /// Copies a result to the heap and puts it in front of the list of results. False: there is no memory.
    private mutating func collect(_ result: Term, size: Int, _ a: Arguments) -> Bool {
        // Where there is room for it, the copy needs no fragment.
        guard ensure(size + 2, live: Machine.matchArguments), let copy = copyMessage(result, to: current) else {
            return false
        }
        a[Machine.matchArguments] = copy
        guard ensure(2, live: Machine.matchArguments + 1) else { return false }
        a[Machine.results] = makeCell(a[Machine.matchArguments], a[Machine.results])
        return true
    }

    /// Looks at one object. False: it cannot go on.
    @inline(never)
    private mutating func visit(_ object: Address, _ s: inout EtsSelection, _ a: Arguments) -> Bool {
        s.visited += 1
        let result = run(&s.program, root: object &+ 8)
        if s.program.isAborted { return false }
        var isDone = true
        if result.isSomething, s.visit == .collect || s.visit == .replace || result == .true {
            s.count += 1
            switch s.visit {
            case .collect: isDone = collect(result, size: arena.size(of: object) / 4, a)
            case .count: break
            case .delete: _ = eraseObject(s.table, link(of: object, in: s.table))
            case .replace: isDone = replaceObject(s.table, object, with: result)
            }
            if !isDone { action = .outOfMemory }
        }
        releaseTemporaries(&s.program)
        return isDone
    }

    /// Looks at the objects of all clauses' keys, where each has one. In a tree only one clause may have one: the order would be
    /// theirs. Nil: they have not.
    private mutating func visitKeys(_ s: inout EtsSelection, _ a: Arguments) -> Bool? {
        let end = s.program.code.count
        var clause = 0
        while clause < end {
            if Term(bits: s.program.code[clause + 2]).isNone
                || clause != 0 && etsTable(s.table).pointee.isTree
            {
                return nil
            }
            clause = Int(s.program.code[clause])
        }
        clause = 0
        while clause < end {
            let key = Term(bits: s.program.code[clause + 2])
            var earlier = 0
            while earlier < clause, !exactlyEqual(Term(bits: s.program.code[earlier + 2]), key) {
                earlier = Int(s.program.code[earlier])
            }
            let link = earlier == clause ? findObject(s.table, key) : 0
            var object = link == 0 ? 0 : loadWord(link)
            while object != 0 {
                let next = nextOfKey(s.table, object)
                if !visit(object, &s, a) { return false }
                object = next
            }
            clause = Int(s.program.code[clause])
        }
        return true
    }

    /// Looks at objects from one on until there are enough results. Answers where the next call goes on: in a tree the last object that was
    /// looked at, else the next one, which is the first of its bucket; 0: that was all. Nil: it cannot go on.
    private mutating func visitAll(_ first: Address, _ s: inout EtsSelection, _ a: Arguments) -> Address? {
        let shift = etsTable(s.table).pointee.shift
        let isTree = etsTable(s.table).pointee.isTree
        var object = first
        while object != 0 {
            let next = nextObject(s.table, object, reversed: s.isReversed)
            let bucket = loadWord(object &+ 4) &>> shift
            if !visit(object, &s, a) { return nil }
            if s.count >= s.limit {
                if isTree { return object }
                if next == 0 || loadWord(next &+ 4) &>> shift != bucket { return next }
            }
            object = next
        }
        return 0
    }

    /// Compiles the specification and walks from an object on, or through the objects of the keys that are asked for.
    @inline(never)
    private mutating func walk(_ s: inout EtsSelection, from first: Address, _ a: Arguments, byKeys: Bool) -> Term {
        defer { release(&s.program) }
        guard compile(a[Machine.specification], key: Int(etsTable(s.table).pointee.key), &s.program),
            s.visit != .replace || keepsKeys(a[Machine.specification], s.table)
        else { return s.program.isAborted ? .none : fail(.badarg) }
        // Where there are results enough already, the walk is where it was.
        var stop = first
        if s.count < s.limit {
            stop = 0
            if let isDone = byKeys ? visitKeys(&s, a) : nil {
                if !isDone { return .none }
            } else {
                guard let place = visitAll(first, &s, a) else { return .none }
                stop = place
            }
        }
        charge(s.visited / 4)
        if s.visit == .collect { return answer(s, stop: stop, a) }
        if !etsTable(s.table).pointee.isTree { shrinkBuckets(s.table) }
        return Term(small: s.count)
    }

    // MARK: Answers

    /// What `select` answers: all results, or the first `limit` of them and a continuation:
    ///
    ///     {Table, Bucket, Limit, {Specification}, Results, HowMany}      Bucket -1: there are only these results left
    ///     {Table, Key, [], Limit, {Specification}, [], Reversed, 0}      in a tree
    @inline(never)
    private mutating func answer(_ s: borrowing EtsSelection, stop: Address, _ a: Arguments) -> Term {
        if s.limit == .max { return a[Machine.results] }
        let end = atom("$end_of_table")
        if stop == 0, s.count == 0 { return end }
        let isTree = etsTable(s.table).pointee.isTree
        let count = min(s.count, s.limit)
        // In front of the list is what came last.
        guard ensure(2 * count, live: Machine.matchArguments) else { return failOutOfMemory() }
        var rest = a[Machine.results]
        var list = Term.nil
        var index = 0
        while index < count {
            list = makeCell(rest.head, list)
            rest = rest.tail
            index += 1
        }
        a[Machine.results] = rest
        a[1] = list
        a[2] = Term(small: -1)
        if stop != 0 {
            if isTree {
                let key = etsKey(s.table, stop)
                guard ensure(arena.size(of: stop) / 4, live: Machine.matchArguments),
                    let copy = copyMessage(key, to: current)
                else { return failOutOfMemory() }
                a[2] = copy
            } else {
                a[2] = Term(small: Int(loadWord(stop &+ 4) &>> etsTable(s.table).pointee.shift))
            }
        }
        guard ensure(16, live: Machine.matchArguments) else { return failOutOfMemory() }
        if stop == 0, rest.isNil { return makeTuple(a[1], end) }
        let limit = Term(small: s.limit)
        let table = a[0].isTuple ? a[0].element(0) : a[0]
        let program = takeHeap(2)
        storeWord(Header.tuple(1).bits, program)
        store(a[Machine.specification], program &+ 4)
        let words = isTree ? 8 : 6
        let continuation = takeHeap(words + 1)
        storeWord(Header.tuple(words).bits, continuation)
        let parts = continuation &+ 4
        store(table, parts)
        store(a[2], parts &+ 4)
        if isTree {
            store(.nil, parts &+ 8)
            store(limit, parts &+ 12)
            store(Term(boxed: program), parts &+ 16)
            store(.nil, parts &+ 20)
            store(Term(small: s.isReversed ? 1 : 0), parts &+ 24)
            store(Term(small: 0), parts &+ 28)
        } else {
            store(limit, parts &+ 8)
            store(Term(boxed: program), parts &+ 12)
            store(a[Machine.results], parts &+ 16)
            store(Term(small: s.count - count), parts &+ 20)
        }
        return makeTuple(a[1], Term(boxed: continuation))
    }

    /// `select(Continuation)` and its kin.
    @inline(never)
    private mutating func selectMore(_ a: Arguments) -> Term {
        if word(a[0], in: "$end_of_table") == 0 { return a[0] }
        guard a[0].isTuple, a[0].header.words > 0 else { return fail(.badarg) }
        var s = EtsSelection()
        s.table = table(a[0].element(0), .reading)
        if s.table == 0 { return .none }
        let isTree = etsTable(s.table).pointee.isTree
        guard a[0].header.words == (isTree ? 8 : 6) else { return fail(.badarg) }
        let limit = a[0].element(isTree ? 3 : 2)
        let program = a[0].element(isTree ? 4 : 3)
        let rest = a[0].element(isTree ? 5 : 4)
        s.count = length(of: rest)
        guard limit.isSmall, limit.smallValue > 0,
            program.isTuple, program.header.words == 1, s.count >= 0
        else { return fail(.badarg) }
        s.limit = limit.smallValue
        var first: Address = 0
        if isTree {
            s.isReversed = a[0].element(6) == Term(small: 1)
            first = seek(s.table, a[0].element(1), inclusive: false, reversed: s.isReversed)
        } else if a[0].element(1).isSmall, a[0].element(1).smallValue >= 0 {
            first = firstHashed(s.table, 0, UInt32(a[0].element(1).smallValue))
        }
        prepare(a, arguments: 1)
        a[Machine.results] = rest
        a[Machine.specification] = program.element(0)
        return walk(&s, from: first, a, byKeys: false)
    }

    /// The registers behind the arguments become terms.
    private mutating func prepare(_ a: Arguments, arguments: Int) {
        var index = arguments
        while index < Machine.matchArguments {
            a[index] = .nil
            index += 1
        }
    }

    /// `select` and its kin on a table, `a[0]`, with a specification, or with a pattern and the body that belongs to it.
    @inline(never)
    private mutating func select(
        _ a: Arguments, _ visit: EtsSelection.Visit, arguments: Int, body: StaticString = "", reversed: Bool = false
    ) -> Term {
        var s = EtsSelection()
        s.visit = visit
        s.table = table(a[0], visit == .collect || visit == .count ? .reading : .writing)
        if s.table == 0 { return .none }
        if visit == .replace, etsTable(s.table).pointee.type == .bag { return failBadarg(cause: "table_type") }
        let isLimited = arguments == 3
        if isLimited {
            guard a[2].isSmall, a[2].smallValue > 0 else { return fail(.badarg) }
            s.limit = a[2].smallValue
        }
        // Results are put in front of each other; where there is a limit, they are turned round in the end.
        s.isReversed = reversed == isLimited
        prepare(a, arguments: arguments)
        if body.utf8CodeUnitCount == 0 {
            a[Machine.specification] = a[1]
        } else {
            a[Machine.results] = atom(body)
            guard ensure(8, live: Machine.matchArguments) else { return failOutOfMemory() }
            let clause = makeTuple(a[1], .nil, makeCell(a[Machine.results], .nil))
            a[Machine.specification] = makeCell(clause, .nil)
            a[Machine.results] = .nil
        }
        // An empty specification is wrong everywhere else.
        if a[Machine.specification].isNil {
            return visit != .collect ? Term(small: 0) : isLimited ? atom("$end_of_table") : .nil
        }
        return walk(&s, from: nextObject(s.table, 0, reversed: s.isReversed), a, byKeys: true)
    }

    @inline(never)
    mutating func ets_match_1(_ a: Arguments) -> Term { selectMore(a) }
    @inline(never)
    mutating func ets_match_object_1(_ a: Arguments) -> Term { selectMore(a) }
    @inline(never)
    mutating func ets_select_1(_ a: Arguments) -> Term { selectMore(a) }
    @inline(never)
    mutating func ets_select_reverse_1(_ a: Arguments) -> Term { selectMore(a) }
    @inline(never)
    mutating func ets_match_2(_ a: Arguments) -> Term { select(a, .collect, arguments: 2, body: "$$") }
    @inline(never)
    mutating func ets_match_3(_ a: Arguments) -> Term { select(a, .collect, arguments: 3, body: "$$") }
    @inline(never)
    mutating func ets_match_object_2(_ a: Arguments) -> Term { select(a, .collect, arguments: 2, body: "$_") }
    @inline(never)
    mutating func ets_match_object_3(_ a: Arguments) -> Term { select(a, .collect, arguments: 3, body: "$_") }
    @inline(never)
    mutating func ets_select_2(_ a: Arguments) -> Term { select(a, .collect, arguments: 2) }
    @inline(never)
    mutating func ets_select_3(_ a: Arguments) -> Term { select(a, .collect, arguments: 3) }
    @inline(never)
    mutating func ets_select_reverse_2(_ a: Arguments) -> Term { select(a, .collect, arguments: 2, reversed: true) }
    @inline(never)
    mutating func ets_select_reverse_3(_ a: Arguments) -> Term { select(a, .collect, arguments: 3, reversed: true) }
    @inline(never)
    mutating func ets_select_count_2(_ a: Arguments) -> Term { select(a, .count, arguments: 2) }
    @inline(never)
    mutating func ets_internal_select_delete_2(_ a: Arguments) -> Term { select(a, .delete, arguments: 2) }
    @inline(never)
    mutating func ets_select_replace_2(_ a: Arguments) -> Term { select(a, .replace, arguments: 2) }

    // MARK: select_replace

    /// Puts an object in another's place. False: there is no memory. One with another key, which `keepsKeys` did not see, is left.
    private mutating func replaceObject(_ table: Address, _ object: Address, with tuple: Term) -> Bool {
        let key = Int(etsTable(table).pointee.key)
        guard tuple.isTuple, tuple.header.words > key, exactlyEqual(tuple.element(key), etsKey(table, object)) else {
            return true
        }
        let new = makeObject(tuple)
        if new == 0 { return false }
        if etsTable(table).pointee.isSet {
            insertObject(table, new)
            return true
        }
        // Among others of its key it keeps its place.
        let link = link(of: object, in: table)
        storeWord(loadWord(object), new)
        storeWord(loadWord(object &+ 4), new &+ 4)
        storeWord(new, link)
        etsTable(table).pointee.bytes = etsTable(table).pointee.bytes &+ etsBytes(new) &- etsBytes(object)
        freeObject(object)
        return true
    }

    /// Whether each clause of a specification, which is right, has a body that is an object with the same key, as far as can be seen.
    private mutating func keepsKeys(_ specification: Term, _ table: Address) -> Bool {
        let key = Int(etsTable(table).pointee.key)
        var rest = specification
        while rest.isList {
            let pattern = rest.head.element(0)
            let body = rest.head.element(2)
            guard body.tail.isNil else { return false }
            rest = rest.tail
            var tuple = body.head
            if word(tuple, in: "$_") == 0 { continue }
            guard tuple.isTuple, pattern.isTuple, pattern.header.words > key else { return false }
            let isConstant = tuple.header.words == 2
            let old = pattern.element(key)
            tuple = tuple.element(tuple.header.words - 1)
            guard tuple.isTuple, tuple.header.words > key else { return false }
            let new = tuple.element(key)
            if exactlyEqual(new, old), isBound(old, inPattern: true, known: !isConstant) { continue }
            guard new.isTuple, new.header.words == 3, word(new.element(0), in: "element") == 0,
                new.element(1) == Term(small: key + 1), word(new.element(2), in: "$_") == 0
            else { return false }
        }
        return true
    }

    // MARK: Specifications without a table

    /// A compiled specification.
    @inline(never)
    mutating func ets_match_spec_compile_1(_ a: Arguments) -> Term {
        guard isSpecification(a[0]) else { return .none }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        let program = takeHeap(2)
        storeWord(Header.tuple(1).bits, program)
        store(a[0], program &+ 4)
        return Term(boxed: program)
    }

    /// Whether a term is a specification. If not, the error is set.
    private mutating func isSpecification(_ term: Term) -> Bool {
        var program = MatchProgram()
        defer { release(&program) }
        if compile(term, key: 0, &program) { return true }
        if !program.isAborted { _ = fail(.badarg) }
        return false
    }

    @inline(never)
    mutating func ets_is_compiled_ms_1(_ a: Arguments) -> Term {
        guard a[0].isTuple, a[0].header.words == 1 else { return .false }
        if isSpecification(a[0].element(0)) { return .true }
        if case .raise = action { return .false }
        return .none
    }

    /// `match_spec_run_r(List, Compiled, Results)`: the results in front of those that there are, the last one first.
    @inline(never)
    mutating func ets_match_spec_run_r_3(_ a: Arguments) -> Term {
        guard a[1].isTuple, a[1].header.words == 1, isProperList(a[0]) else { return fail(.badarg) }
        a[3] = a[2]
        a[4] = .nil
        var s = EtsSelection()
        defer { release(&s.program) }
        guard compile(a[1].element(0), key: 0, &s.program) else { return s.program.isAborted ? .none : fail(.badarg) }
        a[4] = a[0]
        while a[4].isList {
            let object = makeObject(a[4].head)
            if object == 0 { return failOutOfMemory() }
            a[4] = a[4].tail
            let isDone = visit(object, &s, a)
            freeObject(object)
            if !isDone { return .none }
        }
        charge(s.visited / 4)
        return a[3]
    }

    /// `match_spec_test(Term, Specification, table)`: `{ok, Result, [], []}` or `{error, []}`: what is wrong is not told.
    @inline(never)
    mutating func erlang_match_spec_test_3(_ a: Arguments) -> Term {
        guard word(a[2], in: "table") == 0 else { return fail(.badarg) }
        let object = makeObject(a[0])
        if object == 0 { return failOutOfMemory() }
        a[3] = .nil
        a[4] = .nil
        var s = EtsSelection()
        let isRight = compile(a[1], key: 0, &s.program)
        let isDone = isRight && visit(object, &s, a)
        let isAborted = s.program.isAborted || isRight && !isDone
        release(&s.program)
        freeObject(object)
        if isAborted { return .none }
        guard ensure(7, live: Machine.matchArguments) else { return failOutOfMemory() }
        if !isRight { return makeTuple(.error, .nil) }
        let tuple = takeHeap(5)
        storeWord(Header.tuple(4).bits, tuple)
        store(.ok, tuple &+ 4)
        store(a[3].isList ? a[3].head : .false, tuple &+ 8)
        store(.nil, tuple &+ 12)
        store(.nil, tuple &+ 16)
        return Term(boxed: tuple)
    }
}
