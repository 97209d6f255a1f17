/// A walk over iodata or chardata: what it is made of, in order. Lists may be nested as deeply as there is memory.
struct IODataWalk {
    /// What a walk may find beside small integers.
    enum Kind {
        /// Binaries.
        case iodata
        /// Bitstrings.
        case bits
        /// Binaries and bignums. The tails of all lists around the present place are kept, also empty ones.
        case chardata
    }

    /// What is still to come of the innermost list.
    private var rest: Term
    /// The tails of the lists around it.
    private(set) var outer = WorkStack<Term>()
    /// Where the last item was found: a list cell, or the item itself where it was a list's tail or the whole.
    private(set) var place = Term.nil
    private let kind: Kind
    /// What `nextPart` has found last.
    private(set) var part = BitSpan(0, at: 0, length: 0)
    /// What it has still to answer of a bitstring.
    private var pending = BitSpan(0, at: 0, length: 0)
    /// Whether something else was found, or there was no memory: the machine's `action` says it.
    private var failed = false
    /// How many list cells and binaries were passed.
    private var steps = 0

    /// A walk over a term, which need not be right: that shows on the way.
    init(_ data: Term, _ kind: Kind = .iodata) {
        rest = data
        self.kind = kind
    }

    /// The next integer, whatever its value, or bitstring; nil (the term) at the end; no value where the walk failed.
    @inline(never)
    mutating func next(_ machine: inout Machine) -> Term {
        while true {
            steps &+= 1
            place = rest
            if rest.isList {
                let head = rest.head
                let tail = rest.tail
                if head.isSmall {
                    rest = tail
                    return head
                }
                if head.isList {
                    if !tail.isNil || kind == .chardata, !outer.push(tail, &machine) {
                        return fail(machine.failOutOfMemory())
                    }
                    rest = head
                } else {
                    rest = tail
                    if kind == .chardata, head.isBignum { return head }
                    if !head.isNil { return bitstring(head, &machine) }
                }
            } else if rest.isNil {
                guard let tail = outer.pop() else { return .nil }
                rest = tail
            } else {
                rest = .nil
                return bitstring(place, &machine)
            }
        }
    }

    private mutating func bitstring(_ term: Term, _ machine: inout Machine) -> Term {
        term.isBitstring && (kind == .bits || term.bitLength & 7 == 0) ? term : fail(machine.fail(.badarg))
    }

    private mutating func fail(_ result: Term) -> Term {
        failed = true
        return result
    }

    /// Takes the tail of the innermost of the lists around the place where the walk is; nil: there is none.
    mutating func popOuter() -> Term? { outer.pop() }

    /// Goes on to the next bytes, which are `part`: of a bitstring, or of up to 64 integers in the machine's scratch memory. False at the
    /// end, or where the walk failed.
    @inline(never)
    mutating func nextPart(_ machine: inout Machine) -> Bool {
        // Before anything lies in the scratch memory, which others use.
        machine.work(4)
        if pending.length > 0 {
            takePending()
            return true
        }
        var gathered = 0
        while true {
            if gathered > 0, gathered == Machine.scratchSize || !(rest.isList && rest.head.isSmall) {
                machine.charge(gathered)
                part = BitSpan(machine.scratch, at: 0, length: gathered &* 8)
                return true
            }
            let item = next(&machine)
            if item.isSmall {
                guard item.bits <= 255 &<< 2 else {
                    _ = fail(machine.fail(.badarg))
                    return false
                }
                Bits.setByte(machine.scratch &+ UInt32(truncatingIfNeeded: gathered), item.bits &>> 2)
                gathered &+= 1
            } else {
                if item.isNil || item.isNone { return false }
                pending = item.bitSpan
                takePending()
                return true
            }
        }
    }

    /// The next piece of a long bitstring, so that no step takes long.
    @inline(never)
    private mutating func takePending() {
        let length = min(pending.length, 256 * 8)
        part = pending.part(from: 0, length: length)
        pending = pending.part(from: length, length: pending.length &- length)
    }

    /// Frees the walk's memory and charges for the way. False: the walk failed.
    mutating func end(_ machine: inout Machine) -> Bool {
        outer.release(&machine)
        machine.charge(steps &>> 4)
        return !failed
    }
}

