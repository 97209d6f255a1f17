// binary: bytes, numbers, copies and common ends.
extension Machine {
    // MARK: Bytes and parts

    /// The byte at a position of the binary in `a[0]`; `badarg` where there is none.
    private mutating func byte(_ a: Arguments, at index: Int) -> Term {
        guard isBinary(a[0]), index >= 0, index < a[0].bitSpan.byteCount else { return fail(.badarg) }
        return Term(small: Int(a[0].bitSpan.byte(index)))
    }

    @inline(never)
    mutating func binary_first_1(_ a: Arguments) -> Term { byte(a, at: 0) }

    @inline(never)
    mutating func binary_last_1(_ a: Arguments) -> Term {
        byte(a, at: a[0].isBitstring ? a[0].bitSpan.byteCount - 1 : 0)
    }

    @inline(never)
    mutating func binary_at_2(_ a: Arguments) -> Term { byte(a, at: a[1].isSmall ? a[1].smallValue : -1) }

    @inline(never)
    mutating func binary_part_2(_ a: Arguments) -> Term { erlang_binary_part_2(a) }
    @inline(never)
    mutating func binary_part_3(_ a: Arguments) -> Term { erlang_binary_part_3(a) }
    @inline(never)
    mutating func binary_list_to_bin_1(_ a: Arguments) -> Term { erlang_list_to_binary_1(a) }

    /// The bytes that a bitstring keeps in memory: of a part, those of the whole.
    @inline(never)
    mutating func binary_referenced_byte_size_1(_ a: Arguments) -> Term {
        guard a[0].isBitstring else { return fail(.badarg) }
        let holder = a[0].isBoxed(.subBitstring) ? a[0].boxedTerm(0) : a[0]
        let isShared = holder.isBoxed(.sharedBitstring)
        let bits = isShared ? SharedBlock.used(holder.boxedWord(0)) : Int(holder.bitLength)
        return Term(small: (bits &+ 7) &>> 3)
    }

    // MARK: Copies

    @inline(never)
    mutating func binary_copy_1(_ a: Arguments) -> Term { copies(a, count: 1) }

    @inline(never)
    mutating func binary_copy_2(_ a: Arguments) -> Term {
        guard let count = uint64(a[1]) else { return fail(.badarg) }
        return copies(a, count: count)
    }

    private mutating func copies(_ a: Arguments, count: UInt64) -> Term {
        guard isBinary(a[0]) else { return fail(.badarg) }
        let length = a[0].bitSpan.length
        let (total, overflow) = count.multipliedReportingOverflow(by: UInt64(length))
        guard !overflow, total <= UInt64(Machine.longestBitstring) else { return fail(.systemLimit) }
        let copy = makeBitstring(bits: Int(total), live: live)
        if copy.isNone { return .none }
        let source = a[0].bitSpan
        let place = copy.bitSpan.address
        var filled = 0
        while filled < Int(total) {
            source.copy(to: place, at: filled)
            filled += length
        }
        charge(Int(total) &>> 10)
        return copy
    }

    // MARK: Numbers

    /// `big` or `little`; nil for something else.
    private mutating func isLittle(_ term: Term) -> Bool? { term == .little ? true : term == .big ? false : nil }

    @inline(never)
    mutating func binary_decode_unsigned_1(_ a: Arguments) -> Term { decode(a, little: false) }

    @inline(never)
    mutating func binary_decode_unsigned_2(_ a: Arguments) -> Term {
        guard let little = isLittle(a[1]) else { return fail(.badarg) }
        return decode(a, little: little)
    }

    private mutating func decode(_ a: Arguments, little: Bool) -> Term {
        guard isBinary(a[0]) else { return fail(.badarg) }
        let words = (a[0].bitSpan.byteCount + 3) &>> 2
        guard ensure(words + 1, live: live) else { return failOutOfMemory() }
        let bytes = a[0].bitSpan
        let count = bytes.byteCount
        let digits = process(current).pointee.heapTop &+ 4
        if words > 0 { storeWord(0, digits &+ UInt32(words &- 1) &* 4) }
        // Digits are little-endian words.
        var index = 0
        while index < count {
            Bits.setByte(digits &+ UInt32(index), UInt32(bytes.byte(little ? index : count &- 1 &- index)))
            index += 1
        }
        let length = Digits.trimmed(pointer(digits), words)
        guard length <= Machine.largestInteger else { return fail(.systemLimit) }
        charge(count &>> 6)
        return finishInteger(length, isNegative: false)
    }

    @inline(never)
    mutating func binary_encode_unsigned_1(_ a: Arguments) -> Term { encode(a, little: false) }

    @inline(never)
    mutating func binary_encode_unsigned_2(_ a: Arguments) -> Term {
        guard let little = isLittle(a[1]) else { return fail(.badarg) }
        return encode(a, little: little)
    }

    private mutating func encode(_ a: Arguments, little: Bool) -> Term {
        guard a[0].isInteger, !isNegative(a[0]) else { return fail(.badarg) }
        var small: UInt32 = 0
        let bits = withUnsafeMutablePointer(to: &small) {
            let number = wholeNumber(a[0], $0)
            return Digits.bitLength(number.digits, number.count)
        }
        let count = max(1, (bits + 7) &>> 3)
        let binary = makeBinary(bytes: count, live: live)
        if binary.isNone { return .none }
        let place = binary.bitSpan.address
        let term = a[0]
        var index = 0
        while index < count {
            let byte =
                term.isSmall
                ? UInt32(term.smallValue) &>> (UInt32(index) &* 8)
                : UInt32(rawPointer(term.boxedAddress &+ 4 &+ UInt32(index)).load(as: UInt8.self))
            Bits.setByte(place &+ UInt32(little ? index : count &- 1 &- index), byte)
            index += 1
        }
        charge(count &>> 6)
        return binary
    }

    // MARK: Common ends

    @inline(never)
    mutating func binary_longest_common_prefix_1(_ a: Arguments) -> Term { commonEnd(a, isSuffix: false) }
    @inline(never)
    mutating func binary_longest_common_suffix_1(_ a: Arguments) -> Term { commonEnd(a, isSuffix: true) }

    /// How many bytes all binaries of a list have in common, at their beginning or their end.
    private mutating func commonEnd(_ a: Arguments, isSuffix: Bool) -> Term {
        guard a[0].isList, isBinary(a[0].head) else { return fail(.badarg) }
        let first = a[0].head.bitSpan
        var common = first.byteCount
        var rest = a[0].tail
        while rest.isList {
            guard isBinary(rest.head) else { return fail(.badarg) }
            let bytes = rest.head.bitSpan
            let most = min(common, bytes.byteCount)
            common = 0
            while common < most {
                let a = first.byte(isSuffix ? first.byteCount &- 1 &- common : common)
                let b = bytes.byte(isSuffix ? bytes.byteCount &- 1 &- common : common)
                if a != b { break }
                common += 1
            }
            charge(1 &+ common &>> 4)
            rest = rest.tail
        }
        return rest.isNil ? Term(small: common) : fail(.badarg)
    }
}
