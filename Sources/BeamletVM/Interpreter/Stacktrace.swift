// From code addresses to functions, files and lines, and the stack traces that programs see.
extension Machine {
    /// A place in the code.
    public struct Location {
        /// Address of the function's `func_info`.
        public var function: Address
        /// The module's record.
        public var module: UnsafePointer<ModuleRecord>
        /// `{file, Name}`, or nil when the line is not known.
        public var file: Term
        /// The line, 0 when it is not known.
        public var line: UInt32
    }

    /// The module whose code holds `address`. O(log n) in the number of modules.
    mutating func module(at address: Address) -> UnsafePointer<ModuleRecord>? {
        if loadedModules != 0 {
            let block = loadedBlock(at: address)
            if block != 0 { return record(block) }
        }
        var low = 0
        var high = moduleCount
        while low < high {
            let middle = (low + high) >> 1
            if modules[middle].codeEnd <= address { low = middle + 1 } else { high = middle }
        }
        guard low < moduleCount, modules[low].codeStart <= address else { return nil }
        return modules + low
    }

    /// The index of the last of `count` words, `stride` bytes apart and ascending, that is not above `address`; -1 when
    /// all are.
    private mutating func lastNotAbove(_ address: Address, _ table: Address, _ count: UInt32, stride: UInt32) -> Int {
        var low = 0
        var high = Int(count)
        while low < high {
            let middle = (low + high) >> 1
            if loadWord(table &+ UInt32(middle) &* stride) <= address { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// The function, file and line that an address belongs to.
    public mutating func location(_ address: Address) -> Location? {
        guard let module = module(at: address) else { return nil }
        let record = module.pointee
        let index = lastNotAbove(address, record.functions, record.functionCount, stride: 4)
        guard index >= 0 else { return nil }
        let function = loadWord(record.functions &+ UInt32(index) &* 4)
        var location = Location(function: function, module: module, file: .nil, line: 0)
        let isShort = record.lineCount & LineRecord.short != 0
        let stride: UInt32 = isShort ? 4 : 8
        let key = isShort ? (address &- record.codeStart) &<< 15 | 0xFFFF : address
        let line = lastNotAbove(key, record.lines, record.lineCount & ~LineRecord.short, stride: stride)
        if line >= 0 {
            let place = record.lines &+ UInt32(line) &* stride
            let word = loadWord(place)
            // A line of the function before says nothing about this one.
            if (isShort ? word &>> 16 &* 2 &+ record.codeStart : word) >= function {
                let packed = isShort ? word & 0xFFFF : loadWord(place &+ 4)
                if packed &>> 24 < record.fileCount && packed & 0xFF_FFFF != 0 {
                    location.line = packed & 0xFF_FFFF
                    location.file = load(record.files &+ packed &>> 24 &* 4)
                }
            }
        }
        return location
    }

    /// The stack trace of a raw trace: a list of `{Module, Function, ArityOrArguments, [{file, F}, {line, L}]}`. What is no raw
    /// trace is answered as it is. Allocates; `live` X registers are kept. `none`: there was no memory.
    mutating func buildStacktrace(_ raw: Term, live: Int) -> Term {
        guard raw.isList, raw.head.isBoxed(.heapBitstring) else { return raw }
        let count = raw.head.header.words - 2
        // What `erlang:raise/3` was given.
        if count == 0 { return raw.tail }
        let running = process(current)
        running.pointee.trace = raw
        // Each entry: cell, tuple of four, two cells and a tuple for its place; a BIF's has a map in it.
        guard ensure((count + 1) * (2 + 5 + 4 + 3) + 12, live: live) else { return .none }
        let kept = running.pointee.trace
        let addresses = kept.head
        let info = kept.tail
        // What `error/3` was given: the first entry's arguments, and what its place ends with.
        var given = info
        var place = Term.nil
        if info.isTuple, info.element(0).isNil {
            given = info.element(1)
            place = makeCell(makeTuple(.errorInfo, info.element(2)), .nil)
        }
        var result = Term.nil
        var index = count - 1
        while index >= 0 {
            var address = addresses.boxedWord(index + 2)
            // A return address lies behind the call: the call itself is meant. The first is the failing instruction.
            if index > 0 { address = address &- 1 }
            let isFirst = index == 0
            index -= 1
            guard let location = location(address) else { continue }
            let arity = rawPointer(location.function &+ 1).load(as: UInt8.self)
            let arguments =
                !isFirst || given.isNil || given.isTuple ? Term(small: Int(arity)) : given.isList ? given : .nil
            result = entry(
                FunctionInfo.module(location.function), FunctionInfo.function(location.function), arguments, location,
                result, errorInfo: isFirst ? place : .nil)
        }
        // Where nothing is left, what a process without a name for its first function began with.
        if result.isNil, !info.isTuple { return entry(.erlang, .apply, Term(small: 2), nil, .nil) }
        guard info.isTuple, !info.element(0).isNil else { return result }
        if info.element(0).isAtom { return entry(info.element(0), info.element(1), info.element(2), nil, result) }
        let name = natives.name(info.element(0).smallValue)
        let module = atoms.find(name.module) ?? .erlang
        let function = atoms.find(name.function) ?? .undefined
        // The module's own function of that name is nothing but the call of the BIF.
        if result.isList, result.head.element(0) == module, result.head.element(1) == function,
            result.head.element(2) == Term(small: name.arity)
        {
            result = result.tail
        }
        return entry(
            module, function, info.element(1), nil, result, errorInfo: errorInfo(name.module, cause: info.element(2)))
    }

    /// The modules whose errors are explained, each list behind the module that explains them.
    private static let explainers: StaticString = """
        erl_erts_errors erlang atomics counters erts_internal persistent_term
        erl_stdlib_errors binary ets lists maps math re unicode
        erl_kernel_errors erl_ddll os
        """

    /// `[{error_info, #{cause => Cause, module => Explainer}}]`: who can explain the errors of a module's BIFs. There is room for
    /// twelve words.
    private mutating func errorInfo(_ module: AtomName, cause: Term) -> Term {
        var words = Words(Machine.explainers)
        var explainer = AtomName(bytes: module.bytes, count: 0)
        while let word = words.next() {
            if words.isFirst { explainer = word } else if word == module { break }
            if words.atEnd { return .nil }
        }
        let size = cause.isNil ? 1 : 2
        let top = process(current).pointee.heapTop
        process(current).pointee.heapTop = top &+ UInt32(size * 2 + 3) &* 4
        let map = top &+ UInt32(size + 1) &* 4
        storeWord(Header.tuple(size).bits, top)
        storeWord(Header(.flatMap, words: size + 1).bits, map)
        store(Term(boxed: top), map &+ 4)
        if size == 2 {
            store(atom("cause"), top &+ 4)
            store(cause, map &+ 8)
        }
        store(.module, map &- 4)
        store(atom(explainer), map &+ UInt32(size + 1) &* 4)
        return makeCell(makeTuple(.errorInfo, Term(boxed: map)), .nil)
    }

    @inline(never)
    mutating func entry(
        _ module: Term, _ function: Term, _ arity: Term, _ location: Location?, _ tail: Term,
        errorInfo: Term = .nil
    ) -> Term {
        var place = errorInfo
        if let location, location.line != 0 {
            place = makeCell(makeTuple(.line, Term(small: Int(location.line))), place)
            place = makeCell(location.file, place)
        }
        let running = process(current)
        let top = running.pointee.heapTop
        storeWord(Header.tuple(4).bits, top)
        store(module, top &+ 4)
        store(function, top &+ 8)
        store(arity, top &+ 12)
        store(place, top &+ 16)
        running.pointee.heapTop = top &+ 20
        return makeCell(Term(boxed: top), tail)
    }
}
