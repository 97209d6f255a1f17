// The instructions on native records, out of line: they are called with the state flushed, or touch nothing of it.
//
// Which record an instruction is about, a constant tells: a definition (of the module's own), a tuple `{Module, Name}` (of
// another module), or an atom (any record).

/// What `native_record_x_n_q_j` asks.
enum RecordTest: UInt32 {
    /// Whether it is a record.
    case any
    /// Whether it is one of the module and name in the tuple that follows.
    case named
    /// Whether it is one of the module that follows, or exported.
    case local
    /// Whether it is exported.
    case external
}

extension Machine {
    /// `native_record_x_n_q_j`
    @inline(never)
    mutating func testRecord(_ term: Term, _ test: UInt32, _ constant: Term) -> Bool {
        guard term.isNativeRecord else { return false }
        let definition = term.definition
        switch RecordTest(rawValue: test) {
        case .named: return definition.isDefinition(of: constant.element(0), constant.element(1))
        case .local: return definition.element(0) == constant || definition.element(2) == .true
        case .external: return definition.element(2) == .true
        default: return true
        }
    }

    /// Whether a term is a record that the code may use as what a constant tells. Where one of the module's own is read, OTP
    /// compares names only.
    private mutating func isRecord(_ term: Term, _ constant: Term, isRead: Bool = false) -> Bool {
        guard term.isNativeRecord else { return false }
        guard constant.isTuple else { return true }
        let definition = term.definition
        if isRead, constant.header.words > 2 { return definition.element(1) == constant.element(1) }
        guard definition.isDefinition(of: constant.element(0), constant.element(1)) else { return false }
        return constant.header.words > 2 || definition.element(2) == .true
    }

    /// `get_record_field_x_x_d_q_j`: the value of a field; none: there is no such field, or no such record.
    @inline(never)
    mutating func recordField(_ term: Term, _ name: Term, _ constant: Term) -> Term {
        guard isRecord(term, constant, isRead: true) else { return .none }
        let index = term.definition.fieldIndex(name)
        return index < 0 ? .none : term.boxedTerm(index + 1)
    }

    /// Where an instruction goes on that could not get a field: `{badrecord, Term}` or `{badfield, {{Module, Name}, Field}}`.
    @inline(never)
    mutating func recordFieldFailed(_ term: Term, _ name: Term, _ constant: Term) -> Address {
        guard isRecord(term, constant, isRead: true) else { return raise(tag: .badrecord, value: term) }
        return raiseField(.badfield, term.definition, name)
    }

    /// Raises `{Tag, {{Module, Name}, Field}}`. The X registers are free.
    private mutating func raiseField(_ tag: Term, _ definition: Term, _ field: Term) -> Address {
        let slots = Arguments(base: x &+ 12)
        slots[0] = definition
        slots[1] = field
        guard ensure(6, live: 2) else { return outOfMemory() }
        return raise(tag: tag, value: fieldPair(slots[0], slots[1]))
    }

    /// `{{Module, Name}, Field}`; there is room for six words.
    mutating func fieldPair(_ definition: Term, _ field: Term) -> Term {
        makeTuple(makeTuple(definition.element(0), definition.element(1)), field)
    }

    /// `put_record_x_d_n_q_h_j_v`: answers where to go on; the new record is then at the destination.
    @inline(never)
    mutating func putRecord() -> Address {
        let r = flushed
        let source = r.x(1)
        let constant = Term(bits: r.u32(8))
        let isUpdate = !source.isNil
        var definition = constant
        if isUpdate {
            guard isRecord(source, constant) else { return raise(tag: .badrecord, value: source) }
            definition = source.definition
        } else if constant.header.words == 2 {
            definition = recordDefinition(constant.element(0), constant.element(1))
            guard !definition.isNil, definition.element(2) == .true else {
                return raise(tag: .badrecord, value: constant)
            }
        }
        let count = definition.fieldCount
        let live = r.u8(3)
        let slots = Arguments(base: r.xBase &+ 12 &+ live &* 4)
        slots[0] = source
        slots[1] = definition
        guard ensure(count + 2, live: Int(live) + 2) else { return outOfMemory() }
        definition = slots[1]
        let record = process(current).pointee.heapTop
        storeWord(Header(.record, words: count + 1).bits, record)
        store(definition, record &+ 4)
        let from = isUpdate ? slots[0].boxedAddress &+ 8 : definition.boxedAddress &+ 16 &+ UInt32(count) &* 4
        copyWords(from, to: record &+ 8, words: count)
        var cursor = r.ip &+ 12
        var pairs = r.u16(4)
        while pairs > 0 {
            let (name, value) = operands(&cursor)
            let index = definition.fieldIndex(name)
            if index < 0 { return raiseField(.badfield, definition, name) }
            store(value, record &+ 8 &+ UInt32(index) &* 4)
            pairs -= 1
        }
        var index: UInt32 = 0
        while index < UInt32(count) {
            if load(record &+ 8 &+ index &* 4).isNone {
                return raiseField(.novalue, definition, definition.element(3 + Int(index)))
            }
            index += 1
        }
        _ = takeHeap(count + 2)
        store(Term(boxed: record), r.xAddress(2))
        return cursor
    }
}
