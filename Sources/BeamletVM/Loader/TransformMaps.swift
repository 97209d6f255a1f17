// Generic instructions to linked ones: maps.
extension ModuleLoader {
    mutating func transformMap(_ this: Generics) throws(LoadError) {
        switch this.opcode {
        case Generic.getMapElements: try getMapElements(this)
        case Generic.hasMapFields: try hasMapFields(this)
        default: try putMap(this)
        }
    }

    /// The number of operands in the list that is operand `index`; it must be a multiple of `step`.
    private func listCount(_ this: Generics, _ index: Int, step: Int) throws(LoadError) -> Int {
        guard this[index].kind == .list, this[index].value % step == 0 else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        return this[index].value
    }

    /// `get_map_elements Fail Map [Key Destination ...]`: an instruction for each.
    private mutating func getMapElements(_ this: Generics) throws(LoadError) {
        let count = try listCount(this, 2, step: 2)
        var map = try source(this[1])
        // The map is read as often as there are keys.
        for index in 0..<max(0, count / 2 - 1) where try register(this[4 + index * 2]) == map {
            try emitter.move(map, to: .x(slot: 2))
            map = .x(slot: 2)
            break
        }
        if map.kind == .y && count > 2 {
            try emitter.move(map, to: .x(slot: 2))
            map = .x(slot: 2)
        }
        for index in 0..<count / 2 {
            try getMapElement(this, map, key: this[3 + index * 2], to: try register(this[4 + index * 2]))
        }
    }

    private mutating func getMapElement(
        _ this: Generics, _ map: Operand, key: GenericOperand, to destination: Operand
    ) throws(LoadError) {
        try emitter.emit(
            .get_map_element_x_a_d_j, .get_map_element_x_x_d_j, map, try source(key), destination,
            try label(this[0]))
    }

    /// `has_map_fields Fail Map [Key ...]`: the values go to a temporary.
    private mutating func hasMapFields(_ this: Generics) throws(LoadError) {
        let map = try source(this[1])
        for index in 0..<(try listCount(this, 2, step: 1)) {
            try getMapElement(this, map, key: this[3 + index], to: .x(slot: 0))
        }
    }

    /// `put_map_assoc Fail Map Destination Live [Key Value ...]`, and `put_map_exact`.
    private mutating func putMap(_ this: Generics) throws(LoadError) {
        let pairs = try listCount(this, 4, step: 2) / 2
        let map = try source(this[1])
        let destination = try register(this[2])
        let live = try number(this[3])
        let fail = try label(this[0])
        guard live <= 250, pairs <= 32_767 else {
            throw error(.badOperand, at: this.entry.offset, detail: Int(this.opcode))
        }
        let target = destination.isNearX ? destination : Operand.x(slot: 0)
        let isExact = this.opcode == Generic.putMapExact
        emitter.reserveSlots(live + 3)
        if map.kind == .literal && Term(bits: map.value).isTuple {
            try emitter.emit(.new_map_d_n_q_v, target, .number(live), map)
            for index in 0..<pairs { try emitter.append(packed: try source(this[6 + index * 2])) }
        } else if pairs == 1 && !isExact {
            try emitter.emit(
                .put_map_x_x_x_d_n_j, .put_map_x_x_x_d_n_j, map, try source(this[5]), try source(this[6]), target,
                .number(live), fail)
        } else {
            let from = map.isNearX ? map : Operand.x(slot: 1)
            if !map.isNearX { try emitter.move(map, to: from) }
            try emitter.emit(
                .update_map_x_d_n_h_j_v, from, target, .number(live), .number(pairs * 2 + (isExact ? 1 : 0)), fail)
            for index in 0..<pairs * 2 { try emitter.append(packed: try source(this[5 + index])) }
        }
        if target != destination { try emitter.move(target, to: destination) }
    }

    /// Where a map is made from nothing but constant keys and any values: builds the tuple of the keys in order, before the function,
    /// puts the instruction's operands into that order, and lets its first source name the tuple. Maps that are made there
    /// share it.
    ///
    /// Constant keys that must be there are put into order as well: the first one that is missing is the one that is named.
    mutating func buildMapKeys(_ window: InstructionWindow, end: Int) throws(LoadError) {
        for index in 0..<end {
            let this = Generics(window: window, entry: window.instructions[index])
            let isExact = this.opcode == Generic.putMapExact
            guard isExact || this.opcode == Generic.putMapAssoc && this[1].kind == .literal, this[4].kind == .list,
                this[4].value & 1 == 0
            else { continue }
            let map = try source(this[1])
            let count = this[4].value / 2
            let isNew = !isExact && Term(bits: map.value).isBoxed(.flatMap) && Term(bits: map.value).mapSize == 0
            guard isExact ? count > 1 && count <= 32_767 : isNew && count >= 1 && count <= MapLimits.flat else {
                continue
            }
            let tuple = try emitter.area.reserve(4 + count * 4)
            let places = try emitter.area.reserve(count * 4)
            storeWord(Header.tuple(count).bits, tuple)
            var isConstant = true
            for pair in 0..<count {
                let key = try source(this[5 + pair * 2])
                if key.kind != .immediate && key.kind != .literal { isConstant = false }
                storeWord(key.value, tuple &+ 4 &+ UInt32(pair) * 4)
                store(Term(small: pair), places &+ UInt32(pair) * 4)
            }
            if isConstant {
                isConstant = try comparer.sortKeys(
                    tuple &+ 4, values: places, count: count, area: emitter.area, atoms: interner)
            }
            if isConstant {
                let first = this.entry.firstOperand
                for pair in 0..<count {
                    // Where the pair that belongs here was moved to meanwhile.
                    var from = BeamletVM.load(places &+ UInt32(pair) * 4).smallValue
                    while from < pair { from = BeamletVM.load(places &+ UInt32(from) * 4).smallValue }
                    if from == pair { continue }
                    window.operands.swapAt(first + 5 + pair * 2, first + 5 + from * 2)
                    window.operands.swapAt(first + 6 + pair * 2, first + 6 + from * 2)
                }
                if isNew { window.operands[first + 1] = try addConstant(Term(boxed: tuple)) }
            }
            emitter.area.rewind(to: isConstant && isNew ? places : tuple)
        }
    }
}
