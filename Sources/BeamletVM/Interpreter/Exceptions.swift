/// The class of an exception.
public enum ExceptionClass: UInt32 {
    case `throw` = 0
    case error = 1
    case exit = 2

    /// Its atom.
    public var term: Term {
        switch self {
        case .throw: .throw
        case .error: .error
        case .exit: .exit
        }
    }

    /// The class that an atom names.
    public init?(_ term: Term) {
        switch term {
        case .throw: self = .throw
        case .error: self = .error
        case .exit: self = .exit
        default: return nil
        }
    }
}

/// What a `catch` or `try` leaves in its Y register: where its handler begins. A special immediate (see `Term`).
public enum CatchTag {
    /// The tag of the handler at `handler` in the image at `base`.
    public static func tag(_ handler: Address, base: Address) -> Term {
        Term(bits: ((handler &- base) &>> 1 &+ 2) &<< Tag.immediateShift | Tag.special)
    }
    /// Whether a word of a stack is a catch tag.
    @inline(__always)
    public static func isTag(_ word: UInt32) -> Bool {
        word & Tag.immediateMask == Tag.special && word >= 2 &<< Tag.immediateShift
    }
    /// The handler's address.
    @inline(__always)
    public static func handler(_ word: UInt32, base: Address) -> Address {
        (word &>> Tag.immediateShift &- 2) &* 2 &+ base
    }

    /// What the tags of code that is loaded into RAM at run time count from: their highest bit is set, those of an image
    /// never have it. `start` is where the RAM begins, which has 128 MB at most.
    @inline(__always)
    static func base(ofRAM start: Address) -> Address { start &- 1 &<< 27 }
    /// Whether a tag's handler is in such code.
    @inline(__always)
    static func isInRAM(_ word: UInt32) -> Bool { word &>> 31 != 0 }
}

// How an exception travels. `raise` and its kin are called with the state flushed, `Process.ip` at the instruction that
// fails. They record the reason and a raw trace in the process, find the innermost handler on its stack, cut the stack
// there and answer where to go on: at the handler, or at the stub that ends the process.
//
// A raw trace is a list cell `[Addresses | Info]`: Addresses is a heap bitstring whose words are the class, the address of
// the failing instruction, and return addresses: `traceDepth` entries in all. Info is nil; or the arguments of a function
// none of whose clauses matched, or that `error/2` was given (a list; 0: an empty one); or `{BIF, Arguments, Cause}` with a BIF's
// number and the `cause` of its `error_info` (or nil); or `{Module, Function, Arguments}` of a function that does not exist; or
// `{nil, Arguments, Map}`: what `error/3` was given, the arguments as before.
extension Machine {
    /// Most return addresses that a trace can hold.
    static let deepestTrace = 64
    /// Words that a raw trace takes, with an `Info` tuple.
    var traceWords: Int { mutating get { 2 + 2 + 2 + Int(traceDepth) + 4 } }

    /// Records why the current process fails. If an exit signal has ended it while its native function waited, the signal's reason stays,
    /// and no handler sees the failure (`unwind`).
    @inline(never)
    mutating func setReason(_ reason: Term) {
        if process(current).pointee.state != .cut { process(current).pointee.reason = reason }
    }

    /// Raises `reason`. `info` is the raw trace's.
    @inline(never)
    mutating func raise(_ class: ExceptionClass, _ reason: Term, info: Term = .nil) -> Address {
        setReason(reason)
        process(current).pointee.trace = info
        guard ensure(traceWords, live: -3) else { return outOfMemory() }
        makeTrace(`class`, info: process(current).pointee.trace)
        return unwind()
    }

    /// Raises the error `{Tag, Value}`.
    @inline(never)
    mutating func raise(tag: Term, value: Term) -> Address {
        setReason(value)
        guard ensure(3, live: -3) else { return outOfMemory() }
        let reason = makeTuple(tag, process(current).pointee.reason)
        return raise(.error, reason)
    }

    /// No clause of the function matches: its arguments are in X0 and up.
    @inline(never)
    mutating func functionClause(arity: UInt32) -> Address {
        guard let arguments = makeArgumentList(x &+ 12, count: arity, live: Int(arity)) else { return outOfMemory() }
        return raise(.error, .functionClause, info: arity == 0 ? Term(small: 0) : arguments)
    }

