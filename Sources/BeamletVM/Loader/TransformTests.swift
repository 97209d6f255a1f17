// Generic instructions to linked ones: tests and choices.
extension ModuleLoader {
    mutating func transformTest(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.isLt: try comparison(this, .is_lt_x_i_j, .is_lt_x_x_j)
        case Generic.isGe: try comparison(this, .is_ge_x_i_j, .is_ge_x_x_j)
        case Generic.isEq: try equality(this, .is_eq_x_x_j, .is_eq_x_x_j)
        case Generic.isNe: try equality(this, .is_ne_x_x_j, .is_ne_x_x_j)
        case Generic.isEqExact:
            let operand = try source(this[2])
            if operand.kind == .immediate && operand.value == Term.nil.bits {
                emitter.note(.is_nil)
                try emitter.emit(.is_nil_x_j, .is_nil_x_j, try source(this[1]), try label(this[0]))
                return
            }
            try equality(this, .is_eq_exact_x_a_j, .is_eq_exact_x_x_j)
        case Generic.isNeExact: try equality(this, .is_ne_exact_x_a_j, .is_ne_exact_x_x_j)
        case Generic.isInteger: try typeTest(this, .is_integer_x_j)
        case Generic.isFloat: try typeTest(this, .is_float_x_j)
        case Generic.isNumber: try typeTest(this, .is_number_x_j)
        case Generic.isAtom: try typeTest(this, .is_atom_x_j)
        case Generic.isPid: try typeTest(this, .is_pid_x_j)
        case Generic.isReference: try typeTest(this, .is_reference_x_j)
        case Generic.isPort: try typeTest(this, .is_port_x_j)
        case Generic.isNil: try typeTest(this, .is_nil_x_j)
        case Generic.isBinary: try typeTest(this, .is_binary_x_j)
        case Generic.isBitstr: try typeTest(this, .is_bitstring_x_j)
        case Generic.isList: try typeTest(this, .is_list_x_j)
        case Generic.isNonemptyList:
            try emitter.emit(
                .is_nonempty_list_y_j, .is_nonempty_list_x_j, try source(this[1]), try label(this[0]))
        case Generic.isTuple: try typeTest(this, .is_tuple_x_j)
        case Generic.isBoolean: try typeTest(this, .is_boolean_x_j)
        case Generic.isMap: try typeTest(this, .is_map_x_j)
        case Generic.isFunction: try typeTest(this, .is_function_x_j)
        case Generic.isFunction2:
            try emitter.emit(
                .is_function2_x_x_j, .is_function2_x_x_j, try source(this[1]), try source(this[2]),
                try label(this[0]))
        case Generic.testArity:
            if try number(this[2]) > 65_535 {
                try wideArity(try source(this[1]), try number(this[2]), try label(this[0]))
                return
            }
            try emitter.emit(
                .test_arity_x_h_j, .test_arity_x_h_j, try source(this[1]), .number(try number(this[2])),
                try label(this[0]))
        case Generic.isTaggedTuple:
            if try number(this[2]) > 65_535 {
                let tuple = try source(this[1])
                let fail = try label(this[0])
                try wideArity(tuple, try number(this[2]), fail)
                try emitter.emit(
                    .get_tuple_element_y_n_d, .get_tuple_element_x_n_d, tuple, .number(0), .x(slot: 0))
                try emitter.emit(
                    .is_eq_exact_x_a_j, .is_eq_exact_x_x_j, .x(slot: 0), .constant(try atom(this[3])), fail)
                return
            }
            try emitter.emit(
                .is_tagged_tuple_x_h_a_j, .is_tagged_tuple_x_h_c_j, try source(this[1]),
                .number(try number(this[2])), .constant(try atom(this[3])), try label(this[0]))
        case Generic.selectVal: try selectValue(this)
        case Generic.selectTupleArity: try selectArity(this)
        default:
            throw error(.unsupportedInstruction, at: this.entry.offset, detail: Int(this.opcode))
        }
    }

    /// Goes on where a term is a tuple of that arity, which 16 bits cannot say.
    private mutating func wideArity(_ tuple: Operand, _ arity: Int, _ fail: Operand) throws(LoadError) {
        try emitter.emit(.tuple_size_x_d_j, .tuple_size_x_d_j, tuple, .x(slot: 0), fail)
        try emitter.emit(
            .is_eq_exact_x_a_j, .is_eq_exact_x_x_j, .x(slot: 0), .constant(Term(small: arity)), fail)
    }

    private mutating func typeTest(_ this: Generics, _ opcode: Opcode) throws(LoadError) {
        try emitter.emit(opcode, opcode, try source(this[1]), try label(this[0]))
    }

    private mutating func comparison(_ this: Generics, _ first: Opcode, _ last: Opcode) throws(LoadError) {
        let a = try source(this[1])
        let b = try source(this[2])
        // The form with a constant on the left has its operands in the order constant, register.
        try emitter.emit(first, last, a, b, try label(this[0]))
    }

    /// Equality does not care which operand is the constant.
    private mutating func equality(_ this: Generics, _ first: Opcode, _ last: Opcode) throws(LoadError) {
        let a = try source(this[1])
        let b = try source(this[2])
        let swapped = a.kind == .immediate || a.kind == .literal
        if swapped { emitter.note(.swap_operands) }
        try emitter.emit(first, last, swapped ? b : a, swapped ? a : b, try label(this[0]))
    }

    /// `select_val`: a jump table where the values are small integers close to each other, otherwise a binary search. Values
    /// that are no immediates (large integers, floats) are compared one by one first.
    private mutating func selectValue(_ this: Generics) throws(LoadError) {
        let value = try source(this[0])
        let fail = try label(this[1])
        guard this[2].kind == .list, this[2].value & 1 == 0 else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        let pairs = this[2].value / 2
        var smallest = Int.max
        var largest = Int.min
        var immediates = 0
        var allSmall = true
        for pair in 0..<pairs {
            let candidate = try source(this[3 + pair * 2])
            let target = try label(this[4 + pair * 2])
            switch candidate.kind {
            case .immediate:
                immediates += 1
                let term = Term(bits: candidate.value)
                if term.isSmall {
                    smallest = min(smallest, term.smallValue)
                    largest = max(largest, term.smallValue)
                } else {
                    allSmall = false
                }
            case .literal:
                // Not equal: on to the next; equal: there.
                try emitter.emit(.is_ne_exact_x_x_j, .is_ne_exact_x_x_j, value, candidate, target)
            default: throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
            }
        }
        if immediates == 0 {
            try emitter.emit(.jump_j, fail)
            return
        }
        // The order of registers must not hide behind temporaries here: the value stays in one.
        let slot = value.isNearX ? value : Operand.x(slot: 0)
        if !value.isNearX { try emitter.move(value, to: slot) }
        if allSmall, immediates >= 3, largest - smallest < min(immediates * 2 + 4, emitter.mostListLabels),
            smallest >= -8192, smallest <= 8191
        {
            emitter.note(.jump_table)
            try emitter.emit(
                .jump_table_x_i_h_j_v, slot, .constant(Term(small: smallest)), .number(largest - smallest + 1), fail)
            // By value, as signed numbers.
            sortPairs(this, pairs, signBit: 0x8000_0000)
            var pair = 0
            for wanted in smallest...largest {
                var target = fail
                while pair < immediates, try source(this[3 + pair * 2]).value == Term(small: wanted).bits {
                    target = try label(this[4 + pair * 2])
                    pair += 1
                }
                try emitter.append(label: target.value)
            }
            return
        }
        if immediates <= 3 {
            emitter.note(.compare_chain)
            for pair in 0..<pairs {
                let candidate = try source(this[3 + pair * 2])
                if candidate.kind == .immediate {
                    try emitter.emit(
                        .is_ne_exact_x_a_j, .is_ne_exact_x_x_j, slot, candidate, try label(this[4 + pair * 2]))
                }
            }
            try emitter.emit(.jump_j, fail)
            return
        }
        emitter.note(.binary_search)
        sortPairs(this, pairs, signBit: 0)
        var done = 0
        while done < immediates {
            // One instruction, unless its far labels would be out of reach: then the next one has what follows.
            let end = min(done + emitter.mostListLabels, immediates)
            try emitter.emit(
                .select_val_x_h_j_v, slot, .number(end - done),
                end < immediates ? Operand(kind: .label, value: Emitter.following) : fail)
            for pair in done..<end {
                try emitter.area.append(word: try source(this[3 + pair * 2]).value)
                try emitter.append(label: try label(this[4 + pair * 2]).value)
            }
            done = end
        }
    }

    /// Sorts the pairs of a `select_val` in the window: immediates first, ascending by their words, of which `signBit` is
    /// inverted; then the others.
    private func sortPairs(_ this: Generics, _ pairs: Int, signBit: UInt32) {
        let operands = this.window.operands
        let first = this.entry.firstOperand + 3
        func key(_ pair: Int) -> UInt64 {
            do throws(LoadError) {
                let value = try source(operands[first + pair * 2])
                return value.kind == .immediate ? UInt64(value.value ^ signBit) : UInt64.max
            } catch {
                // Not a source: it was refused before.
                return UInt64.max
            }
        }
        HeapSort.sort(
            pairs, isLess: { key($0) < key($1) },
            swap: { a, b in
                operands.swapAt(first + a * 2, first + b * 2)
                operands.swapAt(first + a * 2 + 1, first + b * 2 + 1)
            })
    }

    private mutating func selectArity(_ this: Generics) throws(LoadError) {
        let tuple = try source(this[0])
        let fail = try label(this[1])
        guard this[2].kind == .list, this[2].value & 1 == 0 else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        let pairs = this[2].value / 2
        for pair in 0..<pairs where try number(this[3 + pair * 2]) > 65_535 {
            // One by one: such tuples are rare.
            try emitter.emit(.tuple_size_x_d_j, .tuple_size_x_d_j, tuple, .x(slot: 2), fail)
            for pair in 0..<pairs {
                try emitter.emit(
                    .is_ne_exact_x_a_j, .is_ne_exact_x_x_j, .x(slot: 2),
                    .constant(Term(small: try number(this[3 + pair * 2]))), try label(this[4 + pair * 2]))
            }
            try emitter.emit(.jump_j, fail)
            return
        }
        try emitter.emit(.select_arity_x_h_j_v, .select_arity_x_h_j_v, tuple, .number(pairs), fail)
        for pair in 0..<pairs {
            let arity = try number(this[3 + pair * 2])
            guard arity <= 65_535 else { throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode)) }
            try emitter.area.append(unit: UInt32(arity))
            try emitter.append(label: try label(this[4 + pair * 2]).value)
        }
    }
}
