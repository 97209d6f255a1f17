// erlang: raising exceptions and ending processes.
extension Machine {
    /// Raises without showing the BIF itself in the trace.
    private mutating func raise(_ class: ExceptionClass, with reason: Term) -> Term {
        failure = reason
        action = .raise(`class`)
        plainTrace = true
        return .none
    }

    @inline(never)
    mutating func erlang_error_1(_ a: Arguments) -> Term { raise(.error, with: a[0]) }
    @inline(never)
    mutating func erlang_throw_1(_ a: Arguments) -> Term { raise(.throw, with: a[0]) }
    @inline(never)
    mutating func erlang_exit_1(_ a: Arguments) -> Term { raise(.exit, with: a[0]) }

    /// As errors that BIFs find: `nif_error` itself is the trace's first entry.
    @inline(never)
    mutating func erlang_nif_error_1(_ a: Arguments) -> Term { fail(a[0]) }
    @inline(never)
    mutating func erlang_nif_error_2(_ a: Arguments) -> Term { fail(a[0]) }

    /// `error(Reason, Args)`: the trace's first entry has the arguments. `none`, or what is no list, as `Args`: as `error/1`.
    @inline(never)
    mutating func erlang_error_2(_ a: Arguments) -> Term { raiseError(a[0], arguments: a[1]) }

    /// `error(Reason, Args, Options)`: `{error_info, Map}` is what the first entry of the trace says beside its place. Wrong options
    /// are ignored, as on the BEAM.
    @inline(never)
    mutating func erlang_error_3(_ a: Arguments) -> Term {
        var map = Term.none
        var rest = a[2]
        while rest.isList {
            let option = rest.head
            guard option.isTuple, option.header.words == 2, option.element(0) == .errorInfo, option.element(1).isMap
            else {
                return raiseError(a[0], arguments: a[1])
            }
            map = option.element(1)
            rest = rest.tail
        }
        guard map.isSomething, rest.isNil else { return raiseError(a[0], arguments: a[1]) }
        // The map is in the list of options, which a[2] keeps.
        a[2] = map
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let arguments = a[1].isNil ? Term(small: 0) : a[1].isList ? a[1] : .nil
        return goOn(at: self.raise(.error, a[0], info: makeTuple(.nil, arguments, a[2])))
    }

    private mutating func raiseError(_ reason: Term, arguments: Term) -> Term {
        guard arguments.isList || arguments.isNil else { return raise(.error, with: reason) }
        return goOn(at: self.raise(.error, reason, info: arguments.isNil ? Term(small: 0) : arguments))
    }

    /// `raise(Class, Reason, Stacktrace)`: answers `badarg` for what is none.
    @inline(never)
    mutating func erlang_raise_3(_ a: Arguments) -> Term {
        guard let `class` = ExceptionClass(a[0]), isStacktrace(a[2]) else { return .badarg }
        guard completeStacktrace(a) else { return failOutOfMemory() }
        guard ensure(2 + 3, live: live) else { return failOutOfMemory() }
        let running = process(current)
        setReason(a[1])
        // A raw trace without addresses, and what it stands for as its info: see `buildStacktrace`.
        let top = running.pointee.heapTop
        storeWord(Header(.heapBitstring, words: 2).bits, top)
        storeWord(32, top &+ 4)
        storeWord(`class`.rawValue, top &+ 8)
        running.pointee.heapTop = top &+ 12
        running.pointee.trace = makeCell(Term(boxed: top), a[2])
        action = .reraise
        return .none
    }

    /// Gives entries of the stack trace in `a[2]` that have no location an empty one. False: there is no memory.
    private mutating func completeStacktrace(_ a: Arguments) -> Bool {
        if a[2].isList && a[2].head.isBoxed(.heapBitstring) { return true }
        let count = length(of: a[2])
        guard ensure(count * 7, live: live) else { return false }
        // Copied in order: each cell's tail is set when the next one is there.
        var rest = a[2]
        var last = Term.nil
        while rest.isList {
            var entry = rest.head
            let words = entry.header.words
            if words == (entry.element(0).isFun ? 2 : 3) {
                let top = process(current).pointee.heapTop
                storeWord(Header.tuple(words + 1).bits, top)
                moveWords(entry.boxedAddress &+ 4, to: top &+ 4, words: words)
                store(.nil, top &+ 4 &+ UInt32(words) &* 4)
                process(current).pointee.heapTop = top &+ UInt32(words + 2) &* 4
                entry = Term(boxed: top)
            }
            rest = rest.tail
            let cell = makeCell(entry, .nil)
            if last.isNil { a[2] = cell } else { last.tail = cell }
            last = cell
        }
        return true
    }