// erlang: iodata as binaries, lists and sizes.
extension Machine {
    /// The number of bits of iodata; nil: it is none, there is no memory for the walk, or the number has no place in a small integer.
    private mutating func bitCount(_ data: Term, _ kind: IODataWalk.Kind) -> Int? {
        var walk = IODataWalk(data, kind)
        var total = 0
        var isTooLong = false
        while walk.nextPart(&self) {
            total &+= walk.part.length
            // Also where there is no iodata further on that is worse.
            if total > Machine.longestBitstring {
                isTooLong = true
                total = 0
            }
        }
        guard walk.end(&self) else { return nil }
        if isTooLong {
            _ = fail(.systemLimit)
            return nil
        }
        return total
    }

    /// A new bitstring of all the bits of the iodata in `a[0]`.
    private mutating func flatten(_ a: Arguments, _ kind: IODataWalk.Kind) -> Term {
        guard let total = bitCount(a[0], kind) else { return .none }
        let result = makeBitstring(bits: total, live: live)
        if result.isNone { return .none }
        let place = result.bitSpan.address
        var walk = IODataWalk(a[0], kind)
        var filled = 0
        while walk.nextPart(&self) {
            walk.part.copy(to: place, at: filled)
            filled &+= walk.part.length
        }
        charge(total &>> 10)
        return walk.end(&self) ? result : .none
    }

    @inline(never)
    mutating func erlang_iolist_to_binary_1(_ a: Arguments) -> Term {
        isBinary(a[0]) ? a[0] : flatten(a, .iodata)
    }

    /// One binary, or none where there are no bytes. On the BEAM large binaries stay what they are, which saves it copies for system
    /// calls that take several.
    @inline(never)
    mutating func erlang_iolist_to_iovec_1(_ a: Arguments) -> Term {
        let binary = erlang_iolist_to_binary_1(a)
        if binary.isNone { return .none }
        if binary.bitLength == 0 { return .nil }
        a[0] = binary
        guard ensure(2, live: live) else { return failOutOfMemory() }
        return makeCell(a[0], .nil)
    }

    @inline(never)
    mutating func erlang_list_to_binary_1(_ a: Arguments) -> Term {
        a[0].isList || a[0].isNil ? flatten(a, .iodata) : fail(.badarg)
    }

    @inline(never)
    mutating func erlang_list_to_bitstring_1(_ a: Arguments) -> Term {
        a[0].isList || a[0].isNil ? flatten(a, .bits) : fail(.badarg)
    }

    @inline(never)
    mutating func erlang_iolist_size_1(_ a: Arguments) -> Term {
        guard let total = bitCount(a[0], .iodata) else { return .none }
        return Term(small: total &>> 3)
    }

    /// A list of the bytes from `first` on, `count` of them, of the bitstring in `a[0]`, before `tail`.
    private mutating func listOfBytes(_ a: Arguments, first: Int, count: Int) -> Term {
        let extra = a[0].bitSpan.length & 7
        guard ensure(count * 2 + 5, live: live) else { return failOutOfMemory() }
        let bytes = a[0].bitSpan
        var list = Term.nil
        if extra != 0, first &+ count == bytes.byteCount {
            let rest = makeBitstring(bits: extra, live: live)
            bytes.part(from: count &* 8, length: extra).copy(to: rest.boxedAddress &+ 8)
            list = makeCell(rest, .nil)
        }
        let running = process(current)
        var top = running.pointee.heapTop
        var index = first &+ count
        while index > first {
            index &-= 1
            store(Term(small: Int(bytes.byte(index))), top)
            store(list, top &+ 4)
            list = Term(list: top)
            top = top &+ 8
        }
        running.pointee.heapTop = top
        charge(count &>> 4)
        return list
    }

    @inline(never)
    mutating func erlang_binary_to_list_1(_ a: Arguments) -> Term {
        isBinary(a[0]) ? erlang_bitstring_to_list_1(a) : fail(.badarg)
    }

    @inline(never)
    mutating func erlang_bitstring_to_list_1(_ a: Arguments) -> Term {
        a[0].isBitstring ? listOfBytes(a, first: 0, count: a[0].bitSpan.byteCount) : fail(.badarg)
    }

    /// `binary_to_list(Binary, Start, Stop)`: positions from 1, both included.
    @inline(never)
    mutating func erlang_binary_to_list_3(_ a: Arguments) -> Term {
        guard isBinary(a[0]), a[1].isSmall, a[2].isSmall, a[1].smallValue >= 1, a[2].smallValue >= a[1].smallValue,
            a[2].smallValue <= a[0].bitSpan.byteCount
        else { return fail(.badarg) }
        return listOfBytes(a, first: a[1].smallValue - 1, count: a[2].smallValue - a[1].smallValue + 1)
    }
}
