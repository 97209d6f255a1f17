// erlang: making processes.
extension Machine {
    /// Makes a process that calls a fun with no arguments.
    private mutating func spawn(fun: Term, _ options: SpawnOptions) -> Term {
        guard fun.isFun else { return fail(.badarg) }
        if funArity(fun) != 0 { return spawn(.erlang, .apply, fun: fun, arguments: .nil, count: 1, options) }
        if fun.isBoxed(.exportFun) {
            return spawn(fun.boxedTerm(0), fun.boxedTerm(1), fun: .nil, arguments: .nil, count: 0, options)
        }
        let entry = UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped
        let captured = Int(entry.pointee.freeCount)
        return begin(entry.pointee.code, options, words: captured) { machine, block in
            // The captured values follow the arguments, of which there are none.
            let place = machine.reserveLive(captured, block)
            var index = 0
            while index < captured {
                guard let copy = machine.copyMessage(fun.boxedTerm(index + 1), to: block) else { return false }
                store(copy, place &+ UInt32(index) &* 4)
                index += 1
            }
            return true
        }
    }

    /// Makes a process that calls a function by name with a list of arguments.
    private mutating func spawn(_ module: Term, _ function: Term, _ arguments: Term, _ options: SpawnOptions) -> Term {
        guard module.isAtom, function.isAtom else { return fail(.badarg) }
        let count = length(of: arguments)
        if count < 0 { return fail(.badarg) }
        if count > 255 { return fail(.systemLimit) }
        return spawn(module, function, fun: .nil, arguments: arguments, count: count, options)
    }

    private mutating func spawn(
        _ module: Term, _ function: Term, fun: Term, arguments: Term, count: Int, _ options: SpawnOptions
    ) -> Term {
        if fun.isNil, case .code(let entry) = resolve(module, function, count) {
            return begin(entry, options, words: count) { machine, block in
                machine.pushArguments(arguments, count: count, block)
            }
        }
        // A BIF, or a function that does not exist: the process itself finds out.
        return begin(Image.Stub.applyStub.address(imageBase), options, words: 3 + 2) { machine, block in
            guard var list = machine.copyMessage(arguments, to: block) else { return false }
            if !fun.isNil {
                // apply(erlang, apply, [Fun, []]): the cells first, since the copy may fill the heap.
                let top = process(block).pointee.heapTop
                process(block).pointee.heapTop = top &+ 16
                guard let copy = machine.copyMessage(fun, to: block) else { return false }
                store(copy, top)
                store(Term(list: top &+ 8), top &+ 4)
                store(list, top &+ 8)
                store(.nil, top &+ 12)
                list = Term(list: top)
            }
            machine.pushLive(list, block)
            machine.pushLive(function, block)
            machine.pushLive(module, block)
            return true
        }
    }

    /// Makes room for `count` registers on the stack of a process that does not run yet, all nil; answers where X0 is. The
    /// stack must have all of them before anything is copied: copying fills the space between it and the heap.
    private mutating func reserveLive(_ count: Int, _ block: Address) -> Address {
        let end = process(block).pointee.stackTop
        let place = end &- UInt32(count) &* 4
        var fill = place
        while fill < end {
            store(.nil, fill)
            fill = fill &+ 4
        }
        process(block).pointee.stackTop = place
        process(block).pointee.live = UInt8(count)
        return place
    }

    /// Copies the elements of a list to the X registers of a process that does not run yet.
    private mutating func pushArguments(_ arguments: Term, count: Int, _ block: Address) -> Bool {
        var place = reserveLive(count, block)
        var rest = arguments
        while rest.isList {
            guard let copy = copyMessage(rest.head, to: block) else { return false }
            store(copy, place)
            place = place &+ 4
            rest = rest.tail
        }
        return true
    }

    /// Words of `{Pid, Reference}`. The BIFs make room for them before they look at their arguments, which a collection moves.
    private static var resultWords: Int { 3 + 4 }

