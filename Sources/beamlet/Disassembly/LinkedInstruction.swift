import BeamletVM

/// A linked instruction, taken apart by the letters of its format (see `Opcode`).
struct LinkedInstruction {
    /// An operand, or an element of an instruction's list.
    enum Operand: Equatable {
        /// An X register's slot.
        case x(Int)
        /// A Y register.
        case y(Int)
        /// A count, an arity, an index, the number of a BIF or of an atom.
        case number(Int)
        /// A constant term.
        case term(Term)
        /// The address that a label stands for; nil: no label.
        case label(Address?)
        /// A 32-bit operand and where it lies: an address, or a number.
        case word(UInt32, place: Address)
    }

    /// Where it begins.
    let address: Address
    let opcode: Opcode
    /// Its letters, without the dots that fill the format up.
    let letters: [UInt8]
    /// One operand for each letter but `v`.
    let operands: [Operand]
    /// The list behind the operands, whose elements have one or two parts each.
    let elements: [[Operand]]
    /// The address behind it.
    let end: Address

    /// The instruction at `address`; nil when there is none, or when it does not end at or before `limit`.
    init?(at address: Address, limit: Address) {
        var reader = UnitReader(place: address, limit: limit)
        guard let first = reader.byte(), let opcode = Opcode(rawValue: first) else { return nil }
        self.address = address
        self.opcode = opcode
        letters = (0..<InstructionFormats.width).map { InstructionFormats.letter(opcode, $0) }
            .filter { $0 != UInt8(ascii: ".") }
        var operands = [Operand?](repeating: nil, count: letters.count)
        // Bytes first, then 16 bits, then 32 bits: each in the order of the letters.
        for size in [1, 2, 4] {
            for (index, letter) in letters.enumerated() where LinkedInstruction.size(letter) == size {
                guard let operand = reader.operand(letter, of: address) else { return nil }
                operands[index] = operand
            }
            if size == 1 { reader.align() }
        }
        self.operands = operands.compactMap(\.self)
        guard let elements = reader.elements(opcode, self.operands, of: address) else { return nil }
        self.elements = elements
        end = reader.place
    }

    /// Bytes that an operand of that letter takes; 0 for a list.
    static func size(_ letter: UInt8) -> Int {
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "n"): 1
        case UInt8(ascii: "i"), UInt8(ascii: "a"), UInt8(ascii: "h"), UInt8(ascii: "j"): 2
        case UInt8(ascii: "c"), UInt8(ascii: "q"), UInt8(ascii: "f"): 4
        default: 0
        }
    }
}

/// Reads the units of one instruction, never at or beyond `limit`.
private struct UnitReader {
    private(set) var place: Address
    let limit: Address

    mutating func byte() -> UInt8? {
        guard place < limit else { return nil }
        defer { place += 1 }
        return rawPointer(place).load(as: UInt8.self)
    }

    mutating func align() { place = (place + 1) & ~1 }

    mutating func unit() -> UInt16? {
        guard place < limit, limit - place >= 2 else { return nil }
        defer { place += 2 }
        return rawPointer(place).load(as: UInt16.self)
    }

    mutating func word() -> UInt32? {
        guard place < limit, limit - place >= 4 else { return nil }
        defer { place += 4 }
        return rawPointer(place).loadUnaligned(as: UInt32.self)
    }

    mutating func operand(_ letter: UInt8, of instruction: Address) -> LinkedInstruction.Operand? {
        switch letter {
        case UInt8(ascii: "x"), UInt8(ascii: "d"): return byte().map { .x(Int($0)) }
        case UInt8(ascii: "y"), UInt8(ascii: "e"): return byte().map { .y(Int($0)) }
        case UInt8(ascii: "n"): return byte().map { .number(Int($0)) }
        case UInt8(ascii: "i"):
            return unit().map { .term(Term(bits: UInt32(bitPattern: Int32(Int16(bitPattern: $0))))) }
        case UInt8(ascii: "a"): return unit().map { .term(Term(bits: UInt32($0))) }
        case UInt8(ascii: "h"): return unit().map { .number(Int($0)) }
        case UInt8(ascii: "j"): return label(of: instruction)
        case UInt8(ascii: "c"), UInt8(ascii: "q"): return word().map { .term(Term(bits: $0)) }
        case UInt8(ascii: "f"):
            let start = place
            return word().map { .word($0, place: start) }
        default: return nil
        }
    }

