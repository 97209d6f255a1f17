// Calls that are not a jump to a known place: by name, of funs, of BIFs. Called with the state flushed.
extension Machine {
    /// What a name resolves to.
    enum Callee {
        case code(Address)
        case bif(UInt32)
        case missing
    }

    /// The record of a module, or nil. O(n) in the number of modules: names are compared as words.
    mutating func module(named name: Term) -> UnsafePointer<ModuleRecord>? {
        if loadedModules != 0 {
            let block = loaded(name, .current)
            if block != 0 { return record(block) }
        }
        var index = 0
        while index < moduleCount {
            if modules[index].name == name.bits && imageState(index) == .current { return modules + index }
            index += 1
        }
        return nil
    }

    /// The exported function of that name, or the BIF. `spawn/3` and `apply/3` in a loop ask for the same one again: the one that was
    /// found last is known as long as all of the image's modules are current.
    @inline(never)
    mutating func resolve(_ module: Term, _ function: Term, _ arity: Int) -> Callee {
        let key = ExportRecord.key(function, arity)
        if found.module == module, found.key == key, moduleStates == 0 { return .code(found.entry) }
        return search(module, function, arity, key)
    }

    @inline(never)
    private mutating func search(_ module: Term, _ function: Term, _ arity: Int, _ key: UInt32) -> Callee {
        if let record = self.module(named: module) {
            let table = UnsafePointer<ExportRecord>(bitPattern: UInt(record.pointee.exports)).unsafelyUnwrapped
            var low = 0
            var high = Int(record.pointee.exportCount)
            while low < high {
                let middle = (low + high) >> 1
                if table[middle].key < key { low = middle + 1 } else { high = middle }
            }
            if low < Int(record.pointee.exportCount), table[low].key == key {
                if loadedModules == 0 { found = (module, key, table[low].entry) }
                return .code(table[low].entry)
            }
        }
        if let number = natives.number(atomText(module), atomText(function), arity), Fitting.has(native: number) {
            return .bif(number)
        }
        return .missing
    }

    /// Whether a function exists, as `erlang:function_exported/3` and `spawn` see it.
    mutating func exists(_ module: Term, _ function: Term, _ arity: Int) -> Bool {
        if case .missing = resolve(module, function, arity) { return false }
        return true
    }

    /// The slice is over at `address`; `live` X registers are kept (-1: as many as the function there has arguments).
    @inline(never)
    mutating func endSlice(at address: Address, live: Int) -> Address {
        resume = address
        resumeLive = live < 0 ? FunctionInfo.arity(entry: address) : live
        return Image.Stub.yield.address(imageBase)
    }

    /// Goes to a function's entry, and counts a reduction for it.
    mutating func enter(_ entry: Address) -> Address {
        let running = process(current)
        running.pointee.reductions -= 1
        return running.pointee.reductions <= 0 ? endSlice(at: entry, live: -1) : entry
    }

    mutating func push(returnTo address: Address) {
        let running = process(current)
        running.pointee.stackTop = running.pointee.stackTop &- 4
        storeWord(Stack.returnWord(address), running.pointee.stackTop)
    }

    /// Calls what a name resolves to with the arguments in X0 and up, and returns to `address`.
    private mutating func call(_ module: Term, _ function: Term, arity: Int, returnTo address: Address) -> Address {
        guard module.isAtom, function.isAtom else {
            failure = .badarg
            plainTrace = true
            action = .raise(.error)
            return bifFailed(UInt32(BIF.erlang_apply_3.rawValue), arguments: x &+ 12, arity: UInt32(arity))
        }
        switch resolve(module, function, arity) {
        case .code(let entry):
            push(returnTo: address)
            return enter(entry)
        case .bif(let number):
            live = arity
            namedReturn = address
            let result = callBIF(x &+ 12, number)
            namedReturn = 0
            if result.isNone { return bifFailed(number, arguments: x &+ 12, arity: UInt32(arity)) }
            store(result, x &+ 12)
            process(current).pointee.reductions -= 1
            return address
        case .missing:
            return undefined(module, function, arity: arity, returnTo: address)
        }
    }

    /// `apply`: module and function are in the registers after the arguments.
    @inline(never)
    mutating func apply(arity: UInt32, returnTo address: Address) -> Address {
        let place = x &+ 12 &+ arity &* 4
        return applyNamed(load(place), load(place &+ 4), arity: Int(arity), returnTo: address)
    }

