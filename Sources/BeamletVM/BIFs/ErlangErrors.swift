// erlang: raising exceptions and ending processes.
extension Machine {
    /// Raises without showing the BIF itself in the trace.
    private mutating func raise(_ class: ExceptionClass, with reason: Term) -> Term {
        failure = reason
        action = .raise(`class`)
        plainTrace = true
        return .none
    }

    mutating func erlang_error_1(_ a: Arguments) -> Term { raise(.error, with: a[0]) }
    mutating func erlang_throw_1(_ a: Arguments) -> Term { raise(.throw, with: a[0]) }
    mutating func erlang_exit_1(_ a: Arguments) -> Term { raise(.exit, with: a[0]) }

    /// As errors that BIFs find: `nif_error` itself is the trace's first entry.
    mutating func erlang_nif_error_1(_ a: Arguments) -> Term { fail(a[0]) }
    mutating func erlang_nif_error_2(_ a: Arguments) -> Term { fail(a[0]) }

    /// `error(Reason, Args)`: the trace's first entry has the arguments. `none`, or what is no list, as `Args`: as `error/1`.
    mutating func erlang_error_2(_ a: Arguments) -> Term { raiseError(a[0], arguments: a[1]) }

    /// `error(Reason, Args, Options)`. The options only say more about the error than there is room for here; wrong ones are
    /// ignored, as on the BEAM.
    mutating func erlang_error_3(_ a: Arguments) -> Term { raiseError(a[0], arguments: a[1]) }

    private mutating func raiseError(_ reason: Term, arguments: Term) -> Term {
        guard arguments.isList || arguments.isNil else { return raise(.error, with: reason) }
        resume = self.raise(.error, reason, info: arguments.isNil ? Term(small: 0) : arguments)
        action = .continueAt
        return .none
    }

    /// `raise(Class, Reason, Stacktrace)`: answers `badarg` for what is none.
    mutating func erlang_raise_3(_ a: Arguments) -> Term {
        guard let `class` = ExceptionClass(a[0]), isStacktrace(a[2]) else { return .badarg }
        guard completeStacktrace(a) else { return failOutOfMemory() }
        guard ensure(2 + 3, live: live) else { return failOutOfMemory() }
        let running = process(current)
        running.pointee.reason = a[1]
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
            if entry.header.words == 3 && !entry.element(0).isFun {
                let top = process(current).pointee.heapTop
                storeWord(Header.tuple(4).bits, top)
                store(entry.element(0), top &+ 4)
                store(entry.element(1), top &+ 8)
                store(entry.element(2), top &+ 12)
                store(.nil, top &+ 16)
                process(current).pointee.heapTop = top &+ 20
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
            case 3 where entry.element(0).isFun || (entry.element(0).isAtom && entry.element(1).isAtom): break
            case 4 where entry.element(0).isAtom && entry.element(1).isAtom: break
            default: return false
            }
            rest = rest.tail
        }
        return rest.isNil
    }

    /// `exit(Pid, Reason)`: an exit signal.
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

    /// `apply/3` as a call of a BIF: by name or in a tail call of the compiler's making.
    mutating func erlang_apply_3(_ a: Arguments) -> Term { leaveTo { $0.applyList(returnTo: $1) } }
    mutating func erlang_apply_2(_ a: Arguments) -> Term { leaveTo { $0.applyFunToList(returnTo: $1) } }

    /// Lets the interpreter go on at what `enter` answers; the call returns behind the instruction that called the BIF.
    private mutating func leaveTo(_ enter: (inout Machine, Address) -> Address) -> Term {
        let running = process(current)
        let ip = running.pointee.ip
        var back = ip
        switch unsafeBitCast(rawPointer(ip).load(as: UInt8.self), to: Opcode.self) {
        case .call_bif_last_n_n_h:
            running.pointee.stackTop =
                running.pointee.stackTop &+ UInt32(rawPointer(ip &+ 2).load(as: UInt8.self)) &* 4
            fallthrough
        case .call_bif_only_n_h:
            back = Stack.returnAddress(loadWord(running.pointee.stackTop))
            running.pointee.stackTop = running.pointee.stackTop &+ 4
        default:
            back = ip &+ 4
        }
        resume = enter(&self, back)
        action = .continueAt
        return .none
    }
}
