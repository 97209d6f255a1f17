// Generic instructions to linked ones: matching of bitstrings. What is hot has instructions of its own: integers of whole bytes and
// up to 29 bits that are known to be there. All else is a kind of `bs_get`, and all sizes may then be in registers.
extension Generic {
    static let bsPutInteger: UInt8 = 89, bsPutBinary: UInt8 = 90, bsPutFloat: UInt8 = 91, bsPutString: UInt8 = 92
    static let bsInit2: UInt8 = 109, bsAdd: UInt8 = 111, bsStartMatch2: UInt8 = 116, bsGetInteger2: UInt8 = 117
    static let bsGetFloat2: UInt8 = 118, bsGetBinary2: UInt8 = 119, bsSkipBits2: UInt8 = 120, bsTestTail2: UInt8 = 121
    static let bsSave2: UInt8 = 122, bsRestore2: UInt8 = 123, bsContextToBinary: UInt8 = 130, bsTestUnit: UInt8 = 131
    static let bsMatchString: UInt8 = 132, bsInitWritable: UInt8 = 133, bsAppend: UInt8 = 134
    static let bsPrivateAppend: UInt8 = 135, bsInitBits: UInt8 = 137, bsGetUTF8: UInt8 = 138, bsSkipUTF8: UInt8 = 139
    static let bsGetUTF16: UInt8 = 140, bsSkipUTF16: UInt8 = 141, bsGetUTF32: UInt8 = 142, bsSkipUTF32: UInt8 = 143
    static let bsUTF8Size: UInt8 = 144, bsPutUTF8: UInt8 = 145, bsUTF16Size: UInt8 = 146, bsPutUTF16: UInt8 = 147
    static let bsPutUTF32: UInt8 = 148, bsGetTail: UInt8 = 165, bsStartMatch3: UInt8 = 166, bsGetPosition: UInt8 = 167
    static let bsSetPosition: UInt8 = 168, bsStartMatch4: UInt8 = 170, bsCreateBin: UInt8 = 177, bsMatch: UInt8 = 182
}

extension ModuleLoader {
    /// Bits that a read of a small integer may have.
    private static let smallBits = 29

    /// Emits an instruction that matches bitstrings. False: it is none.
    mutating func transformMatch(_ this: Generics) throws(LoadError) -> Bool {
        switch this.opcode {
        case Generic.bsStartMatch2:
            try emitGet(
                .start, context: this[1], to: try register(this[4]), live: try number(this[2]),
                unit: try number(this[3]), fail: try label(this[0]))
        case Generic.bsStartMatch3:
            try startMatch(this[1], to: this[3], live: this[2], fail: try label(this[0]))
        case Generic.bsStartMatch4:
            // The label may be an atom: `no_fail` and `resume` say that this cannot fail.
            let fail = this[0].kind == .label ? try label(this[0]) : .label(0)
            try startMatch(this[2], to: this[3], live: this[1], fail: fail)
        case Generic.bsGetInteger2:
            try getInteger(
                context: this[1], live: try number(this[2]), size: this[3], unit: try number(this[4]),
                flags: try flags(this[5]), to: this[6], fail: try label(this[0]), isThere: false)
        case Generic.bsGetFloat2:
            try getSized(this, .float)
        case Generic.bsGetBinary2:
            try getSized(this, isAll(this[3]) ? .rest : .bitstring)
        case Generic.bsSkipBits2:
            // All of the rest is skipped if it is a number of units.
            try emitGet(
                isAll(this[2]) ? .testUnit : .skip, context: this[1], size: isAll(this[2]) ? nil : this[2],
                unit: try number(this[3]), fail: try label(this[0]))
        case Generic.bsTestTail2:
            try testTail(context: this[1], bits: try constant(this[2]), fail: try label(this[0]))
        case Generic.bsTestUnit:
            try testUnit(context: this[1], unit: try number(this[2]), fail: try label(this[0]))
        case Generic.bsMatchString:
            try matchString(this)
        case Generic.bsSave2:
            try emitGet(.save, context: this[0], unit: try number(this[1]), fail: .label(0))
        case Generic.bsRestore2:
            let isStart = this[1].kind == .atom
            try emitGet(
                isStart ? .restoreStart : .restore, context: this[0], unit: isStart ? 0 : try number(this[1]),
                fail: .label(0))
        case Generic.bsContextToBinary:
            // Which registers are alive is not said: all that the code uses may be, and all hold terms.
            try emitGet(
                .bitstringOfContext, context: this[0], to: try register(this[0]), live: 0, unit: 0, fail: .label(0))
        case Generic.bsGetUTF8, Generic.bsGetUTF16, Generic.bsGetUTF32, Generic.bsSkipUTF8, Generic.bsSkipUTF16,
            Generic.bsSkipUTF32:
            try getCharacter(this)
        case Generic.bsGetTail:
            try getTail(context: this[0], to: this[1], live: try number(this[2]))
        case Generic.bsGetPosition:
            try emitter.emit(
                .bs_get_position_x_d, .bs_get_position_x_d, try source(this[0]), try register(this[1]))
        case Generic.bsSetPosition:
            try emitter.emit(.bs_set_position_x_x, .bs_set_position_x_x, try source(this[0]), try source(this[1]))
        case Generic.bsMatch:
            try transformCommands(this)
        default: return false
        }
        return true
    }

