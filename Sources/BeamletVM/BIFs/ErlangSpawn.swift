// erlang: making processes.
extension Machine {
    /// Whether a term is `{Module, Function}`, which once was a fun.
    private mutating func isName(_ term: Term) -> Bool {
        term.isTuple && term.header.words == 2 && term.element(0).isAtom && term.element(1).isAtom
    }

    /// Makes a process that calls a fun with no arguments.
    @inline(never)
    private mutating func spawn(fun: Term, _ options: SpawnOptions) -> Term {
        if isName(fun) {
            // The process finds that it is none.
            return spawn(.erlang, .apply, fun: fun, arguments: .nil, count: 1, options)
        }
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

    // The next two are optimized for speed so that LLVM's outliner leaves them alone: each of its helper functions costs two
    // instructions more each time.

    /// Makes a process that calls a function by name with a list of arguments.
    @_optimize(speed)
    @inline(never)
    private mutating func spawn(_ module: Term, _ function: Term, _ arguments: Term, _ options: SpawnOptions) -> Term {
        guard module.isAtom, function.isAtom else { return fail(.badarg) }
        let count = length(of: arguments)
        if count < 0 { return fail(.badarg) }
        if count > 255 { return fail(.systemLimit) }
        return spawn(module, function, fun: .nil, arguments: arguments, count: count, options)
    }

    @_optimize(speed)
    @inline(never)
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
            var argument = rest.head
            if !argument.isImmediate {
                guard let copy = copyMessage(argument, to: block) else { return false }
                argument = copy
            }
            store(argument, place)
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
        let isPrepared = prepare(&self, block)
        return start(block, entry, options, isPrepared: isPrepared)
    }

