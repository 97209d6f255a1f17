// ets: everything that goes through tables with patterns and match specifications.
//
// There is one walk (`select`), and what it does with a match is its `Visit`. Results are put in front of a list, so a tree is
// walked against the order that is wished for. Where the key is a constant of each clause's pattern, only those keys' objects are
// looked at.
//
// A walk lets others run (`rest`), who may do to the table what they like. Considered: each walk that waits is on a list of its table,
// and whoever frees an object moves on those that stand at it. That is something to look at for each object that goes. Instead
// a walk has a place as on the BEAM, in a table that it fixes for so long: the key of the next object of a tree, or the number of a
// bucket; so in a hashed table it waits between buckets only. Where its table is gone then, or no longer to be used, it fails as on
// the BEAM. What others insert or delete behind its place it does not see.
//
// A compiled specification is `{Specification}`, and a continuation holds that too: each call compiles it anew, in time proportional to its size. What the BEAM has instead, a reference to a program, would be memory of which only a
// search of all heaps tells whether anybody needs it still.
struct EtsSelection {
    var program = MatchProgram()
    var table: Address = 0
    var visit = Visit.collect
    /// What it does with its table.
    var use = Machine.EtsUse.reading
    /// Backwards in a tree.
    var isReversed = false
    /// Most results of a call.
    var limit = Int.max
    /// What has matched.
    var count = 0

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

    /// Looks at one object, unless it cannot go on (`isAborted`).
    @inline(never)
    private mutating func visit(_ object: Address, _ s: inout EtsSelection, _ a: Arguments) {
        chargeVisit(object, words: s.program.code.count &* 2)
        // What a guard or a body calls must not let others run, who might free the object.
        pausedCount += Machine.mostPaused
        let result = run(&s.program, root: object &+ 8)
        if result.isSomething, s.visit == .collect || s.visit == .replace || result == .true {
            s.count += 1
            var isDone = true
            switch s.visit {
            case .collect: isDone = collect(result, size: arena.size(of: object) / 4, a)
            case .count: break
            case .delete: _ = eraseObject(s.table, link(of: object, in: s.table))
            case .replace: isDone = replaceObject(s.table, object, with: result)
            }
            if !isDone { abort(&s.program) }
        }
        releaseTemporaries(&s.program)
        pausedCount -= Machine.mostPaused
    }

    /// Lets others run where the slice is over. Answers with which object the walk goes on in place of `next`; 0: that was all, or it
    /// cannot go on (`isAborted`). Where there is no memory for its place, nobody else runs. Where `next` is 0, the answer is of no use.
    @inline(never)
    private mutating func rest(_ s: inout EtsSelection, before next: Address, _ a: Arguments) -> Address {
        if process(current).pointee.reductions > 0 { return next }
        var key = Term.nil
        var hash: UInt32 = 0
        if next != 0 {
            hash = loadWord(next &+ 4)
            key = keep(etsKey(s.table, next), &s.program)
        }
        if s.program.isAborted || !addFix(s.table) {
            s.program.isAborted = false
            return next
        }
        let low = etsTable(s.table).pointee.low
        let goesOn = pause()
        let found = findTable(numbered: low)
        // Its buckets are as they were until somebody else runs again.
        if found != 0 { dropFix(found, of: process(current).pointee.pid, all: false) }
        if !goesOn || permitted(found, .true, s.use) == 0 {
            s.program.isAborted = true
            return 0
        }
        let object =
            etsTable(found).pointee.isTree
            ? seek(found, key, inclusive: true, reversed: s.isReversed)
            : firstHashed(found, 0, hash &>> etsTable(found).pointee.shift)
        releaseTemporaries(&s.program)
        return object
    }

    /// Puts the clauses' keys into the order of a walk. False: a clause has none, or there is no memory for them. Others may run
    /// meanwhile.
    private mutating func sortKeys(_ s: inout EtsSelection) -> Bool {
        let kind = etsTable(s.table).pointee.isTree ? SortedKind.terms : .flat
        var clause = 0
        while clause < s.program.code.count {
            let key = s.program.code[clause + 2]
            clause = Int(s.program.code[clause])
            if key == Term.none.bits || !s.program.pending.push(key, &self) { return false }
        }
        sort(kind, s.program.pending.address, 0, count: s.program.pending.count)
        return true
    }