    /// `apply(fun, apply, [F, Args])` and `erlang:apply/2,3` come here too when they are called by name.
    mutating func applyNamed(
        _ module: Term, _ function: Term, arity: Int, returnTo address: Address
    ) -> Address {
        if module == .erlang && function == .apply && (arity == 2 || arity == 3) {
            if arity == 3 { return applyList(returnTo: address) }
            return applyFunToList(returnTo: address)
        }
        return call(module, function, arity: arity, returnTo: address)
    }

    /// `apply` as a tail call: the frame goes first.
    @inline(never)
    mutating func applyLast(arity: UInt32, frame: UInt32) -> Address {
        let running = process(current)
        running.pointee.stackTop = running.pointee.stackTop &+ frame &* 4
        let returnWord = loadWord(running.pointee.stackTop)
        running.pointee.stackTop = running.pointee.stackTop &+ 4
        // What fails from here on has no frame of this function any more: its trace begins with the call that it answers.
        running.pointee.ip = Stack.returnAddress(returnWord) &- 1
        return apply(arity: arity, returnTo: Stack.returnAddress(returnWord))
    }

    /// `apply(X0, X1, X2)` where the process begins; when it returns, so does the process's first function.
    @inline(never)
    mutating func applyList() -> Address {
        let running = process(current)
        let returnWord = loadWord(running.pointee.stackTop)
        running.pointee.stackTop = running.pointee.stackTop &+ 4
        return applyList(returnTo: Stack.returnAddress(returnWord))
    }

    /// Spreads the list in `list` over X0 and up. Answers its length, or -1 when it is no list or too long.
    private mutating func spread(_ list: Term) -> Int {
        var rest = list
        var count = 0
        while rest.isList {
            if count > 255 || count + 7 > xSlots { return -1 }
            store(rest.head, x &+ 12 &+ UInt32(count) &* 4)
            rest = rest.tail
            count += 1
        }
        return rest.isNil ? count : -1
    }

    /// `erlang:apply/3` with its arguments in X0 to X2.
    mutating func applyList(returnTo address: Address) -> Address {
        let module = load(x &+ 12)
        let function = load(x &+ 16)
        let arguments = load(x &+ 20)
        guard module.isAtom, function.isAtom, isProperList(arguments) else {
            failure = .badarg
            action = .raise(.error)
            return bifFailed(UInt32(BIF.erlang_apply_3.rawValue), arguments: x &+ 12, arity: 3)
        }
        let count = spread(arguments)
        guard count >= 0 else {
            // No function has so many arguments.
            store(module, x &+ 12)
            store(function, x &+ 16)
            store(arguments, x &+ 20)
            guard ensure(4, live: 3) else { return outOfMemory() }
            let top = process(current).pointee.heapTop
            storeWord(Header.tuple(3).bits, top)
            for index in 0..<UInt32(3) { storeWord(loadWord(x &+ 12 &+ index &* 4), top &+ 4 &+ index &* 4) }
            process(current).pointee.heapTop = top &+ 16
            return raise(.error, .undef, info: Term(boxed: top))
        }
        return applyNamed(module, function, arity: count, returnTo: address)
    }

    /// `erlang:apply/2` with the fun in X0 and its arguments, a list, in X1.
    mutating func applyFunToList(returnTo address: Address) -> Address {
        let fun = load(x &+ 12)
        let arguments = load(x &+ 16)
        guard isProperList(arguments) else {
            failure = .badarg
            action = .raise(.error)
            return bifFailed(UInt32(BIF.erlang_apply_2.rawValue), arguments: x &+ 12, arity: 2)
        }
        let count = spread(arguments)
        guard count >= 0 else {
            failure = .systemLimit
            action = .raise(.error)
            return bifFailed(UInt32(BIF.erlang_apply_2.rawValue), arguments: x &+ 12, arity: 2)
        }
        return callOtherFun(fun, arity: UInt32(count), returnTo: address)
    }

    /// Calls a fun that is not a local one of that arity, for an instruction of `size` bytes before the process's place.
    @inline(never)
    mutating func callOtherFun(_ fun: Term, arity: UInt32, size: UInt32) -> Address {
        let running = process(current)
        let address = running.pointee.ip
        running.pointee.ip = address &- size
        return callOtherFun(fun, arity: arity, returnTo: address)
    }

