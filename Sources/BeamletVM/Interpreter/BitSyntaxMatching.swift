// Match contexts, and what is taken from them out of line.

/// Offsets of a match context's words. Position, end and start are small integers: bits from the holder's first one.
enum MatchContext {
    static let holder: UInt32 = 4
    static let position: UInt32 = 8
    static let end: UInt32 = 12
    /// Where it began.
    static let start: UInt32 = 16
    /// Positions that `bs_save2` keeps.
    static let slots: UInt32 = 20
    /// Words of payload without slots.
    static let words = 4
}

/// What `bs_get_x_x_d_n_n_n_j` does with the context that is its first operand and the size that is its second.
enum BitGetKind: UInt8 {
    /// So many units as an integer, a float, a bitstring; or passed over.
    case integer, float, bitstring, skip
    /// One character.
    case utf8, utf16, utf32
    /// All the rest, if it is a number of units.
    case rest
    /// Whether so many bits are left, and no others; whether what is left is a number of units; whether so many bits are left and what
    /// is left after them is a number of units.
    case testTail, testUnit, ensure
    /// Whether the next bits are those of the bitstring that is the second operand.
    case matchString
    /// Whether the next bits (their number: live * 256 + unit) are the unsigned integer that is the second operand.
    case matchInteger
    /// The instructions of old: a context with slots for so many (unit) positions; keeps one, returns to it, or to where the context
    /// began; what the context began with as a bitstring.
    case start, save, restore, restoreStart, bitstringOfContext

    /// Whether its operand of a unit is one, so that 0 means 256.
    var hasUnit: Bool {
        switch self {
        case .integer, .float, .bitstring, .skip, .rest, .testUnit, .ensure: true
        default: false
        }
    }

    /// Whether it may collect; its operand of live registers is then one.
    var allocates: Bool {
        switch self {
        case .integer, .float, .bitstring, .rest, .start: true
        default: false
        }
    }
}

extension Machine {
    // MARK: Contexts

    /// `bs_start_match_x_d_n_j` for what is no context.
    @inline(never)
    mutating func startMatch() -> Address {
        let ip = process(current).pointee.ip
        let source = load(codeSlot(ip, 1))
        guard source.isBitstring else { return failMatch(ip, label: 4) }
        let context = makeContext(source, live: codeLive(ip, 3), slots: 0)
        if context.isNone { return outOfMemory() }
        store(context, codeSlot(ip, 2))
        return ip &+ 6
    }

    /// A context of a bitstring, with room for some positions. 5 words and one for each.
    private mutating func makeContext(_ bitstring: Term, live: Int, slots: Int) -> Term {
        let root = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        store(bitstring, root)
        guard ensure(MatchContext.words &+ 1 &+ slots, live: live &+ 1) else { return failOutOfMemory() }
        let bitstring = load(root)
        let length = bitstring.bitLength &<< 2
        let isPart = bitstring.isBoxed(.subBitstring)
        let start = isPart ? bitstring.boxedWord(1) : 0
        let place = process(current).pointee.heapTop
        storeWord(Header(.matchContext, words: MatchContext.words &+ slots).bits, place)
        store(isPart ? bitstring.boxedTerm(0) : bitstring, place &+ MatchContext.holder)
        storeWord(start, place &+ MatchContext.position)
        storeWord(start &+ length, place &+ MatchContext.end)
        storeWord(start, place &+ MatchContext.start)
        var top = place &+ MatchContext.slots
        let end = top &+ UInt32(truncatingIfNeeded: slots) &* 4
        while top != end {
            storeWord(start, top)
            top = top &+ 4
        }
        process(current).pointee.heapTop = top
        return Term(boxed: place)
    }

    /// `bs_get_tail_x_d_n`: the rest as a bitstring. Answers where to go on.
    @inline(never)
    mutating func getTail() -> Address {
        let ip = process(current).pointee.ip
        let live = codeLive(ip, 3)
        let root = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        let context = load(codeSlot(ip, 1))
        store(context, root)
        let position = contextPosition(context)
        let rest = makeSubBitstring(
            of: root, from: position, length: contextEnd(context) &- position, live: live &+ 1)
        if rest.isNone { return outOfMemory() }
        store(rest, codeSlot(ip, 2))
        return ip &+ 4
    }

    @inline(__always)
    private mutating func contextPosition(_ context: Term) -> Int {
        load(context.boxedAddress &+ MatchContext.position).smallValue
    }
    @inline(__always)
    private mutating func contextEnd(_ context: Term) -> Int {
        load(context.boxedAddress &+ MatchContext.end).smallValue
    }

    // MARK: Operands

    /// Operand byte of the instruction at `ip`.
    @inline(__always)
    mutating func codeByte(_ ip: Address, _ offset: UInt32) -> UInt32 { Bits.byte(ip &+ offset) }

