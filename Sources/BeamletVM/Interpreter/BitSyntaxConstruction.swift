// Bitstrings made of segments: `bs_create_bin`, and the instructions of compilers before OTP 25.

/// What a segment is, or what `bs_put_x_x_d_n_n_n_j` does.
enum BitPutKind: UInt8 {
    /// A value in so many units.
    case integer, float, bitstring
    /// A character.
    case utf8, utf16, utf32
    /// All bits of a bitstring, which are a number of units.
    case all
    /// The same, as the first segment: the bitstring is extended in place where that can be.
    case append
    /// For the instructions of old: a new bitstring of so many bytes, or bits, behind which so many words of heap are free.
    case `init`, initBits
    /// A bitstring extended by so many bits: see `BitSyntaxAppend.swift`.
    case extend, privateExtend
    /// So many words of heap are to be free behind the next extended bitstring.
    case reserve
    /// An empty bitstring that is to be extended.
    case initWritable
    /// The sum of a number and so many units. Bytes of a character.
    case add, utf8Size, utf16Size
    /// So many registers are alive for the next instruction.
    case live

    /// Whether it may collect; its operand of live registers is then one.
    var allocates: Bool { self == .`init` || self == .initBits || self == .extend || self == .initWritable }
}

/// Why a segment cannot be written: what the BEAM tells in `error_info`.
enum BitError: UInt8 { case type, size, unit, short, invalid, noFloat }

/// A segment of `bs_create_bin` in linked code: kind and flags (a byte), unit (a byte, 0: 256), its number in the source (16 bits), value
/// and size as packed operands.
struct BitSegment {
    let flags: BitFlags
    let unit: Int
    let number: UInt32
    let value: Term
    let size: Term

    /// The type and the error that a failure's cause names.
    static func typeName(_ kind: UInt32) -> Term {
        switch unsafeBitCast(UInt8(truncatingIfNeeded: kind), to: BitPutKind.self) {
        case .integer: .integerAtom
        case .float: .floatAtom
        case .utf8: .utf8
        case .utf16: .utf16
        case .utf32: .utf32
        default: .binary
        }
    }

    static func errorName(_ error: UInt32) -> Term {
        switch unsafeBitCast(UInt8(truncatingIfNeeded: error), to: BitError.self) {
        case .type: .type
        case .size: .size
        case .unit: .unitAtom
        case .short: .shortAtom
        case .invalid: .invalid
        case .noFloat: .noFloat
        }
    }

    @inline(__always)
    var kind: BitPutKind {
        unsafeBitCast(UInt8(truncatingIfNeeded: flags.bits & BitFlags.kindMask), to: BitPutKind.self)
    }
}

extension Machine {
    /// The segment at `cursor`, which moves behind it.
    @inline(never)
    mutating func nextSegment(_ cursor: inout Address) -> BitSegment {
        let flags = BitFlags(bits: codeByte(cursor, 0))
        let unit = Int(codeByte(cursor, 1))
        let number = UInt32(rawPointer(cursor &+ 2).load(as: UInt16.self))
        cursor = cursor &+ 4
        let (value, size) = operands(&cursor)
        return BitSegment(flags: flags, unit: unit == 0 ? 256 : unit, number: number, value: value, size: size)
    }

    /// `bs_create_bin_d_n_h_h_j_v`. Answers where to go on.
    @inline(never)
    mutating func createBitstring() -> Address {
        let ip = process(current).pointee.ip
        let live = codeLive(ip, 2)
        let count = Int(rawPointer(ip &+ 4).load(as: UInt16.self))
        let extra = Int(rawPointer(ip &+ 6).load(as: UInt16.self))
        var cursor = ip &+ 10
        var total = 0
        var index = 0
        while index < count {
            let segment = nextSegment(&cursor)
            let bits = segmentBits(segment)
            if bits < 0 { return failSegment(ip) }
            if bits > Machine.longestBitstring &- total {
                _ = noteFailure(segment, .size, segment.size, reason: .systemLimit)
                return failSegment(ip)
            }
            total = total &+ bits
            index = index &+ 1
        }

        cursor = ip &+ 10
        index = 0
        var position = 0
        var result: Term
        let first = nextSegment(&cursor)
        if count > 0, first.kind == .append {
            guard first.value.isBitstring else {
                _ = noteFailure(first, .type, first.value)
                return failSegment(ip)
            }
            guard Int(first.value.bitLength) % first.unit == 0 else {
                _ = noteFailure(first, .unit, first.value)
                return failSegment(ip)
            }
            let root = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
            store(first.value, root)
            position = Int(first.value.bitLength)
            result = extendBitstring(root, by: total &- position, live: live &+ 1, extra: extra)
            index = 1
        } else {
            cursor = ip &+ 10
            result = makeBitstring(bits: total, live: live, extra: extra)
        }
        if result.isNone { return outOfMemory() }
        let span = result.bitSpan
        position = position &+ span.offset
        while index < count {
            let segment = nextSegment(&cursor)
            let bits = writeSegment(segment, span.address, at: position)
            if bits < 0 { return failSegment(ip) }
            position = position &+ bits
            index = index &+ 1
        }
        store(result, codeSlot(ip, 1))
        return cursor
    }

