// Native records (OTP 29): the definitions of a module, and the instructions that work on records.
extension ModuleLoader {
    /// Builds the definitions in the chunk `Recs`: a list of tuples, see `NativeRecords.swift`.
    ///
    /// The chunk has a version (0), the number of records and the number of all fields; then, as compact terms for each record: a
    /// label 0, its name, whether it is exported, and a list of fields, each followed by its default or the unsigned number 0.
    mutating func buildRecords() throws(LoadError) {
        guard var reader = file.chunk(ChunkName.records), !reader.isAtEnd else { return }
        guard try reader.u32() == 0 else { return }
        let count = try reader.count()
        _ = try reader.count()
        let limits = OperandLimits(atoms: file.atomCount, labels: 1, literals: literals.count, types: 0)
        guard count <= reader.remaining / 4 else { throw reader.error(.badCount, detail: count) }
        let list = try emitter.area.reserve(count * 8)
        for index in 0..<count {
            _ = try CompactTerm.operand(&reader, limits: limits)
            let name = try CompactTerm.operand(&reader, limits: limits)
            let exported = try CompactTerm.operand(&reader, limits: limits)
            let fields = try CompactTerm.operand(&reader, limits: limits)
            guard fields.kind == .list, fields.value & 1 == 0 else { throw reader.error(.badOperandTag) }
            let words = fields.value / 2
            let tuple = try emitter.area.reserve(fields.value * 4 + 16)
            storeWord(Header.tuple(3 + fields.value).bits, tuple)
            store(self.name, tuple &+ 4)
            store(try atom(name), tuple &+ 8)
            store(try atom(exported), tuple &+ 12)
            for field in 0..<words {
                let place = tuple &+ 16 &+ UInt32(field) * 4
                store(try atom(try CompactTerm.operand(&reader, limits: limits)), place)
                let value = try CompactTerm.operand(&reader, limits: limits)
                store(try constant(value, in: reader), place &+ UInt32(words) * 4)
            }
            let cell = list &+ UInt32(index) * 8
            store(Term(boxed: tuple), cell)
            store(index + 1 < count ? Term(list: cell &+ 8) : .nil, cell &+ 4)
        }
        if count > 0 { records = Term(list: list) }
    }

    /// A field's default; none for the unsigned number 0.
    private mutating func constant(_ operand: GenericOperand, in reader: ByteReader) throws(LoadError) -> Term {
        switch operand.kind {
        case .unsigned: return .none
        case .bigInteger:
            let bytes = reader.bytes(at: operand.value, count: operand.byteCount)
            return try LiteralBuilder.bignum(twosComplement: bytes, area: &emitter.area)
        case .integer:
            return try LiteralBuilder.integer(
                UInt64(operand.value.magnitude), isNegative: operand.value < 0, area: &emitter.area)
        default: return Term(bits: try source(operand).value)
        }
    }

    // MARK: Instructions

    /// Which record an instruction is about: the definition of one of the module's own, the literal `{Module, Name}` as it is, or
    /// the atom `'_'`.
    private func recordName(_ operand: GenericOperand, _ this: Generics) throws(LoadError) -> Operand {
        let name = try source(operand)
        guard name.kind == .immediate else {
            let tuple = Term(bits: name.value)
            guard name.kind == .literal, tuple.isTuple, tuple.header.words == 2 else {
                throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
            }
            return name
        }
        var list = records
        while list.isList {
            if list.head.element(1).bits == name.value { return .constant(list.head) }
            list = list.tail
        }
        return name
    }

    mutating func transformRecord(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.isAnyNativeRecord:
            try testRecord(this, .any, .nil)
        case Generic.isNativeRecord:
            let tuple = try buildPair(try atom(this[2]), try atom(this[3]))
            try testRecord(this, .named, tuple)
        case Generic.isRecordAccessible:
            let scope = try atom(this[2])
            let text = interner.text(scope)
            let isExternal = text.count > 0 && text.bytes[0] == UInt8(ascii: "e")
            try testRecord(this, isExternal ? .external : .local, name)
        case Generic.getRecordField:
            try emitter.emit(
                .get_record_field_x_x_d_q_j, .get_record_field_x_x_d_q_j, try source(this[1]), try source(this[3]),
                try register(this[4]), try recordName(this[2], this), try label(this[0]))
        case Generic.getRecordElements:
            try getRecordElements(this)
        default:
            try putRecord(this)
        }
    }

    private mutating func testRecord(_ this: Generics, _ test: RecordTest, _ constant: Term) throws(LoadError) {
        try emitter.emit(
            .native_record_x_n_q_j, .native_record_x_n_q_j, try source(this[1]), .number(Int(test.rawValue)),
            .constant(constant), try label(this[0]))
    }

    /// The literal `{Module, Name}` of a test.
    private mutating func buildPair(_ module: Term, _ name: Term) throws(LoadError) -> Term {
        for index in 0..<constantCount {
            let constant = constants[index]
            if constant.isTuple, constant.header.words == 2, constant.isDefinition(of: module, name) { return constant }
        }
        throw LoadError(.badOperand, chunk: ChunkName.code, offset: 0, detail: 0)
    }

    /// Builds the literals `{Module, Name}` that the tests of a function need, before the function.
    mutating func buildRecordNames(_ window: InstructionWindow, end: Int) throws(LoadError) {
        for index in 0..<end where window.instructions[index].opcode == Generic.isNativeRecord {
            let this = Generics(window: window, entry: window.instructions[index])
            let tuple = try emitter.area.reserve(12)
            storeWord(Header.tuple(2).bits, tuple)
            store(try atom(this[2]), tuple &+ 4)
            store(try atom(this[3]), tuple &+ 8)
            _ = try addConstant(Term(boxed: tuple))
        }
    }

    private func pairs(_ this: Generics, _ index: Int) throws(LoadError) -> Int {
        guard this[index].kind == .list, this[index].value & 1 == 0, this[index].value <= 65_535 else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        return this[index].value / 2
    }

    /// `get_record_elements Fail Record [Field Destination ...]`
    private mutating func getRecordElements(_ this: Generics) throws(LoadError) {
        let count = try pairs(this, 2)
        var record = try source(this[1])
        if count > 1 {
            try emitter.move(record, to: .x(slot: 2))
            record = .x(slot: 2)
        }
        for index in 0..<count {
            try emitter.emit(
                .get_record_field_x_x_d_q_j, .get_record_field_x_x_d_q_j, record, try source(this[3 + index * 2]),
                try register(this[4 + index * 2]), .constant(.nil), try label(this[0]))
        }
    }

    /// `put_record Fail Name Record Destination Live [Field Value ...]`; the record is nil where a new one is made.
    private mutating func putRecord(_ this: Generics) throws(LoadError) {
        let count = try pairs(this, 5)
        let live = try number(this[4])
        guard live <= 250 else { throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode)) }
        let destination = try register(this[3])
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        let record = try source(this[2])
        let from = record.isNearX ? record : Operand.x(slot: 1)
        if !record.isNearX { try emitter.move(record, to: from) }
        emitter.reserveSlots(live + 2)
        try emitter.emit(
            .put_record_x_d_n_q_h_j_v, .put_record_x_d_n_q_h_j_v, from, target, .number(live),
            try recordName(this[1], this), .number(count), try label(this[0]))
        for index in 0..<count * 2 { try emitter.append(packed: try source(this[6 + index])) }
        if target != destination { try emitter.move(target, to: destination) }
    }
}
