// console and atomvm: what AtomVM applications call for output and to know where they run.
extension Machine {
    /// `console:puts(Text)`: writes a list of characters.
    @inline(never)
    mutating func console_puts_1(_ a: Arguments) -> Term { writeText(a[0]) ? .ok : fail(.badarg) }
    /// `console:print(Text)`: the same; AtomVM's answers `ok` or `error`.
    @inline(never)
    mutating func console_print_1(_ a: Arguments) -> Term { writeText(a[0]) ? .ok : .error }
    /// `console:flush()`: bytes are written at once, so there is nothing to wait for.
    @inline(never)
    mutating func console_flush_0() -> Term { .ok }

    /// `console:read()`: the bytes that have arrived since the last call, as a list; `[]` where there are none. Does not wait. Beamlet's
    /// own: until the I/O protocol is there, a program that listens asks from time to time.
    @inline(never)
    mutating func console_read_0() -> Term {
        var first = Term.nil
        var last = Term.nil
        while true {
            // Room first: a byte that was taken must not be lost. The cells so far stay where they are.
            let running = process(current)
            if running.pointee.stackTop &- running.pointee.heapTop < UInt32(2 + Stack.reserve) &* 4 {
                if first.isSomething && !first.isNil { return first }
                guard ensure(2 * 32, live: live) else { return failOutOfMemory() }
            }
            guard let byte = platform.read() else { return first }
            let cell = makeCell(Term(small: Int(byte)), .nil)
            if last.isNil { first = cell } else { last.tail = cell }
            last = cell
        }
    }

    /// Writes a list of characters or a binary.
    private mutating func writeText(_ text: Term) -> Bool {
        guard isBinary(text) else { return writeCharacters(text) }
        let bytes = text.bitSpan
        var index = 0
        while index < bytes.byteCount {
            put(bytes.byte(index), .console)
            index += 1
        }
        return true
    }

    /// `atomvm:platform()`.
    @inline(never)
    mutating func atomvm_platform_0() -> Term { .beamlet }

    /// `atomvm:random()`: 32 bits that are hard to guess only as far as the times of what happened are.
    @inline(never)
    mutating func atomvm_random_0() -> Term {
        // xorshift64*, stirred with the clock.
        randomState ^= platform.now()
        if randomState == 0 { randomState = 0x9E37_79B9_7F4A_7C15 }
        randomState ^= randomState >> 12
        randomState ^= randomState << 25
        randomState ^= randomState >> 27
        return makeInteger(Int64(UInt32(truncatingIfNeeded: (randomState &* 0x2545_F491_4F6C_DD1D) >> 32)), live: live)
    }
}