    /// The bits that a segment takes; -1, with `failure` and `failedSegment`, where that cannot be told.
    private mutating func segmentBits(_ segment: BitSegment) -> Int {
        switch segment.kind {
        case .integer, .float, .bitstring:
            let bits = bitCount(segment.size, unit: segment.unit)
            if bits < 0 { return noteFailure(segment, .size, segment.size) }
            if bits == .max { return noteFailure(segment, .size, segment.size, reason: .systemLimit) }
            return bits
        case .utf16: return UnicodeBits.sizeUTF16(segment.value) &* 8
        case .utf8, .utf32:
            guard UnicodeBits.isScalar(segment.value) else { return noteFailure(segment, .type, segment.value) }
            return segment.kind == .utf32 ? 32 : UnicodeBits.sizeUTF8(segment.value) &* 8
        default:
            // What is appended to is looked at when all sizes are known, units when the segments are written: as on the BEAM.
            guard segment.value.isBitstring else {
                return segment.kind == .append ? 0 : noteFailure(segment, .type, segment.value)
            }
            return Int(segment.value.bitLength)
        }
    }

    /// Writes a segment; its bits, or -1, with `failure` and `failedSegment`, where it cannot be written.
    private mutating func writeSegment(
        _ segment: BitSegment, _ address: Address, at position: Int
    ) -> Int {
        let value = segment.value
        let isLittle = segment.flags.isLittle
        switch segment.kind {
        case .integer:
            let bits = bitCount(segment.size, unit: segment.unit)
            if value.isSmall {
                if bits <= 30, !isLittle {
                    Bits.write(
                        UInt32(bitPattern: Int32(bitPattern: value.bits) &>> 2), address, at: position, count: bits)
                    return bits
                }
            } else if !value.isBignum {
                return noteFailure(segment, .type, value)
            }
            writeInteger(value, address, at: position, count: bits, isLittle: isLittle)
            return bits
        case .float:
            let bits = bitCount(segment.size, unit: segment.unit)
            guard value.isNumber else { return noteFailure(segment, .type, value) }
            guard bits == 16 || bits == 32 || bits == 64 else {
                return noteFailure(segment, .invalid, segment.size)
            }
            guard let float = double(value) else { return noteFailure(segment, .noFloat, value) }
            FloatBits.write(float, address, at: position, count: bits, isLittle: isLittle)
            return bits
        case .bitstring:
            guard value.isBitstring else { return noteFailure(segment, .type, value) }
            let bits = bitCount(segment.size, unit: segment.unit)
            let span = value.bitSpan
            guard bits <= span.length else { return noteFailure(segment, .short, value) }
            span.part(from: 0, length: bits).copy(to: address, at: position)
            return bits
        case .utf8, .utf16, .utf32:
            guard UnicodeBits.isScalar(value) else { return noteFailure(segment, .type, value) }
            let character = value.bits &>> 2
            if segment.kind == .utf8 { return UnicodeBits.encodeUTF8(character, address, at: position) }
            if segment.kind == .utf16 {
                return UnicodeBits.encodeUTF16(character, address, at: position, isLittle: isLittle)
            }
            Bits.write(character, address, at: position, count: 32, isLittle: isLittle)
            return 32
        default:
            let span = value.bitSpan
            guard span.length % segment.unit == 0 else { return noteFailure(segment, .unit, value) }
            span.copy(to: address, at: position)
            return span.length
        }
    }

    // MARK: Errors

    /// Notes what is wrong with a segment; -1.
    private mutating func noteFailure(
        _ segment: BitSegment, _ error: BitError, _ value: Term, reason: Term = .badarg
    ) -> Int {
        failure = reason
        failedSegment = UInt32(segment.kind.rawValue) | UInt32(error.rawValue) &<< 8 | segment.number &<< 16
        failedValue = value
        return -1
    }

    /// Goes to the label of a construction that failed; where there is none, raises what was noted.
    private mutating func failSegment(_ ip: Address) -> Address {
        let label = UInt32(bitPattern: Int32(rawPointer(ip &+ 8).load(as: Int16.self)))
        if label != 0 { return ip &+ label &* 2 }
        if failedSegment == 0 { return raise(.error, failure) }
        // The reason is a root; nothing else is alive any more.
        setReason(failedValue)
        guard ensure(19, live: -3) else { return outOfMemory() }
        return raise(.error, failure, info: makeTuple(.nil, .nil, segmentInfo(process(current).pointee.reason)))
    }

