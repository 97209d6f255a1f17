// The shapes that several instructions share. All are inlined into the interpreter's function; each calls what is rare
// out of line, with the state flushed before and refreshed after.

/// Whether both are small integers: their tags are 00.
@inline(__always)
func bothSmall(_ a: Term, _ b: Term) -> Bool { (a.bits | b.bits) & Tag.mask == 0 }

/// An arithmetic operation that has a path out of line, for operands that are not small or a result that is not.
public enum Arithmetic: UInt8 {
    case add, subtract, multiply, divide, remainder, and, or, xor, shiftLeft, shiftRight, not, negate

    /// The BIF of that name: what a stack trace says.
    var bif: BIF {
        switch self {
        case .add: .erlang_plus_2
        case .subtract: .erlang_minus_2
        case .multiply: .erlang_times_2
        case .divide: .erlang_div_2
        case .remainder: .erlang_rem_2
        case .and: .erlang_band_2
        case .or: .erlang_bor_2
        case .xor: .erlang_bxor_2
        case .shiftLeft: .erlang_bsl_2
        case .shiftRight: .erlang_bsr_2
        case .not: .erlang_bnot_1
        case .negate: .erlang_minus_1
        }
    }
    /// Number of operands.
    var arity: UInt32 { self == .not || self == .negate ? 1 : 2 }
}

extension Machine {
    #if !hasFeature(Embedded)
        /// Notes that the instruction at an address is executed.
        @inline(never)
        mutating func noteExecuted(_ ip: Address) {
            let header = UnsafePointer<ImageHeader>(bitPattern: UInt(imageBase)).unsafelyUnwrapped
            let size = header.pointee.size
            if ip &- imageBase < size {
                executed?[Int(ip &- imageBase) / 2] = 1
            } else {
                executed?[Int(size) / 2 + Int(rawPointer(ip).load(as: UInt8.self))] = 1
            }
        }
    #endif

    // MARK: Calls

    /// Counts a call of the function whose entry is `r.ip`; at the end of the slice another process comes first.
    @inline(__always)
    mutating func countReduction(_ r: inout Registers) {
        r.reductions = r.reductions &- 1
        if r.reductions <= 0 { r.ip = endSlice(at: r.ip, live: -1) }
    }

    /// Enters a function of another module, or the newest version of it.
    @inline(__always)
    mutating func enterOther(_ r: inout Registers, _ target: Address) {
        r.ip = target
        if moduleStates == 0 {
            countReduction(&r)
        } else {
            flush(r)
            r.ip = redirect(r.ip)
            refresh(&r)
        }
    }

    /// Calls a BIF with the arguments in X0 and up. Answers whether it returned; if not, `r.ip` is where to go on.
    @inline(__always) @discardableResult
    mutating func callBIF(_ r: inout Registers, number: UInt32, arity: UInt32, size: UInt32) -> Bool {
        flush(r)
        live = Int(arity)
        let result = callBIF(r.xBase &+ 12, number)
        refresh(&r)
        r.reductions = r.reductions &- 1
        if result.isNone {
            r.ip = bifFailed(number, arguments: r.xBase &+ 12, arity: arity)
            refresh(&r)
            return false
        }
        r.x0 = result
        r.next(size)
        return true
    }

    /// Calls a guard BIF with its arguments in the slots from `first` on: behind the live registers, or, for a BIF that never
    /// collects, in the temporaries.
    @inline(__always)
    mutating func guardBIF(
        _ r: inout Registers, number: UInt32, first: UInt32, arity: UInt32, _ destination: Address, label: UInt32,
        size: UInt32
    ) {
        flush(r)
        let result = callGuardBIF(number, first: first, arity: arity)
        refresh(&r)
        if result.isSomething {
            store(result, destination)
            r.next(size)
        } else {
            failedGuard(&r, number, first: first, arity: arity, label: label)
        }
    }

    /// Goes to the label of a guard that failed; where there is none, raises with the arguments in the slots from `first` on.
    @inline(__always)
    mutating func failedGuard(_ r: inout Registers, _ number: UInt32, first: UInt32, arity: UInt32, label: UInt32) {
        if label != 0 {
            r.ip = r.ip &+ label &* 2
        } else {
            r.ip = bifFailed(number, arguments: r.xBase &+ first &* 4, arity: arity)
            refresh(&r)
        }
    }

    /// The same for `badarg` in an instruction that has its operands at hand.
    @inline(__always)
    mutating func failGuard(_ r: inout Registers, _ bif: BIF, _ a: Term, _ b: Term? = nil, label: UInt32) {
        if label != 0 {
            r.ip = r.ip &+ label &* 2
        } else {
            flush(r)
            r.ip = badArgument(bif, a, b ?? .none)
            refresh(&r)
        }
    }

    /// Where a local fun of that arity begins, its captured values behind the arguments in X0 and up; 0 for any other term.
    @inline(__always)
    mutating func enterFun(_ r: inout Registers, _ fun: Term, arity: UInt32) -> Address {
        guard fun.isBoxed && fun.header.kind == .fun else { return 0 }
        let entry = UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped
        guard UInt32(entry.pointee.arity) == arity else { return 0 }
        var from = fun.boxedAddress &+ 8
        let end = fun.boxedAddress &+ 4 &+ fun.header.bits &>> 8 &* 4
        var to = r.xBase &+ 12 &+ arity &* 4
        while from < end {
            storeWord(loadWord(from), to)
            from = from &+ 4
            to = to &+ 4
        }
        return entry.pointee.code
    }