    /// Looks at the objects of the clauses' keys.
    private mutating func visitKeys(_ s: inout EtsSelection, _ a: Arguments) {
        let isTree = etsTable(s.table).pointee.isTree
        let count = s.program.pending.count
        var last = Term.none
        var index = 0
        while index < count, !s.program.isAborted {
            let key = Term(bits: s.program.pending[s.isReversed ? count &- 1 &- index : index])
            index += 1
            if last.isSomething, isTree ? order(key, last) == 0 : exactlyEqual(key, last) { continue }
            last = key
            var object = firstOfKey(s.table, key)
            while object != 0 {
                let next = nextOfKey(s.table, object)
                visit(object, &s, a)
                object = next
            }
            _ = rest(&s, before: 0, a)
        }
    }

    /// Looks at objects from one on until there are enough results. Answers where the next call goes on: in a tree the last object that was
    /// looked at, else the next one, which is the first of its bucket; 0: that was all.
    private mutating func visitAll(_ first: Address, _ s: inout EtsSelection, _ a: Arguments) -> Address {
        let shift = etsTable(s.table).pointee.shift
        let isTree = etsTable(s.table).pointee.isTree
        var object = first
        while object != 0, !s.program.isAborted {
            let next = nextObject(s.table, object, reversed: s.isReversed)
            let bucket = loadWord(object &+ 4) &>> shift
            visit(object, &s, a)
            // Half of the steps are searches from the root.
            if isTree { charge(14) }
            // Else it may have been deleted.
            if isTree, s.count >= s.limit { return object }
            object = next
            if next != 0, isTree || loadWord(next &+ 4) &>> shift != bucket {
                if s.count >= s.limit { return next }
                object = rest(&s, before: next, a)
            }
        }
        return object
    }

    /// Compiles the specification and walks: on from where the continuation in `a[0]` says, or through the whole table, or only the
    /// objects of the clauses' keys.
    @inline(never)
    private mutating func walk(_ s: inout EtsSelection, _ a: Arguments) -> Term {
        defer { release(&s.program) }
        let record = etsTable(s.table)
        let low = record.pointee.low
        let key = Int(record.pointee.key)
        let isTree = record.pointee.isTree
        guard compile(a[Machine.specification], key: key, &s.program),
            s.visit != .replace || keepsKeys(a[Machine.specification], key)
        else { return s.program.isAborted ? .none : fail(.badarg) }
        let goesOn = a[0].isTuple
        let byKeys = !goesOn && sortKeys(&s)
        // Others may have run.
        if permitted(findTable(numbered: low), .true, s.use) == 0 { return .none }
        var stop: Address = 0
        if !goesOn {
            stop = nextObject(s.table, 0, reversed: s.isReversed)
        } else if a[0].element(2).isNil {
            let place = a[0].element(1)
            if isTree {
                stop = seek(s.table, place, inclusive: false, reversed: s.isReversed)
            } else if place.isSmall, place.smallValue >= 0 {
                stop = firstHashed(s.table, 0, UInt32(place.smallValue))
            }
        }
        // Where there are results enough already, the walk is where it was.
        if byKeys {
            visitKeys(&s, a)
            stop = 0
        } else if s.count < s.limit {
            stop = visitAll(stop, &s, a)
        }
        if s.program.isAborted { return .none }
        if s.visit == .collect { return answer(&s, stop: stop, a) }
        if !isTree { shrinkBuckets(s.table) }
        return Term(small: s.count)
    }

    // MARK: Answers

    /// What a call, or the continuation that it got, names its table.
    private func tableName(_ a: Arguments) -> Term { a[0].isTuple ? a[0].element(0) : a[0] }

    /// What `select` answers: all results, or the first `limit` of them and a continuation, in which OTP's `ets` looks for numbers, a list
    /// and a compiled specification in these places:
    ///
    ///     {Table, Place, End, Limit, {Specification}, Results, Reversed, 0}
    ///
    /// The place is a tree's last key, or the next bucket. The end is `[]`; or an integer where there are only these results left.
    @inline(never)
    private mutating func answer(_ s: inout EtsSelection, stop: Address, _ a: Arguments) -> Term {
        if s.limit == .max { return a[Machine.results] }
        let end = atom("$end_of_table")
        if stop == 0, s.count == 0 { return end }
        var count = min(s.count, s.limit)
        // In front of the list is what came last.
        guard ensure(2 * count, live: Machine.matchArguments) else { return failOutOfMemory() }
        a[1] = .nil
        while count > 0 {
            a[1] = makeCell(a[Machine.results].head, a[1])
            a[Machine.results] = a[Machine.results].tail
            count -= 1
        }
        a[2] = .nil
        if stop != 0, !etsTable(s.table).pointee.isTree {
            a[2] = Term(small: Int(loadWord(stop &+ 4) &>> etsTable(s.table).pointee.shift))
        } else if stop != 0 {
            guard ensure(arena.size(of: stop) / 4, live: Machine.matchArguments),
                let key = copyMessage(etsKey(s.table, stop), to: current)
            else { return failOutOfMemory() }
            a[2] = key
        }
        guard ensure(14, live: Machine.matchArguments) else { return failOutOfMemory() }
        if stop == 0, a[Machine.results].isNil { return makeTuple(a[1], end) }
        let parts = takeHeap(11)
        storeWord(Header.tuple(8).bits, parts)
        store(tableName(a), parts &+ 4)
        store(a[2], parts &+ 8)
        store(stop == 0 ? Term(small: 0) : .nil, parts &+ 12)
        store(Term(small: s.limit), parts &+ 16)
        store(Term(boxed: parts &+ 36), parts &+ 20)
        store(a[Machine.results], parts &+ 24)
        store(Term(small: s.isReversed ? 1 : 0), parts &+ 28)
        store(Term(small: 0), parts &+ 32)
        storeWord(Header.tuple(1).bits, parts &+ 36)
        store(a[Machine.specification], parts &+ 40)
        return makeTuple(a[1], Term(boxed: parts))
    }