    /// `#{cause => {Segment, Type, Error, Value}, function => format_bs_fail, module => erl_erts_errors}`; there is room.
    private mutating func segmentInfo(_ value: Term) -> Term {
        let running = process(current)
        let cause = running.pointee.heapTop
        storeWord(Header.tuple(4).bits, cause)
        store(Term(small: Int(failedSegment &>> 16)), cause &+ 4)
        store(BitSegment.typeName(failedSegment & 0xFF), cause &+ 8)
        store(BitSegment.errorName(failedSegment &>> 8 & 0xFF), cause &+ 12)
        store(value, cause &+ 16)
        let map = cause &+ 20
        storeWord(Header(.flatMap, words: 4).bits, map)
        store(Term(boxed: map &+ 20), map &+ 4)
        store(Term(boxed: cause), map &+ 8)
        store(atom("format_bs_fail"), map &+ 12)
        store(.erlErtsErrors, map &+ 16)
        storeWord(Header.tuple(3).bits, map &+ 20)
        store(atom("cause"), map &+ 24)
        store(atom("function"), map &+ 28)
        store(.module, map &+ 32)
        running.pointee.heapTop = map &+ 36
        return Term(boxed: map)
    }

    // MARK: The instructions of old

    /// The same for instructions whose errors have no causes.
    private mutating func failOldSegment(_ ip: Address) -> Address {
        failedSegment = 0
        return failSegment(ip)
    }

    /// `bs_put_x_x_d_n_n_n_j`. Answers where to go on.
    @inline(never)
    mutating func putBits() -> Address {
        let ip = process(current).pointee.ip
        let flags = BitFlags(bits: codeByte(ip, 6))
        let unit = Int(codeByte(ip, 5))
        let segment = BitSegment(
            flags: flags, unit: unit == 0 ? 256 : unit, number: 0, value: load(codeSlot(ip, 1)),
            size: load(codeSlot(ip, 2)))
        action = .raise(.error)
        if segment.kind.rawValue < BitPutKind.`init`.rawValue {
            let bits = segmentBits(segment)
            if bits < 0 { return failOldSegment(ip) }
            guard bits <= buildEnd &- buildPosition else { return raise(.error, .badarg) }
            let written = writeSegment(segment, buildAddress, at: buildPosition)
            if written < 0 { return failOldSegment(ip) }
            buildPosition = buildPosition &+ written
            return ip &+ 10
        }
        let result = putBits(segment, live: codeLive(ip, 4))
        if result.isNone {
            let isFull = action == .outOfMemory
            action = .raise(.error)
            return isFull ? outOfMemory() : failOldSegment(ip)
        }
        store(result, codeSlot(ip, 3))
        return ip &+ 10
    }

    private mutating func putBits(_ segment: BitSegment, live: Int) -> Term {
        let value = segment.value
        let size = segment.size
        var result: Term
        switch segment.kind {
        case .utf8Size: return Term(small: UnicodeBits.sizeUTF8(value))
        case .utf16Size: return Term(small: UnicodeBits.sizeUTF16(value))
        case .initWritable:
            return segment.unit == 1 ? makeWritable(live: live) : makeBitstring(bits: 0, live: live)
        case .live:
            wideLive = size.smallValue
            return value
        case .reserve:
            extendExtra = size.smallValue
            return value
        case .add:
            let first = bitCount(value, unit: 1)
            let second = bitCount(size, unit: segment.unit)
            if first < 0 || second < 0 { return fail(.badarg) }
            if first > Machine.longestBitstring || second > Machine.longestBitstring &- first {
                return fail(.systemLimit)
            }
            return Term(small: first &+ second)
        case .`init`, .initBits:
            let bits = bitCount(size, unit: segment.kind == .`init` ? 8 : 1)
            if bits < 0 { return fail(.badarg) }
            result = makeBitstring(bits: bits, live: live, extra: value.smallValue)
            buildPosition = 0
        default:
            let bits = bitCount(size, unit: 1)
            guard bits >= 0, value.isBitstring, Int(value.bitLength) % segment.unit == 0 else { return fail(.badarg) }
            buildPosition = Int(value.bitLength)
            if segment.kind == .privateExtend {
                result = extendWritable(value, by: bits)
            } else {
                let root = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
                store(value, root)
                result = extendBitstring(root, by: bits, live: live &+ 1, extra: extendExtra)
                extendExtra = 0
            }
        }
        if result.isNone { return .none }
        let span = result.bitSpan
        buildAddress = span.address
        buildPosition = buildPosition &+ span.offset
        buildEnd = span.offset &+ span.length
        return result
    }
}