    /// Calls a fun with the arguments in X0 and up.
    @inline(__always)
    mutating func callFun(_ r: inout Registers, _ fun: Term, arity: UInt32, size: UInt32) {
        r.next(size)
        let code = enterFun(&r, fun, arity: arity)
        if code != 0 {
            r.push(returnTo: r.ip)
            r.ip = code
            countReduction(&r)
            return
        }
        flush(r)
        r.ip = callOtherFun(fun, arity: arity, size: size)
        refresh(&r)
    }

    /// The same as a tail call: a frame of `frame` words goes first.
    @inline(__always)
    mutating func callFunLast(_ r: inout Registers, _ fun: Term, arity: UInt32, frame: UInt32) {
        flush(r)
        let code = enterFun(&r, fun, arity: arity)
        if code != 0 {
            r.e = r.e &+ frame &* 4
            r.ip = code
            countReduction(&r)
            return
        }
        r.ip = callOtherFunLast(fun, arity: arity, frame: frame)
        refresh(&r)
    }

    // MARK: Heap

    /// Collects so that `words` words are free; the instruction is then executed again.
    @inline(__always)
    mutating func makeRoom(_ r: inout Registers, words: UInt32, live: UInt32) {
        flush(r)
        r.ip = collectGarbage(words: words, live: live)
        refresh(&r)
    }

    /// Builds a list cell at the heap's top.
    @inline(__always)
    mutating func putList(_ r: inout Registers, _ head: Term, _ tail: Term) {
        store(head, r.h)
        store(tail, r.h &+ 4)
        r.h = r.h &+ 8
    }

    // MARK: Arithmetic

    @inline(__always)
    mutating func add(
        _ r: inout Registers, _ a: Term, _ b: Term, _ destination: Address, live: UInt32, label: UInt32, size: UInt32
    ) {
        let (sum, overflow) = Int32(bitPattern: a.bits).addingReportingOverflow(Int32(bitPattern: b.bits))
        if bothSmall(a, b) && !overflow {
            store(Term(bits: UInt32(bitPattern: sum)), destination)
            r.next(size)
        } else {
            arithmetic(&r, .add, a, b, destination, live: live, label: label, size: size)
        }
    }

    @inline(__always)
    mutating func subtract(
        _ r: inout Registers, _ a: Term, _ b: Term, _ destination: Address, live: UInt32, label: UInt32, size: UInt32
    ) {
        let (difference, overflow) = Int32(bitPattern: a.bits).subtractingReportingOverflow(Int32(bitPattern: b.bits))
        if bothSmall(a, b) && !overflow {
            store(Term(bits: UInt32(bitPattern: difference)), destination)
            r.next(size)
        } else {
            arithmetic(&r, .subtract, a, b, destination, live: live, label: label, size: size)
        }
    }

    /// An operation that its fast path does not cover. The operands go to the X registers from `live` on, where a
    /// collection finds them.
    @inline(__always)
    mutating func arithmetic(
        _ r: inout Registers, _ operation: Arithmetic, _ a: Term, _ b: Term, _ destination: Address, live: UInt32,
        label: UInt32, size: UInt32
    ) {
        flush(r)
        let result = arithmetic(operation, a, b, live: live)
        refresh(&r)
        if result.isSomething {
            store(result, destination)
            r.next(size)
        } else {
            failedGuard(&r, UInt32(operation.bif.rawValue), first: live &+ 3, arity: operation.arity, label: label)
        }
    }

    /// Copies the two words of a float.
    @inline(__always)
    mutating func copyFloat(_ from: Address, _ to: Address) {
        storeWord(loadWord(from), to)
        storeWord(loadWord(from &+ 4), to &+ 4)
    }

    /// An operation on two float registers into a third.
    @inline(__always)
    mutating func float(_ r: inout Registers, _ operation: Arithmetic) {
        if calculateFloat(operation, r.float(r.u8(1)), r.float(r.u8(2)), r.float(r.u8(3))) {
            r.next(4)
        } else {
            raise(&r, .badarith)
        }
    }

    // MARK: Bit syntax

    /// The bits that are left of a match context, times four.
    @inline(__always)
    mutating func bitsLeft(_ context: Term) -> UInt32 {
        let place = context.boxedAddress
        return loadWord(place &+ MatchContext.end) &- loadWord(place &+ MatchContext.position)
    }

    // MARK: Exceptions

    /// The end of a `catch` to which an exception led: X0 becomes its value.
    @inline(__always)
    mutating func caught(_ r: inout Registers) {
        flush(r)
        let isMade = catchValue()
        refresh(&r)
        if !isMade {
            r.ip = outOfMemory()
            refresh(&r)
        }
    }

    /// Raises an error.
    @inline(__always)
    mutating func raise(_ r: inout Registers, _ reason: Term) {
        flush(r)
        r.ip = raise(.error, reason)
        refresh(&r)
    }

    /// Raises `{Tag, Value}`.
    @inline(__always)
    mutating func raise(_ r: inout Registers, _ tag: Term, _ value: Term) {
        flush(r)
        r.ip = raise(tag: tag, value: value)
        refresh(&r)
    }
}
