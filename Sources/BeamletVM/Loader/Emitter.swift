/// An operand of a linked instruction that is being chosen.
struct Operand: Equatable {
    enum Kind: UInt8 {
        /// No operand.
        case none
        /// An X register by its slot, source or destination.
        case x
        /// A Y register, source or destination.
        case y
        /// A constant term that is no pointer.
        case immediate
        /// A constant term that is the address of a literal.
        case literal
        /// An unsigned number.
        case number
        /// A label; 0: none.
        case label
        /// A 32-bit word, written as it is.
        case word
        /// The catch tag of a label.
        case catchLabel
        /// The address of a label.
        case address
    }
    var kind: Kind
    var value: UInt32

    static var none: Operand { Operand(kind: .none, value: 0) }
    static func x(slot: UInt32) -> Operand { Operand(kind: .x, value: slot) }
    static func number(_ value: Int) -> Operand { Operand(kind: .number, value: UInt32(truncatingIfNeeded: value)) }
    static func label(_ value: Int) -> Operand { Operand(kind: .label, value: UInt32(truncatingIfNeeded: value)) }
    static func word(_ value: UInt32) -> Operand { Operand(kind: .word, value: value) }
    static func constant(_ term: Term) -> Operand {
        Operand(kind: term.isImmediate ? .immediate : .literal, value: term.bits)
    }
    /// X0, behind the temporaries.
    static var x0: Operand { Operand(kind: .x, value: 3) }

    /// Whether it is an X register that a byte can name.
    var isNearX: Bool { kind == .x && value <= 255 }
    /// Whether it is a Y register that a byte can name.
    var isNearY: Bool { kind == .y && value <= 255 }
    /// Whether it is a Y register that a byte cannot name.
    var isWideY: Bool { kind == .y && value > 255 }
    /// Whether it is an immediate that 16 bits hold.
    var isShort: Bool { kind == .immediate && value <= 65_535 }
}

/// A place in the code that is filled in once the address that it depends on is known.
struct Fixup {
    enum Kind: UInt8 {
        /// 16 bits: distance to a label from `origin`, in units.
        case near
        /// 32 bits: the address of a label.
        case far
        /// 32 bits: the catch tag of a label.
        case catchTag
    }
    var kind: Kind
    var place: Address
    var origin: Address
    var label: UInt32
    /// The offset of the generic instruction in the code chunk, for errors.
    var offset: UInt32
}

/// Writes linked instructions: chooses the member of a family that fits the operands, lays the operands out, and keeps
/// what is to be filled in later. See `Opcode`.
struct Emitter {
    /// Where the code goes.
    var area: CodeArea
    /// The image that the code belongs to: catch tags count from its base.
    let imageBase: Address
    /// X slots that the code uses.
    var slots: UInt32 = 3 + 4
    /// Float registers that the code uses.
    var floats: UInt32 = 0
    /// What is to be filled in.
    private(set) var fixupCount = 0
    let fixups: UnsafeMutableBufferPointer<Fixup>
    /// Addresses of the labels that have been defined, 0 for others.
    let labels: UnsafeMutableBufferPointer<Address>
    /// Whether the module may have calls that are farther than a 16-bit distance.
    let isLarge: Bool
    /// Whether labels are out of reach of 16-bit distances: a module with a function that is too long for them is loaded again
    /// with this set. Each label of an instruction is then that of a far jump right behind the instruction.
    let usesFarJumps: Bool
    /// In place of a label: the instruction that follows, behind the far jumps. Only where far jumps are used.
    static let following = UInt32.max
    /// Most labels that the list of an instruction may have: a list of words and labels, and its far jumps, are then in reach of
    /// 16 bits.
    var mostListLabels: Int { usesFarJumps ? 4000 : 32_000 }
    private let farLabels: UnsafeMutableBufferPointer<FarLabel>
    private var farCount = 0

    /// A label of the last instruction, and the 16 bits that lead to its far jump.
    struct FarLabel {
        var place: Address
        var label: UInt32
    }

    #if !hasFeature(Embedded)
        /// What was applied to the generic instruction that is being transformed.
        var rules: Rules = []
    #endif
    /// The offset of the generic instruction that is being transformed.
    var sourceOffset = 0
    /// The instruction that is being or was last written.
    private(set) var origin: Address = 0

    /// The slot of X0.
    static let firstX: UInt32 = 3
    /// Most operands of an instruction, without a list.
    static let mostOperands = 7
    typealias Operands = InlineArray<7, Operand>