    /// `select(Continuation)` and its kin.
    @inline(never)
    private mutating func selectMore(_ a: Arguments) -> Term {
        if word(a[0], in: "$end_of_table") == 0 { return a[0] }
        guard a[0].isTuple, a[0].header.words > 0 else { return fail(.badarg) }
        var s = EtsSelection()
        s.table = table(tableName(a), .reading)
        if s.table == 0 { return .none }
        guard a[0].header.words == 8 else { return fail(.badarg) }
        let limit = a[0].element(3)
        let program = a[0].element(4)
        let rest = a[0].element(5)
        s.count = length(of: rest)
        guard limit.isSmall, limit.smallValue > 0, program.isTuple, program.header.words == 1, s.count >= 0 else {
            return fail(.badarg)
        }
        s.limit = limit.smallValue
        s.isReversed = a[0].element(6) == Term(small: 1)
        prepare(a, arguments: 1)
        a[Machine.results] = rest
        a[Machine.specification] = program.element(0)
        return walk(&s, a)
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
        if visit == .delete || visit == .replace { s.use = .writing }
        s.table = table(a[0], s.use)
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
        return walk(&s, a)
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
        chargeVisit(new, words: 0)
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
    private mutating func keepsKeys(_ specification: Term, _ key: Int) -> Bool {
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

    /// Puts the results of the specification in `a[4]`, of the terms in the list `a[0]`, in front of the list `a[3]`. False:
    /// the error is set.
    @inline(never)
    private mutating func runList(_ a: Arguments) -> Bool {
        var s = EtsSelection()
        defer { release(&s.program) }
        guard compile(a[Machine.specification], key: 0, &s.program) else {
            if !s.program.isAborted { _ = fail(.badarg) }
            return false
        }
        a[Machine.specification] = a[0]
        while a[Machine.specification].isList {
            let object = makeObject(a[Machine.specification].head)
            if object == 0 {
                action = .outOfMemory
                return false
            }
            a[Machine.specification] = a[Machine.specification].tail
            visit(object, &s, a)
            freeObject(object)
            // Nobody else has the object, nor what it is matched with.
            if s.program.isAborted || !work(0) { return false }
        }
        return true
    }

    /// `match_spec_run_r(List, Compiled, Results)`: the results in front of those that there are, the last one first.
    @inline(never)
    mutating func ets_match_spec_run_r_3(_ a: Arguments) -> Term {
        guard a[1].isTuple, a[1].header.words == 1, isProperList(a[0]) else { return fail(.badarg) }
        a[Machine.results] = a[2]
        a[Machine.specification] = a[1].element(0)
        return runList(a) ? a[Machine.results] : .none
    }

    /// `match_spec_test(Term, Specification, table)`: `{ok, Result, [], []}`, or `{error, []}`: what is wrong is not told.
    @inline(never)
    mutating func erlang_match_spec_test_3(_ a: Arguments) -> Term {
        guard word(a[2], in: "table") == 0 else { return fail(.badarg) }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        a[0] = makeCell(a[0], .nil)
        a[Machine.results] = .nil
        a[Machine.specification] = a[1]
        let isDone = runList(a)
        if !isDone, case .outOfMemory = action { return .none }
        guard ensure(5, live: Machine.matchArguments) else { return failOutOfMemory() }
        if !isDone { return makeTuple(.error, .nil) }
        let tuple = takeHeap(5)
        storeWord(Header.tuple(4).bits, tuple)
        store(.ok, tuple &+ 4)
        store(a[Machine.results].isList ? a[Machine.results].head : .false, tuple &+ 8)
        store(.nil, tuple &+ 12)
        store(.nil, tuple &+ 16)
        return Term(boxed: tuple)
    }
}