    /// A number of live registers, which an instruction before told where a byte does not hold it.
    mutating func codeLive(_ ip: Address, _ offset: UInt32) -> Int {
        let live = Int(codeByte(ip, offset))
        return live == Machine.liveIsElsewhere ? wideLive : live
    }

    /// What stands for more live registers than a byte can tell.
    static let liveIsElsewhere = 255

    /// Address of the X slot that an operand byte names.
    @inline(__always)
    mutating func codeSlot(_ ip: Address, _ offset: UInt32) -> Address { x &+ codeByte(ip, offset) &* 4 }

    /// Goes to the label at `offset`; where there is none, raises `badarg`.
    mutating func failMatch(_ ip: Address, label offset: UInt32) -> Address {
        let label = UInt32(bitPattern: Int32(rawPointer(ip &+ offset).load(as: Int16.self)))
        return label == 0 ? raise(.error, .badarg) : ip &+ label &* 2
    }

    /// The bits that a size operand and a unit make: -1 for what is no size, `Int.max` for more than a bitstring can have.
    mutating func bitCount(_ size: Term, unit: Int) -> Int {
        if size.isSmall {
            let (bits, overflow) = size.smallValue.multipliedReportingOverflow(by: unit)
            return size.smallValue < 0 ? -1 : overflow || bits > Machine.longestBitstring ? .max : bits
        }
        return size.isBoxed(.positiveBignum) ? (unit == 0 ? 0 : .max) : -1
    }

    // MARK: Rare instructions

    /// The number in up to 29 bits of a context, which must be there; its position moves behind them.
    @inline(never)
    mutating func readBits(_ context: Term, count: UInt32) -> Term {
        let place = context.boxedAddress
        let position = load(place &+ MatchContext.position).smallValue
        let value = Bits.read(load(place &+ MatchContext.holder).holderData, at: position, count: Int(count))
        storeWord(loadWord(place &+ MatchContext.position) &+ count &<< 2, place &+ MatchContext.position)
        return Term(bits: value &<< 2)
    }

    /// Whether the next `count` (up to 16) bits of a context, which must be there, are a number; its position moves behind them then.
    @inline(never)
    mutating func isNext(_ context: Term, count: UInt32, value: UInt32) -> Bool {
        let place = context.boxedAddress &+ MatchContext.position
        let position = loadWord(place)
        if readBits(context, count: count).bits == value &<< 2 { return true }
        storeWord(position, place)
        return false
    }

    /// `bs_read32_x_d_n`. Answers where to go on.
    @inline(never)
    mutating func readWord() -> Address {
        let ip = process(current).pointee.ip
        let context = load(codeSlot(ip, 1))
        let place = context.boxedAddress
        let position = load(place &+ MatchContext.position).smallValue
        let value = Bits.read(load(place &+ MatchContext.holder).holderData, at: position, count: 32)
        store(Term(small: position &+ 32), place &+ MatchContext.position)
        let result = makeInteger(Int64(value), live: codeLive(ip, 3))
        if result.isNone { return outOfMemory() }
        store(result, codeSlot(ip, 2))
        return ip &+ 4
    }

    /// `bs_get_x_x_d_n_n_n_j`. Answers where to go on.
    @inline(never)
    mutating func getBits() -> Address {
        let ip = process(current).pointee.ip
        let live = codeLive(ip, 4)
        let size = load(codeSlot(ip, 2))
        let flags = BitFlags(bits: codeByte(ip, 6))
        let kind = unsafeBitCast(UInt8(truncatingIfNeeded: flags.bits & BitFlags.kindMask), to: BitGetKind.self)
        var root = codeSlot(ip, 1)
        if kind.allocates {
            let context = load(root)
            root = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
            store(context, root)
        }
        // A mismatch, unless somebody says otherwise.
        action = .continueAt
        var unit = Int(codeByte(ip, 5))
        if unit == 0, kind.hasUnit { unit = 256 }
        let result = getBits(kind, root, size, unit: unit, flags, live: live &+ 1)
        let asked = action
        action = .raise(.error)
        if result.isSomething {
            store(result, codeSlot(ip, 3))
            return ip &+ 10
        }
        switch asked {
        case .continueAt: return failMatch(ip, label: 8)
        case .outOfMemory: return outOfMemory()
        default: return raise(.error, failure)
        }
    }