    /// A distance from the instruction in units of two bytes.
    private mutating func label(of instruction: Address) -> LinkedInstruction.Operand? {
        unit().map { distance in
            if distance == 0 { return .label(nil) }
            return .label(instruction &+ UInt32(bitPattern: Int32(Int16(bitPattern: distance)) * 2))
        }
    }

    /// An element of a list of packed operands.
    private mutating func packed() -> LinkedInstruction.Operand? {
        guard let unit = unit() else { return nil }
        if unit == 0xFFFD { return word().map { .term(Term(bits: $0)) } }
        switch unit & 3 {
        case 1: return .x(Int(unit >> 2))
        case 2: return .y(Int(unit >> 2))
        default: return .term(Term(bits: UInt32(unit)))
        }
    }

    /// The list behind the operands; nil when it does not end before the limit.
    mutating func elements(
        _ opcode: Opcode, _ operands: [LinkedInstruction.Operand], of instruction: Address
    ) -> [[LinkedInstruction.Operand]]? {
        func number(_ index: Int) -> Int {
            if case .number(let number) = operands[index] { return number }
            return 0
        }
        switch opcode {
        case .select_val_x_h_j_v:
            return repeated(number(1)) { reader in
                reader.word().flatMap { value in reader.label(of: instruction).map { [.term(Term(bits: value)), $0] } }
            }
        case .jump_table_x_i_h_j_v:
            return repeated(number(2)) { reader in reader.label(of: instruction).map { [$0] } }
        case .select_arity_x_h_j_v:
            return repeated(number(1)) { reader in
                reader.unit().flatMap { arity in reader.label(of: instruction).map { [.number(Int(arity)), $0] } }
            }
        case .put_tuple_d_h_v where number(1) == 0:
            guard let count = word() else { return nil }
            return repeated(Int(count)) { reader in reader.packed().map { [$0] } }
        case .put_tuple_d_h_v, .make_fun_d_n_f_v:
            return repeated(number(1)) { reader in reader.packed().map { [$0] } }
        case .update_record_x_d_h_h_v:
            return repeated(number(3)) { reader in
                reader.unit().flatMap { index in reader.packed().map { [.number(Int(index)), $0] } }
            }
        case .update_map_x_d_n_h_j_v:
            return repeated(number(3) >> 1) { reader in reader.pair() }
        case .put_record_x_d_n_q_h_j_v:
            return repeated(number(4)) { reader in reader.pair() }
        case .new_map_d_n_q_v:
            guard case .term(let keys) = operands[2] else { return nil }
            return repeated(keys.isTuple ? keys.header.words : 0) { reader in reader.packed().map { [$0] } }
        case .bs_create_bin_d_n_h_h_j_v:
            return repeated(number(2)) { reader in reader.segment() }
        default: return []
        }
    }

    /// A segment of `bs_create_bin`: kind and flags, unit, number, value, size.
    private mutating func segment() -> [LinkedInstruction.Operand]? {
        guard let flags = byte(), let unit = byte(), let number = self.unit(), let parts = pair() else { return nil }
        return [.number(Int(flags)), .number(Int(unit)), .number(Int(number))] + parts
    }

    /// Two packed operands.
    private mutating func pair() -> [LinkedInstruction.Operand]? {
        packed().flatMap { first in packed().map { [first, $0] } }
    }

    private mutating func repeated(
        _ count: Int, _ element: (inout UnitReader) -> [LinkedInstruction.Operand]?
    ) -> [[LinkedInstruction.Operand]]? {
        var elements: [[LinkedInstruction.Operand]] = []
        for _ in 0..<count {
            guard let next = element(&self) else { return nil }
            elements.append(next)
        }
        return elements
    }
}
