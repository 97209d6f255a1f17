// erlang: type tests, comparisons and boolean operators as functions.
extension Machine {
    @inline(never)
    mutating func erlang_is_atom_1(_ a: Arguments) -> Term { Term(a[0].isAtom) }
    @inline(never)
    mutating func erlang_is_binary_1(_ a: Arguments) -> Term { Term(isBinary(a[0])) }
    @inline(never)
    mutating func erlang_is_bitstring_1(_ a: Arguments) -> Term { Term(a[0].isBitstring) }
    @inline(never)
    mutating func erlang_is_boolean_1(_ a: Arguments) -> Term { Term(a[0] == .true || a[0] == .false) }
    @inline(never)
    mutating func erlang_is_float_1(_ a: Arguments) -> Term { Term(a[0].isFloat) }
    @inline(never)
    mutating func erlang_is_function_1(_ a: Arguments) -> Term { Term(a[0].isFun) }
    @inline(never)
    mutating func erlang_is_integer_1(_ a: Arguments) -> Term { Term(a[0].isInteger) }
    @inline(never)
    mutating func erlang_is_list_1(_ a: Arguments) -> Term { Term(a[0].isList || a[0].isNil) }
    @inline(never)
    mutating func erlang_is_map_1(_ a: Arguments) -> Term { Term(a[0].isMap) }
    @inline(never)
    mutating func erlang_is_number_1(_ a: Arguments) -> Term { Term(a[0].isNumber) }
    @inline(never)
    mutating func erlang_is_pid_1(_ a: Arguments) -> Term { Term(a[0].isPid) }
    @inline(never)
    mutating func erlang_is_port_1(_ a: Arguments) -> Term { Term(a[0].isPort) }
    @inline(never)
    mutating func erlang_is_reference_1(_ a: Arguments) -> Term { Term(a[0].isReference) }
    @inline(never)
    mutating func erlang_is_tuple_1(_ a: Arguments) -> Term { Term(a[0].isTuple) }

    /// `is_function(Fun, Arity)`: badarg for an arity that is no integer, or negative.
    @inline(never)
    mutating func erlang_is_function_2(_ a: Arguments) -> Term {
        guard a[1].isInteger, !isNegative(a[1]) else { return fail(.badarg) }
        return Term(isFunction(a[0], arity: a[1]))
    }

    /// `is_integer(Term, LowerBound, UpperBound)` of OTP 29.
    @inline(never)
    mutating func erlang_is_integer_3(_ a: Arguments) -> Term {
        guard a[1].isInteger, a[2].isInteger else { return fail(.badarg) }
        return Term(a[0].isInteger && order(a[1], a[0]) <= 0 && order(a[0], a[2]) <= 0)
    }

    /// `is_record(Term, Tag)`.
    @inline(never)
    mutating func erlang_is_record_2(_ a: Arguments) -> Term {
        guard a[1].isAtom else { return fail(.badarg) }
        if a[0].isNativeRecord { return Term(a[0].definition.element(1) == a[1]) }
        return Term(a[0].isTuple && a[0].header.words > 0 && a[0].element(0) == a[1])
    }

    /// `is_record(Term, Tag, Size)`. No tuple has a negative size, which is no error; one that has no place in the BEAM's words is.
    @inline(never)
    mutating func erlang_is_record_3(_ a: Arguments) -> Term {
        // OTP 29 answers false for any other term where the size is an atom; before, that was an error.
        if a[1].isAtom, a[2].isAtom, a[0].isNativeRecord {
            return Term(a[0].definition.isDefinition(of: a[1], a[2]))
        }
        guard a[1].isAtom, isWordSized(a[2]) else { return fail(.badarg) }
        guard a[0].isTuple, a[2].isSmall, a[0].header.words == a[2].smallValue else { return .false }
        return Term(a[0].header.words > 0 && a[0].element(0) == a[1])
    }

    @inline(never)
    mutating func erlang_equal_2(_ a: Arguments) -> Term { Term(equal(a[0], a[1])) }
    @inline(never)
    mutating func erlang_notEqual_2(_ a: Arguments) -> Term { Term(!equal(a[0], a[1])) }
    @inline(never)
    mutating func erlang_exactlyEqual_2(_ a: Arguments) -> Term { Term(exactlyEqual(a[0], a[1])) }
    @inline(never)
    mutating func erlang_notExactlyEqual_2(_ a: Arguments) -> Term { Term(!exactlyEqual(a[0], a[1])) }
    @inline(never)
    mutating func erlang_less_2(_ a: Arguments) -> Term { Term(order(a[0], a[1]) < 0) }
    @inline(never)
    mutating func erlang_lessOrEqual_2(_ a: Arguments) -> Term { Term(order(a[0], a[1]) <= 0) }
    @inline(never)
    mutating func erlang_greater_2(_ a: Arguments) -> Term { Term(order(a[0], a[1]) > 0) }
    @inline(never)
    mutating func erlang_greaterOrEqual_2(_ a: Arguments) -> Term { Term(order(a[0], a[1]) >= 0) }
    @inline(never)
    mutating func erlang_min_2(_ a: Arguments) -> Term { order(a[0], a[1]) <= 0 ? a[0] : a[1] }
    @inline(never)
    mutating func erlang_max_2(_ a: Arguments) -> Term { order(a[0], a[1]) >= 0 ? a[0] : a[1] }

    private mutating func isBoolean(_ term: Term) -> Bool { term == .true || term == .false }

    @inline(never)
    mutating func erlang_not_1(_ a: Arguments) -> Term {
        isBoolean(a[0]) ? Term(a[0] == .false) : fail(.badarg)
    }
    @inline(never)
    mutating func erlang_and_2(_ a: Arguments) -> Term {
        isBoolean(a[0]) && isBoolean(a[1]) ? Term(a[0] == .true && a[1] == .true) : fail(.badarg)
    }
    @inline(never)
    mutating func erlang_or_2(_ a: Arguments) -> Term {
        isBoolean(a[0]) && isBoolean(a[1]) ? Term(a[0] == .true || a[1] == .true) : fail(.badarg)
    }
    @inline(never)
    mutating func erlang_xor_2(_ a: Arguments) -> Term {
        isBoolean(a[0]) && isBoolean(a[1]) ? Term(a[0] != a[1]) : fail(.badarg)
    }

    /// Whether a term is an integer that is a small one on the BEAM of 64-bit machines: where that asks for a small integer, it
    /// is right to take those for wrong values that are large here, and the others for arguments of a wrong type.
    mutating func isWordSized(_ term: Term) -> Bool {
        if term.isSmall { return true }
        guard term.isBignum, term.header.words <= 2 else { return false }
        return term.header.words == 1 || term.boxedWord(1) < 1 &<< 27
    }

    /// Whether an integer is below zero.
    mutating func isNegative(_ integer: Term) -> Bool {
        integer.isSmall ? integer.smallValue < 0 : integer.header.kind == .negativeBignum
    }
}
