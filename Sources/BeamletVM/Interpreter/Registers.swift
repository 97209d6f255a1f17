/// The interpreter's hot state: a local of the interpreter's one function, so that the compiler keeps each field in
/// a machine register. Everything here is inlined; what may touch the process is called with the state stored first
/// (`Machine.flush`) and fetched again after (`Machine.refresh`).
struct Registers {
    /// Address of the instruction.
    var ip: Address
    /// Address of X slot 0.
    var xBase: Address
    /// Address of the stack's top word: Y0 where there is a frame.
    var e: Address
    /// Address of the heap's first free word.
    var h: Address
    /// Reductions left.
    var reductions: Int32

    /// Operand byte at `offset` from the instruction.
    @inline(__always)
    func u8(_ offset: UInt32) -> UInt32 {
        UInt32(rawPointer(ip &+ offset).load(as: UInt8.self))
    }
    /// 16-bit operand, unsigned.
    @inline(__always)
    func u16(_ offset: UInt32) -> UInt32 {
        UInt32(rawPointer(ip &+ offset).load(as: UInt16.self))
    }
    /// 16-bit operand, sign-extended, as a word.
    @inline(__always)
    func i16(_ offset: UInt32) -> UInt32 {
        UInt32(bitPattern: Int32(rawPointer(ip &+ offset).load(as: Int16.self)))
    }
    /// 32-bit operand, aligned to 16 bits only: Cortex-M3 and M4 load it in one instruction.
    @inline(__always)
    func u32(_ offset: UInt32) -> UInt32 {
        rawPointer(ip &+ offset).loadUnaligned(as: UInt32.self)
    }

    /// Address of the X slot that the operand byte at `offset` names.
    @inline(__always)
    func xAddress(_ offset: UInt32) -> Address { xBase &+ u8(offset) &* 4 }
    /// Address of the Y register that the operand byte at `offset` names.
    @inline(__always)
    func yAddress(_ offset: UInt32) -> Address { e &+ u8(offset) &* 4 }
    /// Content of the X slot that the operand byte at `offset` names.
    @inline(__always)
    func x(_ offset: UInt32) -> Term { load(xAddress(offset)) }
    /// Content of the Y register that the operand byte at `offset` names.
    @inline(__always)
    func y(_ offset: UInt32) -> Term { load(yAddress(offset)) }
    /// Sets the X slot that the operand byte at `offset` names.
    @inline(__always)
    func setX(_ offset: UInt32, _ value: Term) { store(value, xAddress(offset)) }
    /// Sets the Y register that the operand byte at `offset` names.
    @inline(__always)
    func setY(_ offset: UInt32, _ value: Term) { store(value, yAddress(offset)) }

    /// Address of a float register: they lie below the X registers, from there down. None of them is live across a call, so all
    /// processes share them.
    @inline(__always)
    func float(_ number: UInt32) -> Address { xBase &- 8 &- number &* 8 }
    /// X0 to X2, behind the three temporary slots.
    @inline(__always) var x0: Term {
        get { load(xBase &+ 12) }
        nonmutating set { store(newValue, xBase &+ 12) }
    }
    @inline(__always) var x1: Term {
        get { load(xBase &+ 16) }
        nonmutating set { store(newValue, xBase &+ 16) }
    }
    @inline(__always) var x2: Term {
        get { load(xBase &+ 20) }
        nonmutating set { store(newValue, xBase &+ 20) }
    }

    /// Goes on with the next instruction, `size` bytes further.
    @inline(__always)
    mutating func next(_ size: UInt32) { ip = ip &+ size }
    /// Goes to the label in the 16-bit operand at `offset`.
    @inline(__always)
    mutating func jump(_ offset: UInt32) { ip = ip &+ i16(offset) &* 2 }
    /// Goes on, `size` bytes further, if `condition` holds, otherwise to the label at `offset`.
    @inline(__always)
    mutating func test(_ condition: Bool, _ offset: UInt32, _ size: UInt32) {
        if condition { next(size) } else { jump(offset) }
    }

    /// Whether `words` words, and the stack's reserve, are free between heap and stack.
    @inline(__always)
    func hasRoom(_ words: UInt32) -> Bool {
        e &- h >= (words &+ UInt32(Stack.reserve)) &* 4
    }
    /// Pushes the address to return to.
    @inline(__always)
    mutating func push(returnTo address: Address) {
        e = e &- 4
        storeWord(Stack.returnWord(address), e)
    }
    /// Pops the address to return to and goes there.
    @inline(__always)
    mutating func popReturn() {
        ip = Stack.returnAddress(loadWord(e))
        e = e &+ 4
    }

    /// The packed operand at `cursor`, which moves behind it. See `Opcode`.
    @inline(__always)
    func packed(_ cursor: inout Address) -> Term {
        let unit = UInt32(rawPointer(cursor).load(as: UInt16.self))
        cursor = cursor &+ 2
        switch unit & 3 {
        case 1:
            if unit == 0xFFFD {
                let constant = rawPointer(cursor).loadUnaligned(as: UInt32.self)
                cursor = cursor &+ 4
                return Term(bits: constant)
            }
            return load(xBase &+ (unit &- 1))
        case 2:
            return load(e &+ (unit &- 2))
        default:
            return Term(bits: unit)
        }
    }
}

extension Machine {
    /// Writes the hot state back to the process.
    @inline(__always)
    mutating func flush(_ r: Registers) {
        let running = process(current)
        running.pointee.heapTop = r.h
        running.pointee.stackTop = r.e
        running.pointee.ip = r.ip
        running.pointee.reductions = r.reductions
    }
    /// The hot state as it was flushed: for functions out of line that read operands. The interpreter's own must not be passed to them:
    /// what has an address does not stay in machine registers. Good until the next collection, which moves the stack.
    var flushed: Registers {
        mutating get {
            let running = process(current)
            return Registers(
                ip: running.pointee.ip, xBase: x, e: running.pointee.stackTop, h: running.pointee.heapTop,
                reductions: running.pointee.reductions)
        }
    }
    /// The two packed operands at `cursor`, which moves behind them: for functions out of line, with the state flushed. A collection
    /// moves the stack too, so that its place is asked for each time.
    @inline(never)
    mutating func operands(_ cursor: inout Address) -> (Term, Term) {
        let first = operand(&cursor)
        return (first, operand(&cursor))
    }

    @inline(never)
    private mutating func operand(_ cursor: inout Address) -> Term {
        Registers(ip: 0, xBase: x, e: process(current).pointee.stackTop, h: 0, reductions: 0).packed(&cursor)
    }
    /// Fetches what a called function may have changed of the hot state: all but the place in the code.
    @inline(__always)
    mutating func refresh(_ r: inout Registers) {
        let running = process(current)
        r.h = running.pointee.heapTop
        r.e = running.pointee.stackTop
        r.reductions = running.pointee.reductions
    }
    /// Fetches all of the hot state, also where to go on.
    @inline(__always)
    mutating func refreshAll(_ r: inout Registers) {
        refresh(&r)
        // Loading a module may have made room for more registers.
        r.xBase = x
        r.ip = process(current).pointee.ip
    }
}