    // MARK: The commands of bs_match

    private mutating func transformCommands(_ this: Generics) throws(LoadError) {
        let fail = try label(this[0])
        let context = this[1]
        let bad = error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        guard this[2].kind == .list else { throw bad }
        let end = 3 + this[2].value
        var index = 3
        while index < end {
            let command = try atom(this[index])
            let operands = commandOperands(command)
            guard operands > 0, index + operands < end else { throw bad }
            func operand(_ number: Int) throws(LoadError) -> Int { try constant(this[index + number]) }
            switch command {
            case .ensureAtLeast:
                try ensure(context: context, bits: try operand(1), unit: try operand(2), fail: fail)
            case .ensureExactly:
                try testTail(context: context, bits: try operand(1), fail: fail)
            case .skip:
                let bits = try operand(1)
                if bits <= 65_535 {
                    try emitter.emit(.bs_skip_x_h, .bs_skip_x_h, try source(context), .number(bits))
                } else {
                    try emitGet(.skip, context: context, size: this[index + 1], unit: 1, fail: fail)
                }
            case .getTail:
                try getTail(context: context, to: this[index + 3], live: try operand(1))
            case .exactlyEqual:
                try matchInteger(context: context, bits: try operand(2), value: this[index + 3], fail: fail)
            case .integerAtom:
                try getInteger(
                    context: context, live: try operand(1), size: this[index + 3], unit: try operand(4),
                    flags: try flags(this[index + 2]), to: this[index + 5], fail: fail, isThere: true)
            default:
                try emitGet(
                    .bitstring, context: context, size: this[index + 3], to: try register(this[index + 5]),
                    live: try operand(1), unit: try operand(4), fail: fail)
            }
            index += operands + 1
        }
    }

    /// How many operands a command of `bs_match` has; 0: there is no such command.
    private func commandOperands(_ command: Term) -> Int {
        switch command {
        case .ensureExactly, .skip: 1
        case .ensureAtLeast: 2
        case .getTail, .exactlyEqual: 3
        case .integerAtom, .binary: 5
        default: 0
        }
    }

    // MARK: Operands

    /// A number, however it is written. Those that no bitstring is long enough for are all the same.
    private func constant(_ operand: GenericOperand) throws(LoadError) -> Int {
        let most = Int(Term.maxSmall)
        if operand.kind == .literal { return most }
        return min(operand.kind == .integer && operand.value >= 0 ? operand.value : try number(operand), most)
    }

    /// Whether a size is the atom `all`.
    func isAll(_ operand: GenericOperand) -> Bool { operand.kind == .atom && atoms[operand.value] == .all }

