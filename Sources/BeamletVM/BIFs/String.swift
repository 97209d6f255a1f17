// string: numbers at the beginning of lists.
extension Machine {
    /// The list behind the first `count` cells.
    private mutating func rest(of list: Term, after count: Int) -> Term {
        var rest = list
        var index = 0
        while index < count {
            rest = rest.tail
            index += 1
        }
        return rest
    }

    /// How many cells from `start` on hold digits of a base, and what is behind them.
    private mutating func digits(_ start: Term, base: Int = 10) -> (count: Int, rest: Term) {
        var rest = start
        var count = 0
        while rest.isList, rest.head.isSmall {
            let character = rest.head.smallValue
            // Letters, either case, follow the ten figures.
            let value = 48...57 ~= character ? character - 48 : 97...122 ~= character | 32 ? character | 32 - 87 : base
            guard value < base else { break }
            count += 1
            rest = rest.tail
        }
        return (count, rest)
    }

    /// Whether a list begins with one of two characters.
    private mutating func begins(_ list: Term, _ first: UInt8, _ second: UInt8) -> Bool {
        list.isList && (list.head == Term(small: Int(first)) || list.head == Term(small: Int(second)))
    }

    /// `{error, Reason}` for a list, and for something else.
    private mutating func noNumber(_ a: Arguments, _ reason: StaticString) -> Term {
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(.error, a[0].isList || a[0].isNil ? atom(reason) : atom("not_a_list"))
    }

    /// `list_to_integer(List)`: `{Integer, Rest}` or `{error, Reason}`.
    @inline(never)
    mutating func string_list_to_integer_1(_ a: Arguments) -> Term {
        let result = readInteger(a, base: 10)
        return result == .undefined ? noNumber(a, "no_integer") : result
    }

    /// What OTP 29 builds on: `{Integer, Rest}`, or an atom that says why there is none.
    @inline(never)
    mutating func erts_internal_list_to_integer_2(_ a: Arguments) -> Term {
        if !a[0].isList { return atom(a[0].isNil ? "no_integer" : "not_a_list") }
        guard let base = textBase(a[1]) else { return .badarg }
        let result = readInteger(a, base: base)
        return result == .undefined ? atom("no_integer") : result
    }

    /// The integer or `badarg`.
    @inline(never)
    mutating func erts_internal_binary_to_integer_2(_ a: Arguments) -> Term {
        let result = erlang_binary_to_integer_2(a)
        return result.isNone && action == .raise(.error) && failure == .badarg ? .badarg : result
    }

    /// `{Integer, Rest}` of the integer that a list begins with; `undefined`: with none.
    private mutating func readInteger(_ a: Arguments, base: Int) -> Term {
        let hasSign = begins(a[0], UInt8(ascii: "+"), UInt8(ascii: "-"))
        let found = digits(hasSign ? a[0].tail : a[0], base: base).count
        if found == 0 { return .undefined }
        let count = hasSign ? found + 1 : found
        if exceedsLargestInteger(characters: count, base: base) { return fail(.systemLimit) }
        guard ensure(integerTextWords(characters: count, base: base) + 3, live: live) else { return failOutOfMemory() }
        var parser = integerParser(base: base)
        var rest = a[0]
        var index = 0
        var steps: UInt32 = 0
        while index < count {
            guard step(&steps, parser.work) else { return .none }
            _ = parser.take(UInt32(truncatingIfNeeded: rest.head.smallValue))
            rest = rest.tail
            index += 1
        }
        return makeTuple(finishInteger(&parser) ?? .badarg, rest)
    }

    /// `list_to_float(List)`: `{Float, Rest}` or `{error, Reason}`. Without a point it is no float.
    @inline(never)
    mutating func string_list_to_float_1(_ a: Arguments) -> Term {
        let hasSign = begins(a[0], UInt8(ascii: "+"), UInt8(ascii: "-"))
        let (whole, point) = digits(hasSign ? a[0].tail : a[0])
        guard whole > 0, begins(point, UInt8(ascii: "."), UInt8(ascii: ".")) else { return noNumber(a, "no_float") }
        let (fraction, exponent) = digits(point.tail)
        guard fraction > 0 else { return noNumber(a, "no_float") }
        var count = (hasSign ? 1 : 0) + whole + 1 + fraction
        if begins(exponent, UInt8(ascii: "e"), UInt8(ascii: "E")) {
            let exponentSign = begins(exponent.tail, UInt8(ascii: "+"), UInt8(ascii: "-"))
            let power = digits(exponentSign ? exponent.tail.tail : exponent.tail).count
            if power > 0 { count += (exponentSign ? 2 : 1) + power }
        }
        let value = readFloat(a[0], characters: count)
        if value.isNone { return action == .outOfMemory ? value : noNumber(a, "no_float") }
        let place = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        store(value, place)
        guard ensure(3, live: live + 1) else { return failOutOfMemory() }
        return makeTuple(load(place), rest(of: a[0], after: count))
    }
}