    /// The rest of `begin`, once for all of its callers.
    @inline(never)
    private mutating func start(_ block: Address, _ entry: Address, _ options: SpawnOptions, isPrepared: Bool) -> Term {
        let pid = process(block).pointee.pid
        process(block).pointee.ip = entry
        process(block).pointee.initialCall = entry &- FunctionInfo.size
        guard isPrepared, !options.link || link(current, block) else {
            dropProcess(block)
            return failOutOfMemory()
        }
        var reference = Term.nil
        if options.monitor || options.isRequest {
            let number = nextReference()
            let isAlias = !options.monitorOptions.alias.isNil
            guard
                !options.monitor
                    || monitor(
                        current, block, name: .nil, number: number, tag: options.monitorOptions.tag, isAlias: isAlias),
                !isAlias
                    || relate(
                        current, .alias, process(current).pointee.pid, reference: number,
                        name: options.monitorOptions.alias)
            else {
                unlink(block, from: process(current).pointee.pid)
                _ = demonitor(current, reference: number)
                dropProcess(block)
                return failOutOfMemory()
            }
            // There is room.
            let top = process(current).pointee.heapTop
            writeReference(
                low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number >> 32), at: top)
            if isAlias { store(process(current).pointee.pid, top &+ 4) }
            process(current).pointee.heapTop = top &+ 16
            reference = Term(boxed: top)
        }
        // Nobody has suspended it yet.
        process(block).pointee.state = .ready
        append(block)
        if options.isRequest {
            if options.repliesSuccess, !reply(options, reference, .ok, pid) { return failOutOfMemory() }
            return reference
        }
        return options.monitor ? makeTuple(pid, reference) : pid
    }

    /// Sends the current process the answer to a `spawn_request`.
    private mutating func reply(_ options: SpawnOptions, _ reference: Term, _ result: Term, _ value: Term) -> Bool {
        let message = scratchTuple(4)
        let start = message.boxedAddress
        store(options.replyTag.isNone ? atom("spawn_reply") : options.replyTag, start &+ 4)
        store(reference, start &+ 8)
        store(result, start &+ 12)
        store(value, start &+ 16)
        return postMade(message, to: current)
    }

    @inline(never)
    mutating func erlang_spawn_1(_ a: Arguments) -> Term { spawn(fun: a[0], newProcessOptions()) }
    @inline(never)
    mutating func erlang_spawn_3(_ a: Arguments) -> Term { spawn(a[0], a[1], a[2], newProcessOptions()) }
    @inline(never)
    mutating func erlang_spawn_link_1(_ a: Arguments) -> Term { spawn(fun: a[0], newProcessOptions(link: true)) }
    @inline(never)
    mutating func erlang_spawn_link_3(_ a: Arguments) -> Term { spawn(a[0], a[1], a[2], newProcessOptions(link: true)) }
    @inline(never)
    mutating func erlang_spawn_monitor_1(_ a: Arguments) -> Term {
        // Unlike the others of its kind it does not leave a fun's wrong arity to the new process.
        guard a[0].isFun, funArity(a[0]) == 0 else { return fail(.badarg) }
        guard ensure(Machine.resultWords, live: live) else { return failOutOfMemory() }
        return spawn(fun: a[0], newProcessOptions(monitor: true))
    }
    @inline(never)
    mutating func erlang_spawn_monitor_3(_ a: Arguments) -> Term {
        guard ensure(Machine.resultWords, live: live) else { return failOutOfMemory() }
        return spawn(a[0], a[1], a[2], newProcessOptions(monitor: true))
    }

    /// `spawn_opt` with its options behind `count` arguments: a fun or `Module, Function, Args`, where `hasNode` behind a node.
    @inline(never)
    private mutating func spawn(_ a: Arguments, count: Int, hasNode: Bool) -> Term {
        guard hasRoomForResult() else { return failOutOfMemory() }
        var options = newProcessOptions()
        guard readOptions(a[count], isRequest: false, into: &options) else { return failBadarg(cause: "badopt") }
        if hasNode { return spawn(on: a, count: count, options) }
        return count == 1 ? spawn(fun: a[0], options) : spawn(a[0], a[1], a[2], options)
    }

    @inline(never)
    mutating func erlang_spawn_opt_2(_ a: Arguments) -> Term { spawn(a, count: 1, hasNode: false) }
    @inline(never)
    mutating func erlang_spawn_opt_4(_ a: Arguments) -> Term { spawn(a, count: 3, hasNode: false) }
    @inline(never)
    mutating func erlang_spawn_opt_3(_ a: Arguments) -> Term { spawn(a, count: 2, hasNode: true) }
    @inline(never)
    mutating func erlang_spawn_opt_5(_ a: Arguments) -> Term { spawn(a, count: 4, hasNode: true) }

    // MARK: With a node

    /// Makes a process on another node, which cannot be reached: one that ends at once with `noconnection`.
    private mutating func spawnNowhere(_ options: SpawnOptions) -> Term {
        guard ensure(Machine.resultWords + 2, live: live) else { return failOutOfMemory() }
        let arguments = makeCell(.noconnection, .nil)
        return spawn(.erlang, .exit, fun: .nil, arguments: arguments, count: 1, options)
    }

    /// `spawn` and its kin with a node, and a fun or `Module, Function, Args` behind it.
    @inline(never)
    private mutating func spawn(on a: Arguments, count: Int, _ options: SpawnOptions) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        guard ensure(Machine.resultWords + 2, live: live) else { return failOutOfMemory() }
        if count == 2 {
            guard a[0] == .noNode || a[1].isFun || isName(a[1]) else { return fail(.badarg) }
            return a[0] == .noNode ? spawn(fun: a[1], options) : spawnNowhere(options)
        }
        if a[0] == .noNode { return spawn(a[1], a[2], a[3], options) }
        guard a[1].isAtom, a[2].isAtom, isProperList(a[3]) else { return fail(.badarg) }
        return spawnNowhere(options)
    }

    @inline(never)
    mutating func erlang_spawn_2(_ a: Arguments) -> Term { spawn(on: a, count: 2, newProcessOptions()) }
    @inline(never)
    mutating func erlang_spawn_4(_ a: Arguments) -> Term { spawn(on: a, count: 4, newProcessOptions()) }
    @inline(never)
    mutating func erlang_spawn_link_2(_ a: Arguments) -> Term { spawn(on: a, count: 2, newProcessOptions(link: true)) }
    @inline(never)
    mutating func erlang_spawn_link_4(_ a: Arguments) -> Term { spawn(on: a, count: 4, newProcessOptions(link: true)) }
    @inline(never)
    mutating func erlang_spawn_monitor_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isFun, funArity(a[1]) == 0 else { return fail(.badarg) }
        return spawn(on: a, count: 2, newProcessOptions(monitor: true))
    }
    @inline(never)
    mutating func erlang_spawn_monitor_4(_ a: Arguments) -> Term {
        spawn(on: a, count: 4, newProcessOptions(monitor: true))
    }
    // MARK: Requests

    /// `spawn_request` with a node (or `.none`), a fun or (`.none`) a name with arguments, and options.
    @inline(never)
    private mutating func request(
        node: Term, fun: Term, _ module: Term, _ function: Term, _ arguments: Term, options list: Term
    ) -> Term {
        guard isProperList(list) else { return failBadarg(cause: "badopt") }
        var options = newProcessOptions()
        let isUnderstood = readOptions(list, isRequest: true, into: &options)
        if !isUnderstood { options = newProcessOptions() }
        options.isRequest = true
        if fun.isSomething {
            guard fun.isFun, funArity(fun) == 0 else { return fail(.badarg) }
        } else {
            guard module.isAtom, function.isAtom, isProperList(arguments) else { return fail(.badarg) }
        }
        if node.isSomething, node != .noNode {
            guard node.isAtom else { return fail(.badarg) }
            return refuse(options, .noconnection)
        }
        if !isUnderstood { return refuse(options, atom("badopt")) }
        let result = fun.isSomething ? spawn(fun: fun, options) : spawn(module, function, arguments, options)
        if result.isNone, action == .raise(.error), failure == .systemLimit { return refuse(options, .systemLimit) }
        return result
    }

    /// A request that fails is answered so.
    private mutating func refuse(_ options: SpawnOptions, _ reason: Term) -> Term {
        let number = nextReference()
        // There is room.
        let top = process(current).pointee.heapTop
        writeReference(low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number >> 32), at: top)
        process(current).pointee.heapTop = top &+ 16
        let reference = Term(boxed: top)
        if options.repliesError, !reply(options, reference, .error, reason) { return failOutOfMemory() }
        return reference
    }

    private mutating func hasRoomForResult() -> Bool { ensure(Machine.resultWords + 2, live: live) }

    @inline(never)
    mutating func erlang_spawn_request_1(_ a: Arguments) -> Term {
        guard hasRoomForResult() else { return failOutOfMemory() }
        return request(node: .none, fun: a[0], .nil, .nil, .nil, options: .nil)
    }

    /// `(Fun, Options)` or `(Node, Fun)`.
    @inline(never)
    mutating func erlang_spawn_request_2(_ a: Arguments) -> Term {
        guard hasRoomForResult() else { return failOutOfMemory() }
        if a[0].isFun { return request(node: .none, fun: a[0], .nil, .nil, .nil, options: a[1]) }
        return request(node: a[0], fun: a[1], .nil, .nil, .nil, options: .nil)
    }

    /// `(Node, Fun, Options)` or `(Module, Function, Args)`.
    @inline(never)
    mutating func erlang_spawn_request_3(_ a: Arguments) -> Term {
        guard hasRoomForResult() else { return failOutOfMemory() }
        if a[1].isFun { return request(node: a[0], fun: a[1], .nil, .nil, .nil, options: a[2]) }
        return request(node: .none, fun: .none, a[0], a[1], a[2], options: .nil)
    }

    /// `(Node, Module, Function, Args)` or `(Module, Function, Args, Options)`.
    @inline(never)
    mutating func erlang_spawn_request_4(_ a: Arguments) -> Term {
        guard hasRoomForResult() else { return failOutOfMemory() }
        if a[2].isAtom { return request(node: a[0], fun: .none, a[1], a[2], a[3], options: .nil) }
        return request(node: .none, fun: .none, a[0], a[1], a[2], options: a[3])
    }

    @inline(never)
    mutating func erlang_spawn_request_5(_ a: Arguments) -> Term {
        guard hasRoomForResult() else { return failOutOfMemory() }
        return request(node: a[0], fun: .none, a[1], a[2], a[3], options: a[4])
    }

    /// Requests are answered before anybody could abandon them.
    @inline(never)
    mutating func erlang_spawn_request_abandon_1(_ a: Arguments) -> Term {
        a[0].isReference ? .false : fail(.badarg)
    }

    // MARK: Options

    /// Puts what the options of `spawn_opt` and `spawn_request` say into `options`. False: they say nothing that can be understood. They
    /// are written where they lie: an optional result is copied at each of its ends.
    @inline(never)
    private mutating func readOptions(_ list: Term, isRequest: Bool, into options: inout SpawnOptions) -> Bool {
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
                let isCount = value.isSmall && value.smallValue >= 0
                switch option.element(0) {
                case .priority:
                    guard let priority = Machine.priority(value) else { return false }
                    options.priority = priority
                case .minHeapSize:
                    guard isCount else { return false }
                    options.minHeapWords = UInt16(max(Int(HeapSize.smallest), min(value.smallValue, 65_535)))
                case .maxHeapSize:
                    guard let limit = heapLimitOption(value) else { return false }
                    options.maxHeap = limit
                case .fullsweepAfter:
                    guard isCount else { return false }
                    options.fullsweepAfter = UInt16(min(value.smallValue, 65_535))
                case .messageQueueData:
                    guard value == .onHeap || value == .offHeap else { return false }
                    options.keepsMessagesOffHeap = value == .offHeap
                case .monitor:
                    options.monitor = true
                    options.monitorOptions = MonitorOptions()
                    guard readOptions(value, into: &options.monitorOptions) else { return false }
                default:
                    switch word(option.element(0), in: "min_bin_vheap_size async_dist scheduler reply reply_tag") {
                    case 0 where isCount:
                        options.binaryLimit = UInt32(truncatingIfNeeded: value.smallValue)
                    case 1 where value == .true || value == .false: break
                    case 2 where isCount: break
                    case 3 where isRequest:
                        let choice = word(value, in: "yes success_only error_only no")
                        if choice < 0 { return false }
                        options.repliesSuccess = choice < 2
                        options.repliesError = choice & 1 == 0
                    case 4 where isRequest: options.replyTag = value
                    default: return false
                    }
                }
            } else {
                return false
            }
        }
        return rest.isNil
    }
}
