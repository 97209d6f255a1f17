// Generic instructions to linked ones: construction of bitstrings, and the strings that both construction and matching refer to.
extension ModuleLoader {
    /// Emits an instruction that constructs bitstrings. Throws `unsupportedInstruction` for any other.
    mutating func transformConstruction(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.bsCreateBin:
            try createBitstring(this)
        case Generic.bsInit2, Generic.bsInitBits:
            // What else is built at once may be said by an allocation list.
            var index = 2
            let extra = try heapNeed(this, &index)
            try emitPut(
                this.opcode == Generic.bsInit2 ? .`init` : .initBits, value: .constant(Term(small: extra)),
                size: try source(this[1]), to: try register(this[index + 2]), live: try number(this[index]),
                fail: try label(this[0]))
        case Generic.bsAppend:
            var index = 2
            let extra = try heapNeed(this, &index)
            if extra != 0 {
                try emitPut(
                    .reserve, value: .x0, size: .constant(Term(small: extra)), to: .x(slot: 0), fail: .label(0))
            }
            try emitPut(
                .extend, value: try source(this[index + 2]), size: try source(this[1]),
                to: try register(this[index + 4]), live: try number(this[index]), unit: try number(this[index + 1]),
                fail: try label(this[0]))
        case Generic.bsPrivateAppend:
            try emitPut(
                .privateExtend, value: try source(this[3]), size: try source(this[1]), to: try register(this[5]),
                unit: try number(this[2]), fail: try label(this[0]))
        case Generic.bsInitWritable:
            // The instruction's unit tells whether `bs_private_append` is what follows.
            // A module that a newer compiler made with the older instructions has others of its own, up to `badrecord`.
            let isOld = code.highestOpcode <= Int(Generic.badrecord)
            try emitPut(
                .initWritable, value: .x0, size: .x0, to: .x0, live: 0, unit: isOld ? 1 : 0, fail: .label(0))
        case Generic.bsAdd:
            try emitPut(
                .add, value: try source(this[1]), size: try source(this[2]), to: try register(this[4]),
                unit: try number(this[3]), fail: try label(this[0]))
        case Generic.bsUTF8Size, Generic.bsUTF16Size:
            let value = try source(this[1])
            try emitPut(
                this.opcode == Generic.bsUTF8Size ? .utf8Size : .utf16Size, value: value, size: value,
                to: try register(this[2]), fail: try label(this[0]))
        case Generic.bsPutInteger: try putSized(this, .integer)
        case Generic.bsPutFloat: try putSized(this, .float)
        case Generic.bsPutBinary: try putSized(this, isAll(this[1]) ? .all : .bitstring)
        case Generic.bsPutUTF8: try putCharacter(this, .utf8)
        case Generic.bsPutUTF16: try putCharacter(this, .utf16)
        case Generic.bsPutUTF32: try putCharacter(this, .utf32)
        case Generic.bsPutString:
            let text = try source(this[1])
            if this[1].kind == .integer {
                try emitPut(
                    .integer, value: text, size: .constant(Term(small: try number(this[0]))), to: .x(slot: 0), unit: 8,
                    fail: .label(0))
            } else {
                try emitPut(.all, value: text, size: text, to: .x(slot: 0), unit: 1, fail: .label(0))
            }
        default:
            throw error(.unsupportedInstruction, at: this.entry.offset, detail: Int(this.opcode))
        }
    }

    /// Emits `bs_put`.
    mutating func emitPut(
        _ kind: BitPutKind, flags: UInt32 = 0, value: Operand, size: Operand, to destination: Operand, live: Int = 0,
        unit: Int = 1, fail: Operand
    ) throws(LoadError) {
        let live = kind.allocates ? try liveOperand(live) : .number(0)
        try emitter.emit(
            .bs_put_x_x_d_n_n_n_j, .bs_put_x_x_d_n_n_n_j, value, size, destination, live, .number(unit & 255),
            .number(Int(UInt32(kind.rawValue) | flags)), fail)
    }

    /// Fail, size, unit, flags, value.
    private mutating func putSized(_ this: Generics, _ kind: BitPutKind) throws(LoadError) {
        let value = try source(this[4])
        try emitPut(
            kind, flags: try flags(this[3]), value: value, size: kind == .all ? value : try source(this[1]),
            to: .x(slot: 0), unit: try number(this[2]), fail: try label(this[0]))
    }

    /// Fail, flags, value.
    private mutating func putCharacter(_ this: Generics, _ kind: BitPutKind) throws(LoadError) {
        let value = try source(this[2])
        try emitPut(
            kind, flags: try flags(this[1]), value: value, size: value, to: .x(slot: 0), fail: try label(this[0]))
    }

    /// `bs_create_bin Fail Alloc Live Unit Destination Segments`: of each segment type, number, unit, flags, value, size.
    private mutating func createBitstring(_ this: Generics) throws(LoadError) {
        var index = 1
        let extra = try heapNeed(this, &index)
        let live = try number(this[index])
        let destination = try register(this[index + 2])
        let list = index + 3
        guard this[list].kind == .list, this[list].value % 6 == 0, extra <= 65_535, this[list].value / 6 <= 65_535
        else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        try emitter.emit(
            .bs_create_bin_d_n_h_h_j_v, .bs_create_bin_d_n_h_h_j_v, target, try liveOperand(live),
            .number(this[list].value / 6), .number(extra), try label(this[0]))
        index = list + 1
        while index < list + 1 + this[list].value {
            try append(segment: this, index)
            index += 6
        }
        if target != destination { try emitter.move(target, to: destination) }
    }

    private mutating func append(segment this: Generics, _ index: Int) throws(LoadError) {
        let type = try atom(this[index])
        var unit = try number(this[index + 2])
        let kind: BitPutKind
        switch type {
        case .integerAtom: kind = .integer
        case .floatAtom: kind = .float
        case .binary: kind = isAll(this[index + 5]) ? .all : .bitstring
        case .utf8: kind = .utf8
        case .utf16: kind = .utf16
        case .utf32: kind = .utf32
        case .stringAtom:
            kind = this[index + 4].kind == .integer ? .integer : .all
            unit = kind == .all ? 1 : 8
        case .appendAtom, .privateAppend: kind = .append
        default: throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        let flags = try flags(this[index + 3])
        try emitter.area.append(unit: UInt32(kind.rawValue) | flags | UInt32(unit & 255) << 8)
        try emitter.area.append(unit: UInt32(try number(this[index + 1]) & 0xFFFF))
        try emitter.append(packed: try source(this[index + 4]))
        try emitter.append(packed: try source(this[index + 5]))
    }

    // MARK: Strings

    /// Replaces the strings that a function's instructions refer to: long ones by literals, short ones by integers.
    mutating func buildStrings(_ window: InstructionWindow, end: Int) throws(LoadError) {
        for index in 0..<end {
            let this = Generics(window: window, entry: window.instructions[index])
            switch this.opcode {
            case Generic.bsMatchString:
                try buildString(this, 3, bits: try number(this[2]), shortest: 17)
            case Generic.bsPutString:
                try buildString(this, 1, bits: try number(this[0]) * 8, shortest: 25)
            case Generic.bsCreateBin:
                var list = 1
                _ = try heapNeed(this, &list)
                list += 3
                guard this[list].kind == .list else { continue }
                var segment = list + 1
                while segment + 5 <= list + this[list].value {
                    if this[segment].kind == .atom, atoms[this[segment].value] == .stringAtom {
                        let bytes = this[segment + 5]
                        guard bytes.kind == .integer || bytes.kind == .unsigned, bytes.value < 1 << 24 else {
                            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
                        }
                        try buildString(this, segment + 4, bits: bytes.value * 8, shortest: 25)
                    }
                    segment += 6
                }
            case Generic.bsMatch:
                // Integers to match are written as if they were parts of the instruction, whatever their size.
                for index in 3..<max(3, this.entry.operandCount)
                where this[index].kind == .unsigned && this[index].value > Term.maxSmall {
                    let term = try LiteralBuilder.integer(
                        UInt64(this[index].value), isNegative: false, area: &emitter.area)
                    window.operands[this.entry.firstOperand + index] = try addConstant(term)
                }
            default: break
            }
        }
    }

    /// Makes a literal of a string of at least `shortest` bits, an integer of another.
    private mutating func buildString(_ this: Generics, _ operand: Int, bits: Int, shortest: Int) throws(LoadError) {
        let count = (bits + 7) / 8
        let bytes = file.strings().bytes(at: try number(this[operand]), count: count)
        guard bytes.count == count else { throw error(.indexRange, at: this.entry.offset, detail: bits) }
        if bits < shortest {
            var value = 0
            for byte in bytes { value = value << 8 | Int(byte) }
            this.window.operands[this.entry.firstOperand + operand] =
                GenericOperand(.integer, value >> (count * 8 - bits))
            return
        }
        let words = (count + 3) / 4 + 1
        let place = try emitter.area.reserve(4 + words * 4)
        storeWord(Header(.heapBitstring, words: words).bits, place)
        storeWord(0, place &+ UInt32(words) * 4)
        storeWord(UInt32(bits), place &+ 4)
        var cursor = place &+ 8
        for byte in bytes {
            rawPointer(cursor).storeBytes(of: byte, as: UInt8.self)
            cursor += 1
        }
        this.window.operands[this.entry.firstOperand + operand] = try addConstant(Term(boxed: place))
    }
}
