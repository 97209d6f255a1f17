// console and atomvm: what AtomVM applications call for output and to know where they run.
extension Machine {
    /// `console:puts(Text)`: writes a list of characters.
    mutating func console_puts_1(_ a: Arguments) -> Term { writeText(a[0]) ? .ok : fail(.badarg) }
    /// `console:print(Text)`: the same; AtomVM's answers `ok` or `error`.
    mutating func console_print_1(_ a: Arguments) -> Term { writeText(a[0]) ? .ok : .error }
    /// `console:flush()`: bytes are written at once, so there is nothing to wait for.
    mutating func console_flush_0() -> Term { .ok }

    /// Writes a list of characters or a binary.
    private mutating func writeText(_ text: Term) -> Bool {
        guard isBinary(text) else { return writeCharacters(text) }
        let view = BitView(text)
        var position: UInt32 = 0
        while position < view.length {
            put(UInt8(truncatingIfNeeded: view.bits(at: position, count: 8)), .console)
            position = position &+ 8
        }
        return true
    }

    /// `atomvm:platform()`.
    mutating func atomvm_platform_0() -> Term { .beamlet }

    /// `atomvm:random()`: 32 bits that are hard to guess only as far as the times of what happened are.
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
