// erlang: time and timers.
extension Machine {
    /// Microseconds to a time unit, rounded down: `second`, `millisecond`, ..., their old names, or parts per second.
    private mutating func convert(_ microseconds: Int64, to unit: Term) -> Term {
        switch unit {
        case .second, .seconds: return makeInteger(floorDivide(microseconds, 1_000_000), live: live)
        case .millisecond, .milliSeconds: return makeInteger(floorDivide(microseconds, 1000), live: live)
        case .microsecond, .microSeconds: return makeInteger(microseconds, live: live)
        case .nanosecond, .nanoSeconds: return makeInteger(microseconds &* 1000, live: live)
        // The native unit is the nanosecond, as on the BEAM under Linux.
        case .native: return makeInteger(microseconds &* 1000, live: live)
        default:
            guard unit.isSmall, unit.smallValue > 0 else { return fail(.badarg) }
            let parts = Int64(unit.smallValue)
            let whole = floorDivide(microseconds, 1_000_000)
            let rest = microseconds &- whole &* 1_000_000
            return makeInteger(whole &* parts &+ rest &* parts / 1_000_000, live: live)
        }
    }

    private mutating func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
        let quotient = a / b
        return a % b < 0 ? quotient - 1 : quotient
    }

    private mutating func monotonic() -> Int64 { Int64(bitPattern: platform.now()) }

    mutating func erlang_monotonic_time_0() -> Term { convert(monotonic(), to: .native) }
    mutating func erlang_monotonic_time_1(_ a: Arguments) -> Term { convert(monotonic(), to: a[0]) }
    /// The wall clock: what the board's clock says plus the offset that somebody set, from 1970.
    mutating func erlang_system_time_0() -> Term { convert(monotonic() &+ timeOffset, to: .native) }
    mutating func erlang_system_time_1(_ a: Arguments) -> Term { convert(monotonic() &+ timeOffset, to: a[0]) }
    mutating func erlang_time_offset_0() -> Term { convert(timeOffset, to: .native) }
    mutating func erlang_time_offset_1(_ a: Arguments) -> Term { convert(timeOffset, to: a[0]) }

    mutating func erlang_unique_integer_0() -> Term {
        uniqueIntegers &+= 1
        return makeInteger(Int64(bitPattern: uniqueIntegers), live: live)
    }

    /// `unique_integer([positive | monotonic])`.
    mutating func erlang_unique_integer_1(_ a: Arguments) -> Term {
        var rest = a[0]
        while rest.isList {
            guard rest.head == .positive || rest.head == .monotonic else { return fail(.badarg) }
            rest = rest.tail
        }
        guard rest.isNil else { return fail(.badarg) }
        return erlang_unique_integer_0()
    }

    // MARK: Timers

    /// `send_after` and `start_timer`: `(Time, Destination, Message)`.
    private mutating func startTimer(_ a: Arguments, _ kind: Timer.Kind) -> Term {
        guard let time = milliseconds(a[0]), a[1].isLocalPid || a[1].isAtom else { return fail(.badarg) }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let address = makeTimer(
            kind, deadline: platform.now() &+ UInt64(time) &* 1000, target: a[1], message: a[2])
        if address == 0 { return failOutOfMemory() }
        let top = process(current).pointee.heapTop
        writeReference(low: timer(address).pointee.referenceLow, high: timer(address).pointee.referenceHigh, at: top)
        process(current).pointee.heapTop = top &+ 16
        return Term(boxed: top)
    }

    mutating func erlang_send_after_3(_ a: Arguments) -> Term { startTimer(a, .send) }
    mutating func erlang_start_timer_3(_ a: Arguments) -> Term { startTimer(a, .start) }

    /// The timer of a reference, or 0. O(n) in the number of timers.
    private mutating func findTimer(_ reference: Term) -> Address {
        guard reference.isBoxed(.reference) else { return 0 }
        var index: UInt32 = 0
        while index < timerCount {
            let address = loadWord(timerHeap &+ index &* 4)
            if timer(address).pointee.kind != .receive
                && timer(address).pointee.referenceLow == reference.boxedWord(1)
                && timer(address).pointee.referenceHigh == reference.boxedWord(2)
            {
                return address
            }
            index += 1
        }
        return 0
    }

    /// Milliseconds that are left.
    private mutating func timeLeft(_ address: Address) -> Term {
        let now = platform.now()
        let deadline = timer(address).pointee.deadline
        return makeInteger(deadline > now ? Int64((deadline - now + 999) / 1000) : 0, live: live)
    }

    mutating func erlang_cancel_timer_1(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        let address = findTimer(a[0])
        if address == 0 { return .false }
        let left = timeLeft(address)
        cancelTimer(address)
        return left
    }

    mutating func erlang_read_timer_1(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        let address = findTimer(a[0])
        return address == 0 ? .false : timeLeft(address)
    }
}
