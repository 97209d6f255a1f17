// erlang: sizes and parts of binaries, integers as binaries.
extension Machine {
    @inline(never)
    mutating func erlang_bit_size_1(_ a: Arguments) -> Term {
        a[0].hasBits ? Term(small: Int(a[0].bitLength)) : fail(.badarg)
    }

    /// Bits that do not fill a byte count as one.
    @inline(never)
    mutating func erlang_byte_size_1(_ a: Arguments) -> Term {
        a[0].hasBits ? Term(small: Int((a[0].bitLength &+ 7) &>> 3)) : fail(.badarg)
    }

    /// Of a tuple, or of a bitstring in whole bytes.
    @inline(never)
    mutating func erlang_size_1(_ a: Arguments) -> Term {
        if a[0].isBitstring { return Term(small: Int(a[0].bitLength &>> 3)) }
        return a[0].isTuple ? Term(small: a[0].header.words) : fail(.badarg)
    }

    /// The range of bytes that a position and a length, which may be negative, name in `count` bytes; nil: it is not in them.
    mutating func byteRange(_ position: Term, _ length: Term, in count: Int) -> (first: Int, count: Int)? {
        guard position.isSmall, length.isSmall else { return nil }
        var first = position.smallValue
        var length = length.smallValue
        if length < 0 {
            first &+= length
            length = 0 &- length
        }
        guard first >= 0, first &+ length <= count, position.smallValue <= count else { return nil }
        return (first, length)
    }

    /// The part of the binary in `a[0]` that a position and a length name.
    private mutating func binaryPart(_ a: Arguments, _ position: Term, _ length: Term) -> Term {
        guard isBinary(a[0]), let range = byteRange(position, length, in: a[0].bitSpan.byteCount) else {
            return fail(.badarg)
        }
        return makeSubBitstring(of: a.base, from: range.first * 8, length: range.count * 8, live: live)
    }

    @inline(never)
    mutating func erlang_binary_part_3(_ a: Arguments) -> Term { binaryPart(a, a[1], a[2]) }

    /// `binary_part(Binary, {Position, Length})`.
    @inline(never)
    mutating func erlang_binary_part_2(_ a: Arguments) -> Term {
        guard a[1].isTuple, a[1].header.words == 2 else { return fail(.badarg) }
        return binaryPart(a, a[1].element(0), a[1].element(1))
    }

    /// `split_binary(Bitstring, Position)`: what is left of a byte belongs to the second part.
    @inline(never)
    mutating func erlang_split_binary_2(_ a: Arguments) -> Term {
        guard a[0].isBitstring, a[1].isSmall, a[1].smallValue >= 0, a[1].smallValue <= a[0].bitSpan.byteCount else {
            return fail(.badarg)
        }
        // Two parts of 64 bytes on the heap, and the tuple.
        guard ensure(2 * 18 + 3, live: live) else { return failOutOfMemory() }
        let bits = a[1].smallValue * 8
        let first = makeSubBitstring(of: a.base, from: 0, length: bits, live: live)
        let second = makeSubBitstring(
            of: a.base, from: bits, length: a[0].bitSpan.length - bits, live: live)
        return makeTuple(first, second)
    }

    // MARK: Integers

    @inline(never)
    mutating func erlang_integer_to_binary_1(_ a: Arguments) -> Term { integerToBinary(a, base: 10) }

    @inline(never)
    mutating func erlang_integer_to_binary_2(_ a: Arguments) -> Term {
        guard let base = textBase(a[1]) else { return fail(.badarg) }
        return integerToBinary(a, base: base)
    }

    /// A base from 2 to 36.
    mutating func textBase(_ term: Term) -> Int? {
        term.isSmall && term.smallValue >= 2 && term.smallValue <= 36 ? term.smallValue : nil
    }

    private mutating func integerToBinary(_ a: Arguments, base: Int) -> Term {
        guard a[0].isInteger else { return fail(.badarg) }
        let digits = a[0].isSmall ? 1 : a[0].header.words
        let most = TextBase(base).characters(digits: digits) + 1
        // A block for a long text is taken first: to find one may take a collection, which would overwrite the text.
        var block: Address = 0
        if most > Machine.heapBitstringBytes {
            block = takeSharedBlock(bytes: most, words: 4, live: live)
            if block == 0 { return failOutOfMemory() }
        }
        let words = Machine.heapBitstringBytes / 4 + 2
        let written = writeIntegerText(live: register(a), base: base, words: words, wordsPerCharacter: 0)
        guard let (text, count) = written else {
            if block != 0 { releaseSharedBlock(block) }
            return .none
        }
        charge(count / 10)
        if block != 0, count > Machine.heapBitstringBytes {
            Bits.copyBytes(from: text, to: SharedBlock.data(block), count: count)
            SharedBlock.setUsed(bits: count * 8, block)
            let place = process(current).pointee.heapTop
            process(current).pointee.heapTop = place &+ 16
            return truncate(writeSharedBitstring(block, bits: count * 8, at: place, owner: current), bits: count * 8)
        }
        if block != 0 { releaseSharedBlock(block) }
        return makeBinary(copyOf: text, bytes: count, live: live)
    }

    @inline(never)
    mutating func erlang_binary_to_integer_1(_ a: Arguments) -> Term { binaryToInteger(a, base: 10) }

    @inline(never)
    mutating func erlang_binary_to_integer_2(_ a: Arguments) -> Term {
        guard let base = textBase(a[1]) else { return fail(.badarg) }
        return binaryToInteger(a, base: base)
    }

    private mutating func binaryToInteger(_ a: Arguments, base: Int) -> Term {
        guard isBinary(a[0]) else { return fail(.badarg) }
        let count = a[0].bitSpan.byteCount
        if exceedsLargestInteger(characters: count, base: base) { return fail(.systemLimit) }
        guard ensure(integerTextWords(characters: count, base: base), live: live) else { return failOutOfMemory() }
        let bytes = a[0].bitSpan
        var parser = integerParser(base: base)
        var index = 0
        var steps: UInt32 = 0
        while index < count {
            guard step(&steps, parser.work) else { return .none }
            guard parser.take(UInt32(bytes.byte(index))) else { return fail(.badarg) }
            index += 1
        }
        return finishInteger(&parser) ?? fail(.badarg)
    }
}
