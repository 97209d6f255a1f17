// erlang: floats to integers, to text, and back.
extension Machine {
    /// `/` in guards and expressions.
    @inline(never)
    mutating func erlang_slash_2(_ a: Arguments) -> Term { divideToFloat(live: register(a)) }

    @inline(never)
    mutating func erlang_float_1(_ a: Arguments) -> Term {
        if a[0].isFloat { return a[0] }
        guard let value = double(a[0]) else { return fail(.badarg) }
        return makeFloat(value, live: register(a))
    }

    @inline(never)
    mutating func erlang_trunc_1(_ a: Arguments) -> Term { whole(a, .towardZero) }
    @inline(never)
    mutating func erlang_round_1(_ a: Arguments) -> Term { whole(a, .toNearestOrAwayFromZero) }
    @inline(never)
    mutating func erlang_floor_1(_ a: Arguments) -> Term { whole(a, .down) }
    @inline(never)
    mutating func erlang_ceil_1(_ a: Arguments) -> Term { whole(a, .up) }

    private mutating func whole(_ a: Arguments, _ rule: FloatingPointRoundingRule) -> Term {
        if a[0].isInteger { return a[0] }
        guard a[0].isFloat else { return fail(.badarg) }
        return makeInteger(truncating: a[0].doubleValue.wholeValue(rule), live: register(a))
    }

    // MARK: To text

    @inline(never)
    mutating func erlang_float_to_list_1(_ a: Arguments) -> Term { floatToText(a, .nil, asList: true) }
    @inline(never)
    mutating func erlang_float_to_binary_1(_ a: Arguments) -> Term { floatToText(a, .nil, asList: false) }
    @inline(never)
    mutating func erlang_float_to_list_2(_ a: Arguments) -> Term { floatToText(a, a[1], asList: true) }
    @inline(never)
    mutating func erlang_float_to_binary_2(_ a: Arguments) -> Term { floatToText(a, a[1], asList: false) }

    /// Sets what a list of options asks for, the last that names a notation. False: it is no such list.
    private mutating func readOptions(_ options: Term, into format: inout FloatFormat) -> Bool {
        var isCompact = false
        var rest = options
        while rest.isList {
            let option = rest.head
            rest = rest.tail
            if option.isTuple {
                guard option.header.words == 2, option.element(1).isSmall else { return false }
                let digits = option.element(1).smallValue
                switch word(option.element(0), in: "decimals scientific") {
                case 0: format = .decimals(digits, compact: false)
                case 1: format = .scientific(digits)
                default: return false
                }
                continue
            }
            switch word(option, in: "compact short") {
            case 0: isCompact = true
            case 1: format = .short
            default: return false
            }
        }
        if isCompact, case .decimals(let digits, _) = format { format = .decimals(digits, compact: true) }
        return rest.isNil
    }

    @inline(never)
    private mutating func floatToText(_ a: Arguments, _ options: Term, asList: Bool) -> Term {
        var format = FloatFormat.scientific(20)
        guard a[0].isFloat, readOptions(options, into: &format) else { return fail(.badarg) }
        let block = allocate(bytes: FloatText.workBytes)
        if block == 0 { return failOutOfMemory() }
        defer { free(block) }
        var text = FloatText(work: block)
        guard text.write(a[0].doubleValue, format) else { return fail(.badarg) }
        if !asList { return makeBinary(copyOf: text.text, bytes: text.count, live: live) }
        return listOfBytes(UnsafePointer(rawPointer(text.text).assumingMemoryBound(to: UInt8.self)), text.count)
    }

    // MARK: From text

    @inline(never)
    mutating func erlang_list_to_float_1(_ a: Arguments) -> Term {
        let count = length(of: a[0])
        guard count > 0 else { return fail(.badarg) }
        return readFloat(a[0], characters: count)
    }

    @inline(never)
    mutating func erlang_binary_to_float_1(_ a: Arguments) -> Term {
        guard isBinary(a[0]) else { return fail(.badarg) }
        return readFloat(a[0], characters: a[0].bitSpan.byteCount)
    }

    /// The float that a list or binary is the text of, `badarg` for other texts. Nothing is allocated on the heap meanwhile.
    @inline(never)
    mutating func readFloat(_ text: Term, characters: Int) -> Term {
        charge(characters / 10)
        let digits = allocate(bytes: FloatParser.words(characters: characters) * 4)
        if digits == 0 { return failOutOfMemory() }
        defer { free(digits) }
        var parser = FloatParser(digits: pointer(digits))
        let bytes = text.isBoxed ? text.bitSpan : BitSpan(0, at: 0, length: 0)
        var rest = text
        var index = 0
        var isEnded = false
        while index < characters {
            var character = UInt32.max
            if rest.isBoxed {
                character = UInt32(bytes.byte(index))
            } else {
                if rest.head.isSmall { character = UInt32(truncatingIfNeeded: rest.head.smallValue) }
                rest = rest.tail
            }
            // A zero ends the text, as in C; what follows must only be bytes.
            if character == 0, parser.isComplete { isEnded = true }
            guard isEnded ? character < 256 : parser.take(character) else { return fail(.badarg) }
            index &+= 1
        }
        guard parser.isComplete else { return fail(.badarg) }
        let work = allocate(bytes: parser.workWords * 4 + 4)
        if work == 0 { return failOutOfMemory() }
        let value = parser.finish(work: pointer(work))
        free(work)
        guard let value else { return fail(.badarg) }
        return makeFloat(value, live: live)
    }
}

extension Double {
    /// A finite value rounded to a whole one, without the functions of a mathematical library.
    func wholeValue(_ rule: FloatingPointRoundingRule) -> Double {
        let exponent = Int(truncatingIfNeeded: bitPattern &>> 52) & 0x7FF
        if exponent >= 1075 { return self }
        let sign = bitPattern & 1 &<< 63
        // Below one: the fraction is all there is.
        let mask: UInt64 = exponent < 1023 ? .max &>> 1 : (1 &<< UInt64(truncatingIfNeeded: 1075 &- exponent)) &- 1
        if bitPattern & mask == 0 { return self }
        let cut = Double(bitPattern: bitPattern & ~mask)
        let isAway =
            switch rule {
            case .up: sign == 0
            case .down: sign != 0
            case .towardZero: false
            // The highest bit of the fraction.
            default: exponent < 1022 ? false : exponent == 1022 || bitPattern & (mask &+ 1) &>> 1 != 0
            }
        if !isAway { return cut }
        return sign == 0 ? cut + 1 : cut - 1
    }
}