    init(
        area: CodeArea, imageBase: Address, fixups: UnsafeMutableBufferPointer<Fixup>,
        labels: UnsafeMutableBufferPointer<Address>, isLarge: Bool,
        farLabels: UnsafeMutableBufferPointer<FarLabel>?
    ) {
        self.area = area
        self.imageBase = imageBase
        self.fixups = fixups
        self.labels = labels
        self.isLarge = isLarge
        usesFarJumps = farLabels != nil
        self.farLabels = farLabels ?? UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    // MARK: Choosing

    /// Whether an operand can be written as that letter says.
    private func fits(_ operand: Operand, _ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "d"): return operand.isNearX
        case UInt8(ascii: "y"), UInt8(ascii: "e"): return operand.isNearY
        case UInt8(ascii: "n"): return operand.kind == .number && operand.value <= 255
        case UInt8(ascii: "h"): return operand.kind == .number && operand.value <= 65_535
        case UInt8(ascii: "i"):
            let value = Int32(bitPattern: operand.value)
            return operand.kind == .immediate && value & 3 == 0 && value >= -32_768 && value <= 32_767
        case UInt8(ascii: "a"): return operand.isShort
        case UInt8(ascii: "c"): return operand.kind == .immediate || operand.kind == .catchLabel
        case UInt8(ascii: "q"): return operand.kind == .immediate || operand.kind == .literal
        case UInt8(ascii: "j"): return operand.kind == .label
        case UInt8(ascii: "f"): return operand.kind == .word || operand.kind == .address
        default: return operand.kind == .none
        }
    }

    private func fits(_ opcode: Opcode, _ operands: Operands) -> Bool {
        for index in 0..<Emitter.mostOperands {
            if !fits(operands[index], InstructionFormats.letter(opcode, index)) { return false }
        }
        return true
    }

    /// Emits the first instruction from `first` to `last` that fits; for `last`, operands that do not fit take the way
    /// through a temporary. Throws `badOperand` (its detail is the linked opcode) when an operand has no place at all.
    mutating func emit(
        _ first: Opcode, _ last: Opcode, _ a: Operand = .none, _ b: Operand = .none, _ c: Operand = .none,
        _ d: Operand = .none, _ e: Operand = .none, _ f: Operand = .none, _ g: Operand = .none
    ) throws(LoadError) {
        var operands: Operands = [a, b, c, d, e, f, g]
        var number = first.rawValue
        while number <= last.rawValue {
            let opcode = unsafeBitCast(number, to: Opcode.self)
            if fits(opcode, operands) {
                if number != last.rawValue { note(.specialised) }
                try write(opcode, operands)
                return
            }
            number += 1
        }
        note(.spill)
        // Sources first: X slots 0 to 2 are there for them.
        var temporary: UInt32 = 0
        var destination = Operand.none
        for index in 0..<Emitter.mostOperands {
            let letter = InstructionFormats.letter(last, index)
            if fits(operands[index], letter) { continue }
            if letter == UInt8(ascii: "x") {
                let slot = Operand.x(slot: temporary)
                temporary += 1
                try move(operands[index], to: slot)
                operands[index] = slot
            } else if letter == UInt8(ascii: "d"), operands[index].kind == .x || operands[index].kind == .y {
                destination = operands[index]
                operands[index] = .x(slot: 0)
            } else {
                throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: Int(last.rawValue))
            }
        }
        try write(last, operands)
        if destination.kind != .none { try move(.x(slot: 0), to: destination) }
    }

    /// Emits an instruction whose operands must fit.
    mutating func emit(
        _ opcode: Opcode, _ a: Operand = .none, _ b: Operand = .none, _ c: Operand = .none, _ d: Operand = .none,
        _ e: Operand = .none, _ f: Operand = .none
    ) throws(LoadError) {
        try emit(opcode, opcode, a, b, c, d, e, f)
    }

    /// Emits the first instruction from `first` to `last` that fits, or answers false.
    mutating func emitIfFits(
        _ first: Opcode, _ last: Opcode, _ a: Operand, _ b: Operand, _ c: Operand, _ d: Operand
    ) throws(LoadError) -> Bool {
        let operands: Operands = [a, b, c, d, .none, .none, .none]
        var number = first.rawValue
        while number <= last.rawValue {
            let opcode = unsafeBitCast(number, to: Opcode.self)
            if fits(opcode, operands) {
                try write(opcode, operands)
                return true
            }
            number += 1
        }
        return false
    }

    /// Notes that the X registers up to and without `count` are in use.
    mutating func reserveSlots(_ count: Int) {
        slots = max(slots, UInt32(count) + Emitter.firstX)
    }

    /// Moves any source to any destination.
    mutating func move(_ source: Operand, to destination: Operand) throws(LoadError) {
        let isWideX = destination.kind == .x && destination.value > 255
        let isWideY = destination.kind == .y && destination.value > 255
        if isWideX || isWideY {
            note(.wide)
            var from = source
            if source.kind != .x {
                from = .x(slot: 0)
                try move(source, to: from)
            }
            use(destination)
            try writeWide(isWideX ? .move_wide_xx_h_h : .move_wide_xy_h_h, from.value, destination.value)
            return
        }
        if source.kind == .x && source.value > 255 || source.kind == .y && source.value > 255 {
            note(.wide)
            let opcode = source.kind == .x ? Opcode.move_wide_xx_h_h : .move_wide_yx_h_h
            if destination.kind == .x {
                try writeWide(opcode, source.value, destination.value)
            } else {
                try writeWide(opcode, source.value, 0)
                try emit(.move_x_d, .move_y_e, .x(slot: 0), destination)
            }
            return
        }
        try emit(.move_x_d, .move_y_e, source, destination)
    }

    private mutating func writeWide(_ opcode: Opcode, _ from: UInt32, _ to: UInt32) throws(LoadError) {
        try write(opcode, [.word(from), .word(to), .none, .none, .none, .none, .none])
    }

    /// Notes that an X register is in use.
    private mutating func use(_ operand: Operand) {
        if operand.kind == .x && operand.value + 1 > slots { slots = operand.value + 1 }
    }

    // MARK: Writing

    /// Writes an instruction: first the bytes, then 16-bit operands, then those of 32 bits.
    private mutating func write(_ opcode: Opcode, _ operands: Operands) throws(LoadError) {
        try finishInstruction()
        var bytes: UInt32 = 1
        for index in 0..<Emitter.mostOperands where Emitter.size(InstructionFormats.letter(opcode, index)) == 1 {
            bytes += 1
        }
        origin = try area.reserve(Int((bytes + 1) & ~1), alignment: 2)
        if bytes & 1 != 0 { rawPointer(origin &+ bytes).storeBytes(of: 0, as: UInt8.self) }
        rawPointer(origin).storeBytes(of: opcode.rawValue, as: UInt8.self)
        var place = origin &+ 1
        for index in 0..<Emitter.mostOperands where Emitter.size(InstructionFormats.letter(opcode, index)) == 1 {
            use(operands[index])
            rawPointer(place).storeBytes(of: UInt8(truncatingIfNeeded: operands[index].value), as: UInt8.self)
            place = place &+ 1
        }
        for index in 0..<Emitter.mostOperands where Emitter.size(InstructionFormats.letter(opcode, index)) == 2 {
            if operands[index].kind == .label {
                try append(label: operands[index].value)
            } else {
                try area.append(unit: operands[index].value)
            }
        }
        for index in 0..<Emitter.mostOperands where Emitter.size(InstructionFormats.letter(opcode, index)) == 4 {
            try append(word: operands[index])
        }
    }

    private static func size(_ letter: UInt8) -> Int {
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "n"): 1
        case UInt8(ascii: "i"), UInt8(ascii: "a"), UInt8(ascii: "h"), UInt8(ascii: "j"): 2
        case UInt8(ascii: "c"), UInt8(ascii: "q"), UInt8(ascii: "f"): 4
        default: 0
        }
    }

    /// Appends the distance from the last instruction to a label; 0 for none.
    mutating func append(label: UInt32) throws(LoadError) {
        let place = area.cursor
        try area.append(unit: 0)
        if label == 0 { return }
        if usesFarJumps {
            guard farCount < farLabels.count else {
                throw LoadError(.scratchFull, chunk: ChunkName.code, offset: 0, detail: farCount)
            }
            farLabels[farCount] = FarLabel(place: place, label: label)
            farCount += 1
            return
        }
        try add(
            Fixup(
                kind: .near, place: place, origin: origin, label: label,
                offset: UInt32(truncatingIfNeeded: sourceOffset)))
    }

    /// Writes the far jumps that the last instruction's labels lead to. Called before anything else follows it.
    mutating func finishInstruction() throws(LoadError) {
        if farCount == 0 { return }
        let count = farCount
        farCount = 0
        let over = try area.reserve(4, alignment: 2)
        rawPointer(over).storeBytes(of: UInt16(Opcode.jump_j.rawValue), as: UInt16.self)
        rawPointer(over &+ 2).storeBytes(of: UInt16(2 + count * 3), as: UInt16.self)
        let next = over &+ 4 &+ UInt32(count) &* 6
        for index in 0..<count {
            let jump = try area.reserve(2, alignment: 2)
            rawPointer(jump).storeBytes(of: UInt16(Opcode.jump_far_f.rawValue), as: UInt16.self)
            let label = farLabels[index].label
            if label == Emitter.following {
                try area.append(word: next)
            } else {
                try append(word: Operand(kind: .address, value: label))
            }
            guard let distance = Int16(exactly: (jump &- origin) / 2) else {
                throw LoadError(
                    .functionTooLong, chunk: ChunkName.code, offset: sourceOffset, detail: Int(label))
            }
            rawPointer(farLabels[index].place).storeBytes(of: distance, as: Int16.self)
        }
    }

    /// Appends a 32-bit operand.
    mutating func append(word operand: Operand) throws(LoadError) {
        let place = area.cursor
        try area.append(word: operand.value)
        switch operand.kind {
        case .address:
            try add(
                Fixup(
                    kind: .far, place: place, origin: origin, label: operand.value,
                    offset: UInt32(truncatingIfNeeded: sourceOffset)))
        case .catchLabel:
            try add(
                Fixup(
                    kind: .catchTag, place: place, origin: origin, label: operand.value,
                    offset: UInt32(truncatingIfNeeded: sourceOffset)))
        default: break
        }
    }

    /// Appends a packed operand of a list (see `Opcode`).
    mutating func append(packed operand: Operand) throws(LoadError) {
        switch operand.kind {
        case .x where operand.value < 0x3FFF:
            use(operand)
            try area.append(unit: operand.value << 2 | 1)
        case .y where operand.value < 0x3FFF:
            try area.append(unit: operand.value << 2 | 2)
        case .immediate where operand.value <= 65_535 && operand.value & 3 != 1 && operand.value & 3 != 2:
            try area.append(unit: operand.value)
        case .immediate, .literal:
            try area.append(unit: 0xFFFD)
            try area.append(word: operand.value)
        default:
            throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: 0)
        }
    }

    // MARK: Filling in

    private mutating func add(_ fixup: Fixup) throws(LoadError) {
        guard fixupCount < fixups.count else {
            throw LoadError(.scratchFull, chunk: ChunkName.code, offset: 0, detail: fixupCount)
        }
        fixups[fixupCount] = fixup
        fixupCount += 1
    }

    /// Whether a label is known, or sure to be, in reach of a 16-bit distance from here.
    func isNear(_ label: UInt32) -> Bool {
        if usesFarJumps { return false }
        let address = labels[Int(label)]
        if address == 0 { return !isLarge }
        // A jump to itself: a distance of 0 would mean that there is no label.
        if address == area.cursor { return false }
        return area.cursor &- address < 65_000
    }

    private func isWait(at origin: Address) -> Bool {
        let opcode = rawPointer(origin).load(as: UInt8.self)
        return opcode == Opcode.wait_j.rawValue || opcode == Opcode.wait_timeout_x_j.rawValue
    }

    /// Fills in all labels. Throws `undefinedLabel` and `functionTooLong`.
    mutating func resolve() throws(LoadError) {
        try finishInstruction()
        for index in 0..<fixupCount {
            let fixup = fixups[index]
            let target = labels[Int(fixup.label)]
            guard target != 0 else {
                throw LoadError(
                    .undefinedLabel, chunk: ChunkName.code, offset: Int(fixup.offset), detail: Int(fixup.label))
            }
            switch fixup.kind {
            case .near:
                let distance = Int32(bitPattern: target &- fixup.origin) / 2
                // A distance of 0 means that there is no label; only a wait leads to itself, in a `receive` without clauses.
                guard let unit = Int16(exactly: distance), unit != 0 || isWait(at: fixup.origin) else {
                    throw LoadError(
                        .functionTooLong, chunk: ChunkName.code, offset: Int(fixup.offset), detail: Int(fixup.label))
                }
                rawPointer(fixup.place).storeBytes(of: unit, as: Int16.self)
            case .far:
                rawPointer(fixup.place).storeBytes(of: target, as: UInt32.self)
            case .catchTag:
                rawPointer(fixup.place).storeBytes(of: CatchTag.tag(target, base: imageBase).bits, as: UInt32.self)
            }
        }
        fixupCount = 0
    }
}