    /// Makes a process that begins at `entry` with the registers that `prepare` pushes, and the relations that the options ask
    /// for. Answers its pid, or `{Pid, Reference}`, for which there is room.
    @inline(__always)
    private mutating func begin(
        _ entry: Address, _ options: SpawnOptions, words: Int, _ prepare: (inout Machine, Address) -> Bool
    ) -> Term {
        var noMemory = false
        let block = makeProcess(options, extraWords: words, noMemory: &noMemory)
        if block == 0 { return noMemory ? failOutOfMemory() : fail(.systemLimit) }
        let pid = process(block).pointee.pid
        process(block).pointee.ip = entry
        process(block).pointee.initialCall = entry &- FunctionInfo.size
        guard prepare(&self, block), !options.link || link(current, block) else {
            dropProcess(block)
            return failOutOfMemory()
        }
        var result = pid
        if options.monitor {
            let number = monitor(current, block, name: .nil)
            if number == 0 {
                unlink(block, from: process(current).pointee.pid)
                dropProcess(block)
                return failOutOfMemory()
            }
            let top = process(current).pointee.heapTop
            writeReference(
                low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number >> 32), at: top)
            process(current).pointee.heapTop = top &+ 16
            result = makeTuple(pid, Term(boxed: top))
        }
        makeReady(block)
        return result
    }

    mutating func erlang_spawn_1(_ a: Arguments) -> Term { spawn(fun: a[0], SpawnOptions()) }
    mutating func erlang_spawn_3(_ a: Arguments) -> Term { spawn(a[0], a[1], a[2], SpawnOptions()) }
    mutating func erlang_spawn_link_1(_ a: Arguments) -> Term { spawn(fun: a[0], SpawnOptions(link: true)) }
    mutating func erlang_spawn_link_3(_ a: Arguments) -> Term { spawn(a[0], a[1], a[2], SpawnOptions(link: true)) }
    mutating func erlang_spawn_monitor_1(_ a: Arguments) -> Term {
        // Unlike the others of its kind it does not leave a fun's wrong arity to the new process.
        guard a[0].isFun, funArity(a[0]) == 0 else { return fail(.badarg) }
        guard ensure(Machine.resultWords, live: live) else { return failOutOfMemory() }
        return spawn(fun: a[0], SpawnOptions(monitor: true))
    }
    mutating func erlang_spawn_monitor_3(_ a: Arguments) -> Term {
        guard ensure(Machine.resultWords, live: live) else { return failOutOfMemory() }
        return spawn(a[0], a[1], a[2], SpawnOptions(monitor: true))
    }

    /// `spawn_opt(Fun, Options)`.
    mutating func erlang_spawn_opt_2(_ a: Arguments) -> Term {
        guard ensure(Machine.resultWords, live: live) else { return failOutOfMemory() }
        guard let options = spawnOptions(a[1]) else { return fail(.badarg) }
        return spawn(fun: a[0], options)
    }

    /// `spawn_opt(Module, Function, Args, Options)`.
    mutating func erlang_spawn_opt_4(_ a: Arguments) -> Term {
        guard ensure(Machine.resultWords, live: live) else { return failOutOfMemory() }
        guard let options = spawnOptions(a[3]) else { return fail(.badarg) }
        return spawn(a[0], a[1], a[2], options)
    }

    /// The options of `spawn_opt`. Those that only tune the BEAM's memory have no effect here.
    private mutating func spawnOptions(_ list: Term) -> SpawnOptions? {
        var options = SpawnOptions()
        var rest = list
        while rest.isList {
            let option = rest.head
            rest = rest.tail
            if option == .link {
                options.link = true
            } else if option == .monitor {
                options.monitor = true
            } else if option.isTuple, option.header.words == 2 {
                let value = option.element(1)
                switch option.element(0) {
                case .priority:
                    guard let priority = Machine.priority(value) else { return nil }
                    options.priority = priority
                case .minHeapSize:
                    guard value.isSmall, value.smallValue >= 0 else { return nil }
                    options.minHeapWords = UInt16(max(24, min(value.smallValue, 65_535)))
                case .maxHeapSize:
                    guard value.isSmall, value.smallValue >= 0 else { return nil }
                    options.maxHeap = UInt32(value.smallValue)
                case .fullsweepAfter:
                    guard value.isSmall, value.smallValue >= 0 else { return nil }
                case .messageQueueData:
                    guard value == .onHeap || value == .offHeap else { return nil }
                default:
                    return nil
                }
            } else {
                return nil
            }
        }
        return rest.isNil ? options : nil
    }
}