    /// What a kind takes from the context in the slot at `root`; none: it does not match, or `action` says what is wrong.
    private mutating func getBits(
        _ kind: BitGetKind, _ root: Address, _ size: Term, unit: Int, _ flags: BitFlags, live: Int
    ) -> Term {
        let context = load(root)
        if kind.rawValue >= BitGetKind.start.rawValue { return oldMatch(kind, root, slot: unit, live: live) }
        let position = contextPosition(context)
        let rest = contextEnd(context) &- position
        var count = 0
        var result = context
        switch kind {
        case .integer, .float, .bitstring, .skip, .ensure:
            count = bitCount(size, unit: kind == .ensure ? 1 : unit)
            guard count >= 0, count <= rest else { return .none }
            if kind == .ensure { return (rest &- count) % unit == 0 ? context : .none }
            if kind == .integer {
                result = readInteger(root, at: position, count: count, flags: flags, live: live)
            } else if kind == .bitstring {
                result = makeSubBitstring(of: root, from: position, length: count, live: live)
            } else if Fitting.hasFloats, kind == .float {
                let data = context.boxedTerm(0).holderData
                guard let value = FloatBits.read(data, at: position, count: count, isLittle: flags.isLittle) else {
                    return .none
                }
                result = makeFloat(value, live: live)
            }
        case .utf8, .utf16, .utf32:
            let span = BitSpan(context.boxedTerm(0).holderData, at: position, length: rest)
            let character =
                kind == .utf8
                ? UnicodeBits.decodeUTF8(span)
                : kind == .utf16
                    ? UnicodeBits.decodeUTF16(span, isLittle: flags.isLittle)
                    : UnicodeBits.decodeUTF32(span, isLittle: flags.isLittle)
            guard character.bits != 0 else { return .none }
            count = character.bits
            result = Term(bits: character.value &<< 2)
        case .rest:
            guard rest % unit == 0 else { return .none }
            count = rest
            result = makeSubBitstring(of: root, from: position, length: rest, live: live)
        case .testTail: return rest == size.smallValue ? context : .none
        case .testUnit: return rest % unit == 0 ? context : .none
        case .matchString:
            let wanted = size.bitSpan
            count = wanted.length
            guard count <= rest else { return .none }
            let span = BitSpan(context.boxedTerm(0).holderData, at: position, length: count)
            guard Bits.compare(span, wanted) == 0 else { return .none }
        default:
            count = (live &- 1) &* 256 &+ unit
            guard count <= rest, isInteger(size, at: position, count: count, of: context) else { return .none }
        }
        if result.isNone { return .none }
        let place = load(root).boxedAddress &+ MatchContext.position
        store(Term(small: position &+ count), place)
        return result
    }

    /// Whether `count` bits of a context are an unsigned integer.
    private mutating func isInteger(_ integer: Term, at position: Int, count: Int, of context: Term) -> Bool {
        let data = context.boxedTerm(0).holderData
        var left = count
        let number = TwosComplement(integer)
        while left > 0 {
            let taken = (left &- 1) & 31 &+ 1
            left = left &- taken
            let digit = number.digit(left &>> 5)
            let mask = (2 &<< UInt32(truncatingIfNeeded: taken &- 1)) &- 1
            if Bits.read(data, at: position &+ count &- left &- taken, count: taken) != digit & mask { return false }
        }
        return number.fits(bits: count)
    }

    /// The instructions that compilers before OTP 22 emit.
    private mutating func oldMatch(_ kind: BitGetKind, _ root: Address, slot: Int, live: Int) -> Term {
        let source = load(root)
        if kind == .start { return startOldMatch(root, slots: slot, live: live) }
        guard source.isBoxed(.matchContext) else { return kind == .bitstringOfContext ? source : .none }
        let place = source.boxedAddress
        let kept = place &+ MatchContext.slots &+ UInt32(truncatingIfNeeded: slot) &* 4
        let isThere = slot < source.header.words &- MatchContext.words
        switch kind {
        case .save:
            guard isThere else { return .none }
            storeWord(loadWord(place &+ MatchContext.position), kept)
        case .restore:
            guard isThere else { return .none }
            storeWord(loadWord(kept), place &+ MatchContext.position)
        case .restoreStart:
            storeWord(loadWord(place &+ MatchContext.start), place &+ MatchContext.position)
        default:
            // The registers that are alive are not known, so the context itself becomes the bitstring.
            let start = load(place &+ MatchContext.start).smallValue
            let end = contextEnd(source)
            storeWord(Header(.subBitstring, words: 3).bits, place)
            store(Term(small: start), place &+ 8)
            store(Term(small: end &- start), place &+ 12)
        }
        return source
    }

    /// `bs_start_match2`: a context begins anew where it stands; one with too few slots is replaced.
    private mutating func startOldMatch(_ root: Address, slots: Int, live: Int) -> Term {
        let source = load(root)
        if source.isBitstring { return makeContext(source, live: live, slots: slots) }
        guard source.isBoxed(.matchContext) else { return .none }
        var context = source
        if source.header.words < MatchContext.words &+ slots {
            context = makeContext(source.boxedTerm(0), live: live, slots: slots)
            if context.isNone { return .none }
            let from = load(root).boxedAddress
            storeWord(loadWord(from &+ MatchContext.position), context.boxedAddress &+ MatchContext.position)
            storeWord(loadWord(from &+ MatchContext.end), context.boxedAddress &+ MatchContext.end)
        }
        let place = context.boxedAddress
        storeWord(loadWord(place &+ MatchContext.position), place &+ MatchContext.start)
        return context
    }
}