    /// Whether a term has the form of a stack trace: a list of `{M, F, A}`, `{M, F, A, Location}`, `{Fun, Args}` or `{Fun, Args, Location}`.
    private mutating func isStacktrace(_ term: Term) -> Bool {
        if term.isList && term.head.isBoxed(.heapBitstring) { return true }
        var rest = term
        while rest.isList {
            let entry = rest.head
            guard entry.isTuple else { return false }
            switch entry.header.words {
            case 2 where entry.element(0).isFun: break
            case 3 where entry.element(0).isFun: if !isList(entry.element(2)) { return false }
            case 3 where entry.element(0).isAtom && entry.element(1).isAtom: break
            case 4 where entry.element(0).isAtom && entry.element(1).isAtom:
                if !isList(entry.element(3)) { return false }
            default: return false
            }
            rest = rest.tail
        }
        return rest.isNil
    }

    private func isList(_ term: Term) -> Bool { term.isList || term.isNil }

    /// `exit(Pid, Reason)`: an exit signal.
    @inline(never)
    mutating func erlang_exit_2(_ a: Arguments) -> Term {
        guard a[0].isPid || a[0].isPort else { return fail(.badarg) }
        guard a[0].isLocalPid else { return .true }
        let block = lookup(a[0])
        if block == 0 { return .true }
        let sender = process(current).pointee.pid
        if exitSignal(a[1], from: sender, to: block, linked: false) && block == current {
            action = .terminate
            return .none
        }
        return .true
    }

    /// `apply/3` as a call of a BIF: by name or in a tail call of the compiler's making. What is wrong with the call itself has the
    /// caller in its trace, what the function that it calls raises has not, where that is a tail call.
    @inline(never)
    mutating func erlang_apply_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom, isProperList(a[2]) else { return fail(.badarg) }
        return goOn(at: applyList(returnTo: leave()))
    }

    /// `apply/2`, as `apply/3`.
    @inline(never)
    mutating func erlang_apply_2(_ a: Arguments) -> Term {
        if isCallable(a[0]), length(of: a[1]) == funArity(a[0]) {
            return goOn(at: applyFunToList(returnTo: leave()))
        }
        return goOn(at: applyFunToList(returnTo: 0))
    }

    /// What a BIF answers that lets the interpreter go on at `address`.
    @inline(never)
    mutating func goOn(at address: Address) -> Term {
        continuation = address
        action = .continueAt
        return .none
    }

    /// What a BIF answers that is to return `result` when it is the process's turn again.
    @inline(never)
    mutating func endSlice(with result: Term) -> Term {
        store(result, x &+ 12)
        return goOn(at: endSlice(at: leave(), live: 1))
    }

    /// Ends a BIF that has the interpreter go on elsewhere: where its call returns to, behind the instruction that called it. After a tail
    /// call what fails from here on has no frame of the caller any more: its trace begins with the call that the caller answers.
    @inline(never)
    mutating func leave() -> Address {
        // Called by name: what the instruction was to drop is gone.
        if namedReturn != 0 { return namedReturn }
        let running = process(current)
        let ip = running.pointee.ip
        switch unsafeBitCast(rawPointer(ip).load(as: UInt8.self), to: Opcode.self) {
        case .call_bif_last_n_n_h:
            running.pointee.stackTop =
                running.pointee.stackTop &+ UInt32(rawPointer(ip &+ 2).load(as: UInt8.self)) &* 4
            fallthrough
        case .call_bif_only_n_h:
            let back = Stack.returnAddress(loadWord(running.pointee.stackTop))
            running.pointee.stackTop = running.pointee.stackTop &+ 4
            running.pointee.ip = back &- 1
            return back
        default:
            return ip &+ 4
        }
    }
}
