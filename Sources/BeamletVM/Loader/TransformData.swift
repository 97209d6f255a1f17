// Generic instructions to linked ones: frames, lists, tuples, funs.
extension ModuleLoader {
    // MARK: Frames

    mutating func transformFrame(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.allocate, Generic.allocateZero:
            let frame = try number(this[0])
            try allocate(this, frame: frame, live: try number(this[1]), heap: 0)
            if this.opcode == Generic.allocateZero { try clear(frame) }
        case Generic.allocateHeap, Generic.allocateHeapZero:
            let frame = try number(this[0])
            var index = 1
            let heap = try heapNeed(this, &index)
            try allocate(this, frame: frame, live: try number(this[index]), heap: heap)
            if this.opcode == Generic.allocateHeapZero { try clear(frame) }
        case Generic.testHeap:
            var index = 0
            let heap = try heapNeed(this, &index)
            try testHeap(live: try number(this[index]), heap)
        case Generic.`init`:
            try initialize(try register(this[0]))
        case Generic.initYregs:
            try initializeAll(this)
        case Generic.deallocate:
            try checkFrame(this, try number(this[0]))
            try deallocate(try number(this[0]))
        case Generic.trim:
            var words = try number(this[0])
            try checkFrame(this, words)
            while words > 255 {
                try emitter.emit(.trim_n, .number(255))
                words -= 255
            }
            try emitter.emit(.trim_n, .number(words))
        case Generic.return:
            try emitter.emit(.return_)
        default:
            try transformRest(this)
        }
    }

    /// What lies between the frame instructions in the numbering: sending and receiving.
    private mutating func transformRest(_ this: Generics) throws(LoadError) {
        throw error(.unsupportedInstruction, at: this.entry.offset, detail: Int(this.opcode))
    }

    /// Words of heap that an instruction needs: a number, or an allocation list. A float takes three words, a fun two and its
    /// captured values, which count as words.
    func heapNeed(_ this: Generics, _ index: inout Int) throws(LoadError) -> Int {
        let operand = this[index]
        index += 1
        guard operand.kind == .allocationList else { return try number(operand) }
        var words = 0
        for _ in 0..<operand.value {
            let count = this[index + 1].value
            guard count <= mostHeapWords, words <= mostHeapWords else {
                throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
            }
            switch GenericOperand.AllocationNeed(rawValue: this[index].value) {
            case .floats: words += count * 3
            case .funs: words += count * 2
            default: words += count
            }
            index += 2
        }
        return words
    }

    /// Most words of heap that one instruction may ask for: those of the largest tuple, and a margin.
    private var mostHeapWords: Int { 1 << 25 }

    /// Room on the heap.
    private mutating func testHeap(live: Int, _ words: Int) throws(LoadError) {
        emitter.reserveSlots(live)
        if live <= 255, words <= 65_535 {
            try emitter.emit(.test_heap_n_h, .number(live), .number(words))
        } else {
            emitter.note(.wide)
            try emitter.emit(.test_heap_wide_h_f, .number(live), .word(UInt32(truncatingIfNeeded: words)))
        }
    }

    /// A frame and room on the heap. A large frame is made in steps.
    mutating func allocate(_ this: Generics, frame: Int, live: Int, heap: Int) throws(LoadError) {
        try checkFrame(this, frame)
        guard live <= CompactTerm.registerLimit, heap <= mostHeapWords else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        emitter.reserveSlots(live)
        if frame <= 255 && live <= 255 && heap <= 65_535 {
            if heap == 0 {
                try emitter.emit(.allocate_n_n, .number(frame), .number(live))
            } else {
                try emitter.emit(.allocate_heap_n_n_h, .number(frame), .number(live), .number(heap))
            }
            return
        }
        emitter.note(.frame_in_steps)
        // Room for all first: in the steps nothing is collected, since the words are not initialised.
        try testHeap(live: live, heap + frame)
        var rest = frame
        repeat {
            try emitter.emit(.allocate_n_n, .number(min(rest, 255)), .number(0))
            rest -= 255
        } while rest > 0
    }

    /// Refuses frames that have more words than there are Y registers.
    func checkFrame(_ this: Generics, _ frame: Int) throws(LoadError) {
        guard frame <= CompactTerm.registerLimit else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
    }

    /// Sets all words of a new frame, as the compilers of old expected it.
    private mutating func clear(_ frame: Int) throws(LoadError) {
        for index in 0..<frame { try initialize(Operand(kind: .y, value: UInt32(index))) }
    }

    mutating func initialize(_ slot: Operand, _ opcode: Opcode = .init_yreg_e) throws(LoadError) {
        if slot.isNearY {
            try emitter.emit(opcode, slot)
        } else {
            try emitter.move(.constant(.nil), to: slot)
        }
    }

    private mutating func initializeAll(_ this: Generics) throws(LoadError) {
        guard this[0].kind == .list else { throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode)) }
        var index = 0
        let count = this[0].value
        while index < count {
            let first = try register(this[1 + index])
            if index + 1 < count {
                let second = try register(this[2 + index])
                if first.isNearY && second.isNearY {
                    emitter.note(.init_yregs2)
                    try emitter.emit(.init_yregs_e_e, first, second)
                    index += 2
                    continue
                }
            }
            try initialize(first)
            index += 1
        }
    }

    mutating func deallocate(_ frame: Int) throws(LoadError) {
        var words = frame
        while words > 255 {
            try emitter.emit(.deallocate_n, .number(255))
            words -= 255
        }
        try emitter.emit(.deallocate_n, .number(words))
    }

    // MARK: Data

    mutating func swap(_ a: Operand, _ b: Operand) throws(LoadError) {
        if a.isNearX && b.isNearX {
            try emitter.emit(.swap_d_d, a, b)
            return
        }
        // The third temporary: the first is used by moves between Y registers.
        let spare = Operand.x(slot: 2)
        try emitter.move(a, to: spare)
        try emitter.move(b, to: a)
        try emitter.move(spare, to: b)
    }

    mutating func transformData(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.getList:
            try getList(this)
        case Generic.getHd:
            try emitter.emit(.get_hd_y_d, .get_hd_x_d, try source(this[0]), try register(this[1]))
        case Generic.getTl:
            try emitter.emit(.get_tl_y_d, .get_tl_x_d, try source(this[0]), try register(this[1]))
        case Generic.getTupleElement:
            let tuple = try source(this[0])
            let destination = try register(this[2])
            let index = try number(this[1])
            if index > 65_535 {
                // There is no form of its own for tuples of such a size: `element/2`, which counts from 1.
                emitter.note(.wide)
                try emitter.emit(
                    .element_x_x_d_j, .element_x_x_d_j, .constant(Term(small: index + 1)), tuple, destination,
                    .label(0))
            } else if index <= 255 {
                try emitter.emit(
                    .get_tuple_element_y_n_d, .get_tuple_element_x_n_d, tuple, .number(index), destination)
            } else {
                try emitter.emit(
                    .get_tuple_element_wide_x_d_h, .get_tuple_element_wide_x_d_h, tuple, destination, .number(index))
            }
        case Generic.setTupleElement:
            try emitter.emit(
                .set_tuple_element_x_x_h, .set_tuple_element_x_x_h, try source(this[0]), try source(this[1]),
                .number(try number(this[2])))
        case Generic.putList:
            try emitter.emit(
                .put_list_x_a_d, .put_list_x_x_d, try source(this[0]), try source(this[1]), try register(this[2]))
        case Generic.putTuple2:
            guard this[1].kind == .list else {
                throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
            }
            let elements = Elements(first: 2, count: this[1].value)
            try putTuple(this, elements, to: try register(this[0]))
        case Generic.makeFun2:
            try makeFun(this, try number(this[0]), to: .x0, nil)
        case Generic.makeFun3:
            guard this[2].kind == .list else {
                throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
            }
            try makeFun(
                this, try number(this[0]), to: try register(this[1]), Elements(first: 3, count: this[2].value))
        default:
            try updateRecord(this)
        }
    }

    /// Both parts of a cell; the list may be in the register that one of them goes to.
    private mutating func getList(_ this: Generics) throws(LoadError) {
        let list = try source(this[0])
        let head = try register(this[1])
        let tail = try register(this[2])
        if head.isNearX && tail.isNearX {
            try emitter.emit(.get_list_y_d_d, .get_list_x_d_d, list, head, tail)
            return
        }
        let cell = Operand.x(slot: 2)
        try emitter.move(list, to: cell)
        try emitter.emit(.get_hd_x_d, .get_hd_x_d, cell, head)
        try emitter.emit(.get_tl_x_d, .get_tl_x_d, cell, tail)
    }

    /// Consecutive operands of an instruction.
    struct Elements {
        var first: Int
        var count: Int
    }

    private mutating func putTuple(_ this: Generics, _ elements: Elements, to destination: Operand) throws(LoadError) {
        if elements.count == 2 || elements.count == 3, destination.isNearX {
            let a = try source(this[elements.first])
            let b = try source(this[elements.first + 1])
            if elements.count == 2 {
                if a.isNearX && b.isNearX {
                    try emitter.emit(.put_tuple2_d_x_x, destination, a, b)
                    return
                }
                if a.isShort && (b.isNearX || b.isNearY) {
                    try emitter.emit(.put_tuple2_d_a_x, .put_tuple2_d_a_y, destination, a, b)
                    return
                }
            } else {
                let c = try source(this[elements.first + 2])
                if a.isShort && b.isNearX && c.isNearX {
                    try emitter.emit(.put_tuple3_d_a_x_x, destination, a, b, c)
                    return
                }
            }
        }
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        try beginTuple(elements.count, target)
        for index in 0..<elements.count {
            try emitter.append(packed: try source(this[elements.first + index]))
        }
        if target != destination { try emitter.move(target, to: destination) }
    }

    /// The instruction that builds a tuple, before its elements.
    private mutating func beginTuple(_ arity: Int, _ target: Operand) throws(LoadError) {
        if arity > 65_535 || arity == 0 {
            emitter.note(.wide)
            try emitter.emit(.put_tuple_d_h_v, target, .number(0))
            try emitter.area.append(word: UInt32(truncatingIfNeeded: arity))
        } else {
            try emitter.emit(.put_tuple_d_h_v, target, .number(arity))
        }
    }

    /// `put_tuple` and the `put`s after it, of compilers before OTP 22.
    mutating func putOldTuple(_ this: Generics, _ following: (Int) -> Generics?) throws(LoadError) -> Int {
        let arity = try number(this[0])
        let destination = try register(this[1])
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        try beginTuple(arity, target)
        for index in 0..<arity {
            guard let put = following(index + 1), put.opcode == Generic.put else {
                throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
            }
            try emitter.append(packed: try source(put[0]))
        }
        if target != destination { try emitter.move(target, to: destination) }
        return arity + 1
    }

    /// A fun with its captured values: the elements, or X0 and up.
    private mutating func makeFun(
        _ this: Generics, _ index: Int, to destination: Operand, _ elements: Elements?
    ) throws(LoadError) {
        guard index < funPlaces.count else { throw error(.indexRange, at: this.entry.offset, detail: index) }
        let free = try file.funs().entry(index).freeVariables
        let count = elements?.count ?? free
        guard count == free else { throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode)) }
        let record = funRecord(index)
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        if elements == nil {
            // `make_fun2` makes its own room; X0 and up are what it captures.
            try testHeap(live: count, count + 2)
        }
        try emitter.emit(.make_fun_d_n_f_v, target, .number(count), .word(record))
        for place in 0..<count {
            if let elements {
                try emitter.append(packed: try source(this[elements.first + place]))
            } else {
                try emitter.append(packed: .x(slot: UInt32(place) + Emitter.firstX))
            }
        }
        if target != destination { try emitter.move(target, to: destination) }
    }

    /// `update_record Hint Size Source Destination [Index Value ...]`.
    private mutating func updateRecord(_ this: Generics) throws(LoadError) {
        guard this[4].kind == .list, this[4].value & 1 == 0 else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        let size = try number(this[1])
        let record = try source(this[2])
        let destination = try register(this[3])
        let pairs = this[4].value / 2
        let from = record.isNearX ? record : Operand.x(slot: 1)
        if !record.isNearX { try emitter.move(record, to: from) }
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        try emitter.emit(.update_record_x_d_h_h_v, from, target, .number(size), .number(pairs))
        for pair in 0..<pairs {
            let index = try number(this[5 + pair * 2])
            guard index <= 65_535 else { throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode)) }
            try emitter.area.append(unit: UInt32(index))
            try emitter.append(packed: try source(this[6 + pair * 2]))
        }
        if target != destination { try emitter.move(target, to: destination) }
    }
}
