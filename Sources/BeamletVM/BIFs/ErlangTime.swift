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
            guard isWordSized(unit), !isNegative(unit), unit != Term(small: 0) else { return fail(.badarg) }
            guard unit.isSmall else {
                store(unit, x &+ 12 &+ UInt32(live) &* 4)
                let time = makeInteger(microseconds, live: live + 1)
                if time.isNone { return time }
                let product = arithmetic(
                    .multiply, time, load(x &+ 12 &+ UInt32(live) &* 4), live: UInt32(live + 1))
                if product.isNone { return product }
                return arithmetic(.divide, product, Term(small: 1_000_000), live: UInt32(live))
            }
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

    @inline(never)
    mutating func erlang_monotonic_time_0() -> Term { convert(monotonic(), to: .native) }
    @inline(never)
    mutating func erlang_monotonic_time_1(_ a: Arguments) -> Term { convert(monotonic(), to: a[0]) }
    /// The wall clock: what the board's clock says plus the offset that somebody set, from 1970.
    @inline(never)
    mutating func erlang_system_time_0() -> Term { convert(monotonic() &+ timeOffset, to: .native) }
    @inline(never)
    mutating func erlang_system_time_1(_ a: Arguments) -> Term { convert(monotonic() &+ timeOffset, to: a[0]) }
    @inline(never)
    mutating func erlang_time_offset_0() -> Term { convert(timeOffset, to: .native) }
    @inline(never)
    mutating func erlang_time_offset_1(_ a: Arguments) -> Term { convert(timeOffset, to: a[0]) }

    @inline(never)
    mutating func erlang_unique_integer_0() -> Term {
        uniqueIntegers &+= 1
        return makeInteger(Int64(bitPattern: uniqueIntegers), live: live)
    }

    /// `unique_integer([positive | monotonic])`.
    @inline(never)
    mutating func erlang_unique_integer_1(_ a: Arguments) -> Term {
        var rest = a[0]
        while rest.isList {
            guard rest.head == .positive || rest.head == .monotonic else { return fail(.badarg) }
            rest = rest.tail
        }
        guard rest.isNil else { return fail(.badarg) }
        return erlang_unique_integer_0()
    }

    /// Parts of a second of a time unit, or `none`.
    private mutating func parts(_ unit: Term) -> Term {
        switch unit {
        case .second, .seconds: return Term(small: 1)
        case .millisecond, .milliSeconds: return Term(small: 1000)
        case .microsecond, .microSeconds: return Term(small: 1_000_000)
        case .nanosecond, .nanoSeconds, .native: return makeInteger(Int64(1_000_000_000), live: live)
        default:
            if word(unit, in: "perf_counter") == 0 { return makeInteger(Int64(1_000_000_000), live: live) }
            return unit.isInteger && !isNegative(unit) && unit != Term(small: 0) ? unit : .none
        }
    }

    /// `convert_time_unit(Time, From, To)`: rounded down.
    @inline(never)
    mutating func erlang_convert_time_unit_3(_ a: Arguments) -> Term {
        guard a[0].isInteger else { return fail(.badarg) }
        // The units in the registers behind the arguments, where a collection finds them.
        let place = x &+ 12 &+ UInt32(live) &* 4
        let from = parts(a[1])
        if from.isNone { return fail(.badarg) }
        store(from, place)
        live += 1
        let to = parts(a[2])
        if to.isNone { return fail(.badarg) }
        let product = arithmetic(.multiply, a[0], to, live: UInt32(live))
        if product.isNone { return .none }
        guard isNegative(product) else { return arithmetic(.divide, product, load(place), live: UInt32(live)) }
        a[0] = product
        let less = arithmetic(.subtract, load(place), Term(small: 1), live: UInt32(live))
        if less.isNone { return .none }
        let lowered = arithmetic(.subtract, a[0], less, live: UInt32(live))
        if lowered.isNone { return .none }
        return arithmetic(.divide, lowered, load(place), live: UInt32(live))
    }

    // MARK: The wall clock

    /// `atomvm:posix_clock_settime(realtime, {Seconds, Nanoseconds})`: sets the wall clock, in time since 1970. Timers follow the
    /// monotonic time, which goes on as before. Who monitors the time offset gets `{'CHANGE', Reference, time_offset,
    /// clock_service, Offset}`, and goes on monitoring, as on the BEAM with `+C multi_time_warp`.
    @inline(never)
    mutating func atomvm_posix_clock_settime_2(_ a: Arguments) -> Term {
        guard word(a[0], in: "realtime") == 0, a[1].isTuple, a[1].header.words == 2,
            let seconds = int64(a[1].element(0)), let nanoseconds = int64(a[1].element(1)),
            // In nanoseconds it has 63 bits.
            seconds >= 0, seconds < 1 &<< 33, nanoseconds >= 0, nanoseconds < 1_000_000_000
        else { return fail(.badarg) }
        timeOffset = seconds &* 1_000_000 &+ nanoseconds / 1000 &- monotonic()
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            var cursor = block == 0 ? 0 : process(block).pointee.relations
            while cursor != 0 {
                let one = relation(cursor).pointee
                let tag = one.hasTag ? load(cursor &+ UInt32(Relation.size)) : atom("CHANGE")
                cursor = one.next
                if one.peer != .clockService { continue }
                let offset = convert(timeOffset, to: .native)
                if offset.isNone { return .none }
                let number = UInt64(one.referenceHigh) &<< 32 | UInt64(one.referenceLow)
                let change = Down(
                    number: number, object: .clockService, name: .nil, type: .timeOffset, tag: tag,
                    isAlias: one.isAlias)
                _ = sendDown(change, reason: offset, to: block)
            }
        }
        return .ok
    }

    // MARK: Timers

    /// `send_after` and `start_timer`: `(Time, Destination, Message)`; `isAbsolute`: the time is one of `monotonic_time`.
    private mutating func startTimer(_ a: Arguments, _ kind: Timer.Kind, isAbsolute: Bool = false) -> Term {
        var deadline: UInt64
        if isAbsolute {
            guard let time = int64(a[0]), time < 1 << 50 else { return failBadarg(cause: "time") }
            deadline = time <= 0 ? 0 : UInt64(time) &* 1000
        } else {
            guard let time = uint32(a[0]) else { return failBadarg(cause: "time") }
            deadline = platform.now() &+ UInt64(time) &* 1000
        }
        guard a[1].isLocalPid || a[1].isAtom else { return fail(.badarg) }
        // A timer ends with the process that it is for. A name may belong to somebody by then.
        if a[1].isLocalPid {
            let receiver = lookup(a[1])
            if receiver == 0 { return erlang_make_ref_0() }
            process(receiver).pointee.collections |= Process.hasTimers
        }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let address = makeTimer(kind, deadline: deadline, target: a[1], message: a[2])
        if address == 0 { return failOutOfMemory() }
        let top = process(current).pointee.heapTop
        writeReference(low: timer(address).pointee.referenceLow, high: timer(address).pointee.referenceHigh, at: top)
        storeWord(address, top &+ 4)
        process(current).pointee.heapTop = top &+ 16
        return Term(boxed: top)
    }

    @inline(never)
    mutating func erlang_send_after_3(_ a: Arguments) -> Term { startTimer(a, .send) }
    @inline(never)
    mutating func erlang_start_timer_3(_ a: Arguments) -> Term { startTimer(a, .start) }
    @inline(never)
    mutating func erlang_send_after_4(_ a: Arguments) -> Term { startTimerWithOptions(a, .send) }
    @inline(never)
    mutating func erlang_start_timer_4(_ a: Arguments) -> Term { startTimerWithOptions(a, .start) }

    private mutating func startTimerWithOptions(_ a: Arguments, _ kind: Timer.Kind) -> Term {
        guard let options = flags(a[3], "abs") else { return failBadarg(cause: "badopt") }
        return startTimer(a, kind, isAbsolute: options == 2)
    }

    /// A list of `{Flag, Boolean}`, the flags being words of a text: two bits for each, 0 if it is not in the list, otherwise 1 for false
    /// and 2 for true. nil: there is something else.
    private mutating func flags(_ list: Term, _ names: StaticString) -> Int? {
        var result = 0
        var rest = list
        while rest.isList {
            let option = rest.head
            guard option.isTuple, option.header.words == 2, option.element(1) == .true || option.element(1) == .false
            else {
                return nil
            }
            let flag = word(option.element(0), in: names)
            if flag < 0 { return nil }
            result = result & ~(3 << (flag * 2)) | (option.element(1) == .true ? 2 : 1) << (flag * 2)
            rest = rest.tail
        }
        return rest.isNil ? result : nil
    }

    /// The timer of a reference, or 0. The address in the reference is that of a timer if the heap's entry that is named there is this
    /// address: what is read before that is any word of RAM.
    private mutating func findTimer(_ reference: Term) -> Address {
        guard reference.isBoxed(.reference) else { return 0 }
        let address = reference.boxedWord(0)
        guard address & 3 == 0, address &- heapRegion <= heapRegionSize &- UInt32(Timer.receiveSize) else { return 0 }
        let index = timer(address).pointee.index
        guard index < timerCount, loadWord(timerHeap &+ index &* 4) == address,
            timer(address).pointee.kind != .receive, timer(address).pointee.referenceLow == reference.boxedWord(1),
            timer(address).pointee.referenceHigh == reference.boxedWord(2)
        else { return 0 }
        return address
    }

    /// Milliseconds that are left.
    private mutating func timeLeft(_ address: Address) -> Term {
        let now = platform.now()
        let deadline = timer(address).pointee.deadline
        return makeInteger(deadline > now ? Int64((deadline - now + 999) / 1000) : 0, live: live)
    }

    /// What is left of a timer, which is cancelled if that is wanted; `false` if there is no such timer.
    private mutating func remaining(_ a: Arguments, cancels: Bool) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        let address = findTimer(a[0])
        if address == 0 { return .false }
        let left = timeLeft(address)
        if cancels, left.isSomething { cancelTimer(address) }
        return left
    }

    @inline(never)
    mutating func erlang_cancel_timer_1(_ a: Arguments) -> Term { remaining(a, cancels: true) }
    @inline(never)
    mutating func erlang_read_timer_1(_ a: Arguments) -> Term { remaining(a, cancels: false) }

    /// `cancel_timer(Reference, [{async, Boolean} | {info, Boolean}])`.
    @inline(never)
    mutating func erlang_cancel_timer_2(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        guard let options = flags(a[1], "async info") else { return fail(.badarg) }
        let left = remaining(a, cancels: true)
        if left.isNone || options & 12 == 4 { return left.isNone ? left : .ok }
        return options & 3 == 2 ? tell(a[0], left, "cancel_timer") : left
    }

    /// `read_timer(Reference, [{async, Boolean}])`.
    @inline(never)
    mutating func erlang_read_timer_2(_ a: Arguments) -> Term {
        guard a[0].isReference, let options = flags(a[1], "async") else { return fail(.badarg) }
        let left = remaining(a, cancels: false)
        return options == 2 && left.isSomething ? tell(a[0], left, "read_timer") : left
    }

    /// Sends the current process `{Tag, Reference, Value}` and answers `ok`.
    private mutating func tell(_ reference: Term, _ value: Term, _ tag: StaticString) -> Term {
        let message = scratchTuple(3)
        store(atom(tag), message.boxedAddress &+ 4)
        store(reference, message.boxedAddress &+ 8)
        store(value, message.boxedAddress &+ 12)
        return postMade(message, to: current) ? .ok : failOutOfMemory()
    }
}