    /// What follows when a BIF answered `none`: `action` says what it asked for.
    @inline(never)
    mutating func bifFailed(_ number: UInt32, arguments: Address, arity: UInt32) -> Address {
        let asked = action
        action = .raise(.error)
        let cause = failureCause.isNone ? Term.nil : failureCause
        failureCause = .none
        switch asked {
        case .continueAt:
            return continuation
        case .outOfMemory:
            return outOfMemory()
        case .terminate:
            return Image.Stub.terminate.address(imageBase)
        case .reraise:
            return unwind()
        case .raise, .raisePair:
            if case .raise(let `class`) = asked, `class` != .error || plainTrace {
                plainTrace = false
                return raise(`class`, failure)
            }
            setReason(failure)
            var number = number
            if number == UInt32(BIF.erlang_plus_2.rawValue), load(arguments &+ 4).isSmall,
                load(arguments &+ 4).smallValue < 0, isAdditionOfConstant(process(current).pointee.ip)
            {
                // The subtraction of a constant is linked so.
                store(Term(small: 0 - load(arguments &+ 4).smallValue), arguments &+ 4)
                number = UInt32(BIF.erlang_minus_2.rawValue)
            }
            var arguments = arguments
            if arguments < x &+ 12 {
                // In temporaries, which a collection does not see. The X registers are free now.
                var index = arity
                while index > 0 {
                    index -= 1
                    storeWord(loadWord(arguments &+ index &* 4), x &+ 12 &+ index &* 4)
                }
                arguments = x &+ 12
            }
            let first = (arguments &- x) &>> 2 &- 3
            guard let list = makeArgumentList(arguments, count: arity, live: Int(first &+ arity), extra: 7) else {
                return outOfMemory()
            }
            if asked == .raisePair {
                setReason(makeTuple(failureTag, process(current).pointee.reason))
            }
            let info = makeTuple(Term(small: Int(number)), list, cause)
            return raise(.error, process(current).pointee.reason, info: info)
        }
    }

    private mutating func isAdditionOfConstant(_ ip: Address) -> Bool {
        let opcode = unsafeBitCast(rawPointer(ip).load(as: UInt8.self), to: Opcode.self)
        return opcode == .add_x_i_d_n || opcode == .add_y_i_d_n
    }

    /// As `bifFailed`, for an instruction whose operands are `a` and `b` (none: one operand).
    @inline(never)
    mutating func badArgument(_ bif: BIF, _ a: Term, _ b: Term) -> Address {
        store(a, x &+ 12)
        store(b, x &+ 16)
        failure = .badarg
        action = .raise(.error)
        return bifFailed(UInt32(bif.rawValue), arguments: x &+ 12, arity: b.isNone ? 1 : 2)
    }

    /// The allocation that the current process needs cannot be met: it ends. No handler sees that.
    @inline(never)
    mutating func outOfMemory() -> Address {
        setReason(process(current).pointee.flags.contains(.exceededHeap) ? .killed : .outOfMemory)
        process(current).pointee.trace = .nil
        if process(current).pointee.reason == .outOfMemory { process(current).pointee.flags.insert(.outOfMemory) }
        return Image.Stub.terminate.address(imageBase)
    }

    /// Records class and return addresses. There is room for `traceWords`.
    private mutating func makeTrace(_ class: ExceptionClass, info: Term) {
        let running = process(current)
        let start = running.pointee.heapTop
        var top = start &+ 8
        storeWord(`class`.rawValue, top)
        storeWord(running.pointee.ip, top &+ 4)
        top = top &+ 8
        var cursor = running.pointee.stackTop
        // The running function counts, too, and so does what it has called that is native or not there.
        var count = info.isBoxed(.tuple) && Term(bits: info.boxedWord(1)) != .nil ? 2 : 1
        // Of calls from one place in a row there is one entry, as on the BEAM. There a native function that is called where the
        // caller's call returns to counts as the same place, too.
        var before: UInt32 = 0
        let opcode = rawPointer(running.pointee.ip).load(as: UInt8.self)
        if opcode == Opcode.call_bif_n_h.rawValue || opcode == Opcode.call_bif_only_n_h.rawValue
            || opcode == Opcode.call_bif_last_n_n_h.rawValue
        {
            before = Stack.returnWord(running.pointee.ip)
        }
        let end = stackEnd(current)
        while cursor < end && count < Int(traceDepth) {
            let word = loadWord(cursor)
            if Header.isHeader(word), word != before {
                before = word
                storeWord(Stack.returnAddress(word), top)
                top = top &+ 4
                count += 1
            }
            cursor = cursor &+ 4
        }
        let words = Int((top &- start) &>> 2) - 1
        storeWord(Header(.heapBitstring, words: words).bits, start)
        storeWord(UInt32(words - 1) * 32, start &+ 4)
        running.pointee.heapTop = top
        running.pointee.trace = makeCell(Term(boxed: start), info)
    }