    /// Calls a fun that is not a local one of that arity: external funs, and the errors.
    private mutating func callOtherFun(_ fun: Term, arity: UInt32, returnTo address: Address) -> Address {
        guard isCallable(fun) else { return raise(tag: .badfun, value: fun) }
        if funArity(fun) != Int(arity) {
            // {badarity, {Fun, Arguments}}
            store(fun, x &+ 12 &+ arity &* 4)
            let live = Int(arity) + 1
            guard let list = makeArgumentList(x &+ 12, count: arity, live: live, extra: 3) else {
                return outOfMemory()
            }
            return raise(tag: .badarity, value: makeTuple(load(x &+ 12 &+ arity &* 4), list))
        }
        if fun.isBoxed(.exportFun) {
            return applyNamed(fun.boxedTerm(0), fun.boxedTerm(1), arity: Int(arity), returnTo: address)
        }
        let entry = UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped
        var index = 0
        while index < Int(entry.pointee.freeCount) {
            store(fun.boxedTerm(index + 1), x &+ 12 &+ (arity &+ UInt32(index)) &* 4)
            index += 1
        }
        push(returnTo: address)
        return enter(entry.pointee.code)
    }

    /// The same as a tail call: a frame of `frame` words goes first, if there is a function to call.
    @inline(never)
    mutating func callOtherFunLast(_ fun: Term, arity: UInt32, frame: UInt32) -> Address {
        let running = process(current)
        if isCallable(fun) && funArity(fun) == Int(arity) {
            running.pointee.stackTop = running.pointee.stackTop &+ frame &* 4
            let returnWord = loadWord(running.pointee.stackTop)
            running.pointee.stackTop = running.pointee.stackTop &+ 4
            running.pointee.ip = Stack.returnAddress(returnWord) &- 1
            return callOtherFun(fun, arity: arity, returnTo: Stack.returnAddress(returnWord))
        }
        return callOtherFun(fun, arity: arity, returnTo: 0)
    }

    /// Whether it is a fun, and one that has code: the record of a fun whose module has been purged says so.
    mutating func isCallable(_ fun: Term) -> Bool {
        fun.isFun && (!fun.isBoxed(.fun) || loadWord(fun.boxedWord(0)) != 0)
    }

    /// Arity of a fun.
    mutating func funArity(_ fun: Term) -> Int {
        if fun.isBoxed(.exportFun) { return fun.boxedTerm(2).smallValue }
        return Int(UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped.pointee.arity)
    }

    /// Whether `fun` is a fun of that arity: `is_function/2`. (An arity that is no small integer matches nothing.)
    mutating func isFunction(_ fun: Term, arity: Term) -> Bool {
        fun.isFun && arity.isSmall && arity.smallValue == funArity(fun)
    }

    /// A function that does not exist, with its arguments in X0 and up. The process's
    /// `error_handler` is asked, if it has another than OTP's. As that does: a module that has `'$handle_undefined_function'/2` is
    /// asked, whose value is returned to `address`; else it is the error `undef`.
    mutating func undefined(_ module: Term, _ function: Term, arity: Int, returnTo address: Address? = nil) -> Address {
        guard let list = makeArgumentList(x &+ 12, count: UInt32(arity), live: arity, extra: 4) else {
            return outOfMemory()
        }
        let handler = errorHandler(of: current)
        if handler != .errorHandler {
            if let address, case .code(let entry) = resolve(handler, atom("undefined_function"), 3) {
                store(module, x &+ 12)
                store(function, x &+ 16)
                store(list, x &+ 20)
                push(returnTo: address)
                return enter(entry)
            }
        } else if let address, case .code(let entry) = resolve(module, .handleUndefinedFunction, 2) {
            store(function, x &+ 12)
            store(list, x &+ 16)
            push(returnTo: address)
            return enter(entry)
        }
        return raise(.error, .undef, info: makeTuple(module, function, list))
    }

    /// Calls a guard BIF with its arguments in the slots from `first` on.
    @inline(never)
    mutating func callGuardBIF(_ number: UInt32, first: UInt32, arity: UInt32) -> Term {
        live = Int(first &+ arity) - 3
        return callBIF(x &+ first &* 4, number)
    }
}