    /// Flags of a segment, from the bits that old instructions have or the list of atoms of newer ones, as `BitFlags` has them. The
    /// machine's own order of bytes is little-endian.
    func flags(_ operand: GenericOperand) throws(LoadError) -> UInt32 {
        if operand.kind == .unsigned {
            return (operand.value & 18 != 0 ? BitFlags.little : 0) | (operand.value & 4 != 0 ? BitFlags.signed : 0)
        }
        var flags: UInt32 = 0
        let given = try source(operand)
        guard given.kind == .literal || given.kind == .immediate else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: 0)
        }
        var list = Term(bits: given.value)
        while list.isList {
            if list.head == .little || list.head == .native { flags |= BitFlags.little }
            if list.head == .signed { flags |= BitFlags.signed }
            list = list.tail
        }
        return flags
    }

    /// A count of live registers as an operand; what a byte does not hold is said by an instruction before.
    mutating func liveOperand(_ live: Int) throws(LoadError) -> Operand {
        guard live <= CompactTerm.registerLimit else {
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: live)
        }
        emitter.reserveSlots(live + 4)
        if live < Machine.liveIsElsewhere { return .number(live) }
        try emitPut(.live, value: .x0, size: .constant(Term(small: live)), to: .x(slot: 0), fail: .label(0))
        return .number(Machine.liveIsElsewhere)
    }

    // MARK: Emitting

    /// Emits `bs_get`. Without a size or destination there is something that does no harm.
    private mutating func emitGet(
        _ kind: BitGetKind, flags: UInt32 = 0, context: GenericOperand, size: GenericOperand? = nil,
        to destination: Operand = .x(slot: 0), live: Int = 0, unit: Int, fail: Operand
    ) throws(LoadError) {
        let live = kind.allocates ? try liveOperand(live) : .number(live)
        let context = try source(context)
        var bits = context
        if let size { bits = try source(size) }
        // A unit of 256 is written as 0; the old instructions have slots there, of which there are fewer.
        try emitter.emit(
            .bs_get_x_x_d_n_n_n_j, .bs_get_x_x_d_n_n_n_j, context, bits, destination, live, .number(unit & 255),
            .number(Int(UInt32(kind.rawValue) | flags)), fail)
    }

    private mutating func startMatch(
        _ from: GenericOperand, to destination: GenericOperand, live: GenericOperand, fail: Operand
    ) throws(LoadError) {
        try emitter.emit(
            .bs_start_match_x_d_n_j, .bs_start_match_x_d_n_j, try source(from), try register(destination),
            try liveOperand(try number(live)), fail)
    }

    /// Fail, context, live, size, unit, flags, destination.
    private mutating func getSized(_ this: Generics, _ kind: BitGetKind) throws(LoadError) {
        try emitGet(
            kind, flags: try flags(this[5]), context: this[1], size: kind == .rest ? nil : this[3],
            to: try register(this[6]), live: try number(this[2]), unit: try number(this[4]), fail: try label(this[0]))
    }

    /// An integer; `isThere`: the bits are known to be.
    private mutating func getInteger(
        context: GenericOperand, live: Int, size: GenericOperand, unit: Int, flags: UInt32, to: GenericOperand,
        fail: Operand, isThere: Bool
    ) throws(LoadError) {
        let destination = try register(to)
        if size.kind == .integer || size.kind == .unsigned, size.value >= 0, size.value <= 64, unit <= 64 {
            let bits = size.value * unit
            if flags == 0 || bits <= 8 && flags == BitFlags.little, bits <= Self.smallBits || bits == 32 {
                if !isThere { try ensure(context: context, bits: bits, unit: 1, fail: fail) }
                let place = try source(context)
                switch bits {
                case 8: try emitter.emit(.bs_read8_x_d, .bs_read8_x_d, place, destination)
                case 16: try emitter.emit(.bs_read16_x_d, .bs_read16_x_d, place, destination)
                case 32:
                    try emitter.emit(
                        .bs_read32_x_d_n, .bs_read32_x_d_n, place, destination, try liveOperand(live))
                default:
                    try emitter.emit(.bs_read_x_d_n, .bs_read_x_d_n, place, destination, .number(bits))
                }
                return
            }
        }
        try emitGet(
            .integer, flags: flags, context: context, size: size, to: destination, live: live, unit: unit, fail: fail)
    }

    private mutating func getTail(
        context: GenericOperand, to destination: GenericOperand, live: Int
    ) throws(LoadError) {
        let live = try liveOperand(live)
        try emitter.emit(
            .bs_get_tail_x_d_n, .bs_get_tail_x_d_n, try source(context), try register(destination), live)
    }

    private mutating func ensure(context: GenericOperand, bits: Int, unit: Int, fail: Operand) throws(LoadError) {
        if unit == 1 && bits == 0 { return }
        if bits <= 65_535, unit == 1 || unit == 8 {
            let opcode: Opcode = unit == 1 ? .bs_ensure_x_h_j : .bs_ensure_bytes_x_h_j
            try emitter.emit(opcode, opcode, try source(context), .number(bits), fail)
        } else {
            try emitGet(.ensure, context: context, size: GenericOperand(.integer, bits), unit: unit, fail: fail)
        }
    }

    private mutating func testTail(context: GenericOperand, bits: Int, fail: Operand) throws(LoadError) {
        if bits <= 65_535 {
            try emitter.emit(
                .bs_ensure_exactly_x_h_j, .bs_ensure_exactly_x_h_j, try source(context), .number(bits), fail)
        } else {
            try emitGet(.testTail, context: context, size: GenericOperand(.integer, bits), unit: 1, fail: fail)
        }
    }

    private mutating func testUnit(context: GenericOperand, unit: Int, fail: Operand) throws(LoadError) {
        if unit == 8 {
            try ensure(context: context, bits: 0, unit: 8, fail: fail)
        } else {
            try emitGet(.testUnit, context: context, unit: unit, fail: fail)
        }
    }

    /// `=:=`: an unsigned integer of so many bits.
    private mutating func matchInteger(
        context: GenericOperand, bits: Int, value: GenericOperand, fail: Operand
    ) throws(LoadError) {
        if bits <= 16, value.kind == .integer || value.kind == .unsigned, value.value >= 0, value.value <= 65_535 {
            try emitter.emit(
                .bs_is_value_x_n_h_j, .bs_is_value_x_n_h_j, try source(context), .number(bits),
                .number(value.value), fail)
            return
        }
        try emitGet(
            .matchInteger, context: context, size: value, live: bits / 256, unit: bits & 255, fail: fail)
    }

    /// The string has become a literal, or where it has up to 16 bits an integer: see `buildStrings`.
    private mutating func matchString(_ this: Generics) throws(LoadError) {
        let fail = try label(this[0])
        if this[3].kind == .integer {
            let bits = try number(this[2])
            try ensure(context: this[1], bits: bits, unit: 1, fail: fail)
            try matchInteger(context: this[1], bits: bits, value: this[3], fail: fail)
        } else {
            try emitGet(.matchString, context: this[1], size: this[3], unit: 1, fail: fail)
        }
    }

    /// Fail, context, live, flags and, unless it is skipped, destination.
    private mutating func getCharacter(_ this: Generics) throws(LoadError) {
        let kind: BitGetKind
        switch this.opcode {
        case Generic.bsGetUTF8, Generic.bsSkipUTF8: kind = .utf8
        case Generic.bsGetUTF16, Generic.bsSkipUTF16: kind = .utf16
        default: kind = .utf32
        }
        let isSkipped = this.entry.operandCount < 5
        try emitGet(
            kind, flags: try flags(this[3]), context: this[1], to: isSkipped ? .x(slot: 0) : try register(this[4]),
            unit: 1, fail: try label(this[0]))
    }
}