    /// Class of a raw trace, or nil for a term that is none.
    private mutating func traceClass(_ trace: Term) -> ExceptionClass? {
        guard trace.isList, trace.head.isBoxed(.heapBitstring), trace.head.header.words >= 2 else { return nil }
        return ExceptionClass(rawValue: trace.head.boxedWord(1))
    }

    /// Finds the innermost handler and cuts the stack there; X0 to X3 are what it expects. Where there is none, the
    /// process ends.
    private mutating func unwind() -> Address {
        let running = process(current)
        if running.pointee.state == .cut { return Image.Stub.terminate.address(imageBase) }
        var cursor = running.pointee.stackTop
        var frame = cursor
        let end = stackEnd(current)
        let `class` = traceClass(running.pointee.trace) ?? .error
        while cursor < end {
            let word = loadWord(cursor)
            cursor = cursor &+ 4
            if Header.isHeader(word) {
                frame = cursor
            } else if CatchTag.isTag(word) {
                running.pointee.stackTop = frame
                running.pointee.mailboxSave = .nil
                store(.none, x &+ 12)
                store(`class`.term, x &+ 16)
                store(running.pointee.reason, x &+ 20)
                store(running.pointee.trace, x &+ 24)
                return CatchTag.handler(
                    word, base: CatchTag.isInRAM(word) ? CatchTag.base(ofRAM: heapRegion) : imageBase)
            }
        }
        if `class` != .exit { running.pointee.flags.insert(.crashed) }
        if let reason = uncaughtReason(`class`) { running.pointee.reason = reason }
        return Image.Stub.terminate.address(imageBase)
    }

    /// The exit reason of a process that nothing caught: `{Reason, Stacktrace}` for errors, `{{nocatch, Value}, Stacktrace}` for
    /// throws, the reason itself for exits.
    private mutating func uncaughtReason(_ class: ExceptionClass) -> Term? {
        let running = process(current)
        if `class` == .exit { return running.pointee.reason }
        if `class` == .throw {
            guard ensure(3, live: -3) else { return .outOfMemory }
            running.pointee.reason = makeTuple(.nocatch, running.pointee.reason)
        }
        let stacktrace = buildStacktrace(running.pointee.trace, live: -3)
        if stacktrace.isNone { return running.pointee.reason }
        running.pointee.trace = stacktrace
        guard ensure(3, live: -3) else { return running.pointee.reason }
        return makeTuple(running.pointee.reason, running.pointee.trace)
    }

    /// The value of `catch Expression` when an exception arrived: class, reason and trace are in X1 to X3. Leaves it in X0;
    /// answers false when there is no memory for it.
    @inline(never)
    mutating func catchValue() -> Bool {
        switch load(x &+ 16) {
        case .throw:
            store(load(x &+ 20), x &+ 12)
        case .exit:
            guard ensure(3, live: 3) else { return false }
            store(makeTuple(.EXIT, load(x &+ 20)), x &+ 12)
        default:
            store(.nil, x &+ 12)
            let stacktrace = buildStacktrace(load(x &+ 24), live: 3)
            if stacktrace.isNone { return false }
            store(stacktrace, x &+ 12)
            guard ensure(6, live: 3) else { return false }
            let pair = makeTuple(load(x &+ 20), load(x &+ 12))
            store(makeTuple(.EXIT, pair), x &+ 12)
        }
        return true
    }

    /// Raises again what a `try` caught but none of its clauses matched, with the trace that it had.
    @inline(never)
    mutating func reraise(trace: Term, reason: Term) -> Address {
        setReason(reason)
        process(current).pointee.trace = trace
        return unwind()
    }

    /// `erlang:raise(X0, X1, X2)` as the compiler makes it where X2 is the raw trace of the handler around it.
    @inline(never)
    mutating func rawRaise() -> Address {
        guard let `class` = ExceptionClass(load(x &+ 12)) else {
            // The instruction's result is badarg, as the BIF's.
            store(.badarg, x &+ 12)
            return process(current).pointee.ip &+ 2
        }
        let trace = load(x &+ 20)
        if trace.isList, trace.head.isBoxed(.heapBitstring) {
            storeWord(`class`.rawValue, trace.head.boxedAddress &+ 8)
        }
        return reraise(trace: trace, reason: load(x &+ 16))
    }
}
