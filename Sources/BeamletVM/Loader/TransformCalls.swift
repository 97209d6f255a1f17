// Generic instructions to linked ones: calls, BIFs, arithmetic.
extension ModuleLoader {
    mutating func transformCall(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.call:
            try call(.call_j, .call_far_f, try label(this[1]))
        case Generic.callOnly:
            try call(.call_only_j, .call_only_far_f, try label(this[1]))
        case Generic.callLast:
            let target = try label(this[1])
            let frame = try number(this[2])
            try checkFrame(this, frame)
            if frame > 255 {
                try deallocate(frame)
                try call(.call_only_j, .call_only_far_f, target)
            } else if emitter.isNear(target.value) {
                try emitter.emit(.call_last_n_j, .number(frame), target)
            } else {
                emitter.note(.far)
                try emitter.emit(
                    .call_last_far_n_f, .number(frame), Operand(kind: .address, value: target.value))
            }
        case Generic.callExt:
            let index = try importIndex(this[1], this)
            if importBIFs[index] != 0xFFFF {
                emitter.note(.call_bif)
                try emitter.emit(.call_bif_n_h, .number(try number(this[0])), .number(Int(importBIFs[index])))
                return
            }
            try emitter.emit(.call_ext_f, .word(0))
            try addImport(index, at: emitter.area.cursor &- 4)
        case Generic.callExtOnly:
            let index = try importIndex(this[1], this)
            if importBIFs[index] != 0xFFFF {
                emitter.note(.call_bif)
                try emitter.emit(
                    .call_bif_only_n_h, .number(try number(this[0])), .number(Int(importBIFs[index])))
                return
            }
            try emitter.emit(.call_ext_only_f, .word(0))
            try addImport(index, at: emitter.area.cursor &- 4)
        case Generic.callExtLast:
            let index = try importIndex(this[1], this)
            let frame = try number(this[2])
            try checkFrame(this, frame)
            if importBIFs[index] != 0xFFFF {
                emitter.note(.call_bif)
                let arity = Operand.number(try number(this[0]))
                if frame > 255 {
                    try emitter.emit(.call_bif_n_h, arity, .number(Int(importBIFs[index])))
                    try deallocate(frame)
                    try emitter.emit(.return_)
                } else {
                    try emitter.emit(.call_bif_last_n_n_h, arity, .number(frame), .number(Int(importBIFs[index])))
                }
                return
            }
            if frame > 255 {
                try deallocate(frame)
                try emitter.emit(.call_ext_only_f, .word(0))
            } else {
                try emitter.emit(.call_ext_last_n_f, .number(frame), .word(0))
            }
            try addImport(index, at: emitter.area.cursor &- 4)
        case Generic.callFun:
            let arity = try byte(this[0], this)
            emitter.reserveSlots(arity + 2)
            try emitter.emit(.call_fun_n, .number(arity))
        case Generic.callFun2:
            let arity = try byte(this[1], this)
            emitter.reserveSlots(arity + 2)
            try emitter.emit(.call_fun2_n_x, .call_fun2_n_x, .number(arity), try source(this[2]))
        case Generic.apply:
            let arity = try byte(this[0], this)
            emitter.reserveSlots(arity + 3)
            try emitter.emit(.apply_n, .number(arity))
        case Generic.applyLast:
            let arity = try byte(this[0], this)
            emitter.reserveSlots(arity + 3)
            var frame = try number(this[1])
            try checkFrame(this, frame)
            if frame > 255 {
                try deallocate(frame)
                frame = 0
            }
            try emitter.emit(.apply_last_n_n, .number(arity), .number(frame))
        default:
            try transformBIF(this)
        }
    }

    private mutating func call(_ near: Opcode, _ far: Opcode, _ target: Operand) throws(LoadError) {
        if emitter.isNear(target.value) {
            try emitter.emit(near, target)
        } else {
            emitter.note(.far)
            try emitter.emit(far, Operand(kind: .address, value: target.value))
        }
    }

    /// A number of arguments or of live registers.
    private func byte(_ operand: GenericOperand, _ this: Generics) throws(LoadError) -> Int {
        let value = try number(operand)
        guard value <= 255 else { throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode)) }
        return value
    }

    private func importIndex(_ operand: GenericOperand, _ this: Generics) throws(LoadError) -> Int {
        let index = try number(operand)
        guard index < imports.count else { throw error(.indexRange, at: this.entry.offset, detail: index) }
        return index
    }

    // MARK: BIFs in guards and expressions

    /// `bif0` to `bif3`, `gc_bif1` to `gc_bif3`.
    private mutating func transformBIF(_ this: Generics) throws(LoadError) {
        if this.opcode == Generic.bif0 {
            let bif = try guardBIF(this[0], this)
            let destination = try register(this[1])
            if bif == .erlang_self_0 {
                try emitter.emit(.self_d, .self_d, destination)
            } else {
                try emitter.emit(
                    .bif0_d_n_h_j, .bif0_d_n_h_j, destination, .number(0), .number(Int(bif.rawValue)), .label(0))
            }
            return
        }
        // fail, [live], bif, operands, destination
        let isCollecting =
            this.opcode == Generic.gcBif1 || this.opcode == Generic.gcBif2 || this.opcode == Generic.gcBif3
        let fail = try label(this[0])
        let first = isCollecting ? 3 : 2
        let live = isCollecting ? try number(this[1]) : -3
        let bif = try guardBIF(this[first - 1], this)
        let count = this.entry.operandCount - first - 1
        let destination = try register(this[this.entry.operandCount - 1])
        let a = try source(this[first])
        let b = count > 1 ? try source(this[first + 1]) : Operand.none
        let c = count > 2 ? try source(this[first + 2]) : Operand.none
        guard live <= CompactTerm.registerLimit else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        emitter.reserveSlots(max(0, live) + 4)
        if live > 252 {
            emitter.note(.wide)
            try wideBIF(bif, fail, live, [a, b, c], count, destination)
            return
        }
        if isCollecting, try arithmetic(bif, fail, live, a, b, destination) { return }
        emitter.note(.bif_instruction)
        switch bif {
        case .erlang_hd_1: try emitter.emit(.hd_x_d_j, .hd_x_d_j, a, destination, fail)
        case .erlang_tl_1: try emitter.emit(.tl_x_d_j, .tl_x_d_j, a, destination, fail)
        case .erlang_tuple_size_1: try emitter.emit(.tuple_size_x_d_j, .tuple_size_x_d_j, a, destination, fail)
        case .erlang_element_2: try emitter.emit(.element_x_x_d_j, .element_x_x_d_j, a, b, destination, fail)
        default:
            emitter.note(.guard_bif)
            let slot = Operand.number(live + 3)
            let number = Operand.number(Int(bif.rawValue))
            switch count {
            case 1: try emitter.emit(.bif1_x_d_n_h_j, .bif1_x_d_n_h_j, a, destination, slot, number, fail)
            case 2: try emitter.emit(.bif2_x_x_d_n_h_j, .bif2_x_x_d_n_h_j, a, b, destination, slot, number, fail)
            default:
                try emitter.emit(
                    .bif3_x_x_x_d_n_h_j, .bif3_x_x_x_d_n_h_j, a, b, c, destination, slot, number, fail)
            }
        }
    }

    /// A BIF with more live registers than a byte can count: its arguments are moved behind them first, by way of the
    /// temporaries, since they may themselves lie there.
    private mutating func wideBIF(
        _ bif: BIF, _ fail: Operand, _ live: Int, _ arguments: InlineArray<3, Operand>, _ count: Int,
        _ destination: Operand
    ) throws(LoadError) {
        for index in 0..<count { try emitter.move(arguments[index], to: .x(slot: UInt32(index))) }
        for index in 0..<count {
            try emitter.move(.x(slot: UInt32(index)), to: .x(slot: UInt32(live + index) + Emitter.firstX))
        }
        try emitter.emit(
            .bif_wide_d_n_h_h_j, .bif_wide_d_n_h_h_j, destination, .number(count),
            .number(live + Int(Emitter.firstX)), .number(Int(bif.rawValue)), fail)
    }

    /// The BIF of an import. Throws `missingBIF` (detail: the import's index) where it is none.
    private func guardBIF(_ operand: GenericOperand, _ this: Generics) throws(LoadError) -> BIF {
        let index = try importIndex(operand, this)
        guard importBIFs[index] != 0xFFFF else {
            if toleratesMissing { return .erlang_self_0 }
            throw error(.missingBIF, at: this.entry.offset, detail: index)
        }
        return BIF(rawValue: importBIFs[index]).unsafelyUnwrapped
    }

    /// Operators that have instructions. False: it is none of them.
    private mutating func arithmetic(
        _ bif: BIF, _ fail: Operand, _ live: Int, _ a: Operand, _ b: Operand, _ destination: Operand
    ) throws(LoadError) -> Bool {
        let live = Operand.number(live)
        var family: Opcode
        switch bif {
        case .erlang_plus_2:
            if fail.value == 0 {
                // A constant is the second operand.
                let swapped = a.kind == .immediate
                if swapped { emitter.note(.swap_operands) }
                if swapped || b.kind == .immediate { emitter.note(.add_small) }
                try emitter.emit(
                    .add_x_i_d_n, .add_x_x_d_n, swapped ? b : a, swapped ? a : b, destination, live)
                return true
            }
            family = .guard_add_x_x_d_n_j
        case .erlang_minus_2:
            if fail.value == 0 {
                if b.kind == .immediate, b.value & 3 == 0, Int32(bitPattern: b.value) > -32_764 {
                    let negated = Operand(kind: .immediate, value: 0 &- b.value)
                    if try emitter.emitIfFits(.add_x_i_d_n, .add_y_i_d_n, a, negated, destination, live) {
                        emitter.note(.subtract_small)
                        return true
                    }
                }
                try emitter.emit(.sub_y_x_d_n, .sub_x_x_d_n, a, b, destination, live)
                return true
            }
            family = .guard_sub_x_x_d_n_j
        case .erlang_times_2: family = .mul_x_x_d_n_j
        case .erlang_div_2: family = .int_div_x_x_d_n_j
        case .erlang_rem_2: family = .rem_x_x_d_n_j
        case .erlang_band_2: family = .band_x_x_d_n_j
        case .erlang_bor_2: family = .bor_x_x_d_n_j
        case .erlang_bxor_2: family = .bxor_x_x_d_n_j
        case .erlang_bsl_2: family = .bsl_x_x_d_n_j
        case .erlang_bsr_2: family = .bsr_x_x_d_n_j
        case .erlang_bnot_1:
            try emitter.emit(.bnot_x_d_n_j, .bnot_x_d_n_j, a, destination, live, fail)
            return true
        case .erlang_minus_1:
            try emitter.emit(.negate_x_d_n_j, .negate_x_d_n_j, a, destination, live, fail)
            return true
        default: return false
        }
        emitter.note(.bif_instruction)
        try emitter.emit(family, family, a, b, destination, live, fail)
        return true
    }
}
