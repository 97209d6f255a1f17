// What the interpreter's map instructions do out of line, with the state flushed. The registers that are live are roots; behind
// them come up to three more with what an instruction works on.
extension Machine {
    /// `put_map_x_x_x_d_n_j`: map, key and value are in the X slots from `slots` on.
    @inline(never)
    mutating func putMapElement(_ slots: Address) -> Term {
        guard load(slots).isMap else {
            action = .raise(.error)
            return .none
        }
        return mapPut(slots, live: Int((slots &- x) &>> 2))
    }

    /// `update_map_x_d_n_h_j_v`. All registers that it names are live ones. Where it succeeds, the process's place in the code is
    /// behind the operands.
    @inline(never)
    mutating func updateMap() -> Term {
        let r = flushed
        var end = r.ip
        let map = updateMap(r, &end)
        if map.isSomething { process(current).pointee.ip = end }
        return map
    }

    private mutating func updateMap(_ r: Registers, _ end: inout Address) -> Term {
        let first = r.xBase &+ 12 &+ r.u8(3) &* 4
        let slots = Arguments(base: first)
        let live = Int(r.u8(3))
        slots[0] = r.x(1)
        action = .raise(.error)
        guard slots[0].isMap else { return .none }
        let pairs = Int(r.u16(4) &>> 1)
        let start = r.ip &+ 8
        var cursor = start
        var index = 0
        var found = 0
        while index < pairs {
            let (key, _) = operands(&cursor)
            if findValue(key, in: slots[0]) != 0 {
                found += 1
            } else if r.u16(4) & 1 != 0 {
                failure = key
                return .none
            }
            index += 1
        }
        end = cursor
        let isFlat = slots[0].header.kind == .flatMap
        let size = slots[0].mapSize
        if isFlat && found == pairs { return replaceValues(slots, start, size, pairs, live: live + 1) }
        if isFlat && size + pairs <= MapLimits.flat {
            return addAssociations(slots, start, size, pairs, live: live + 1)
        }
        cursor = start
        while index > 0 {
            (slots[1], slots[2]) = operands(&cursor)
            let map = mapPut(first, live: live + 3)
            if map.isNone { return .none }
            slots[0] = map
            index -= 1
        }
        return slots[0]
    }

    /// A flat map with other values of keys that it has: they are shared.
    private mutating func replaceValues(
        _ slots: Arguments, _ start: Address, _ size: Int, _ pairs: Int, live: Int
    ) -> Term {
        guard ensure(size + 2, live: live) else { return failOutOfMemory() }
        let top = takeHeap(size + 2)
        copyWords(slots[0].boxedAddress, to: top, words: size + 2)
        let map = Term(boxed: top)
        var cursor = start
        var index = 0
        while index < pairs {
            let (key, value) = operands(&cursor)
            store(value, findValue(key, in: map))
            index += 1
        }
        return map
    }

    /// A flat map with more keys, or with some more and some changed.
    private mutating func addAssociations(
        _ slots: Arguments, _ start: Address, _ size: Int, _ pairs: Int, live: Int
    ) -> Term {
        let most = size + pairs
        guard ensure(2 * most + 3, live: live) else { return failOutOfMemory() }
        let running = process(current)
        let top = running.pointee.heapTop
        var count = size
        let values = top &+ UInt32(most) &* 4 &+ 12
        copyWords(slots[0].flatKeys, to: top &+ 4, words: size)
        copyWords(slots[0].flatValues, to: values, words: size)
        var cursor = start
        var index = 0
        while index < pairs {
            let (key, value) = operands(&cursor)
            addFlat(key, value, top &+ 4, values, &count)
            index += 1
        }
        let map = finishFlat(top, values, count)
        running.pointee.heapTop = map.flatValues &+ UInt32(count) &* 4
        return map
    }

    /// Where an instruction goes on that could not update the map in the X slot at `slots`.
    @inline(never)
    mutating func mapFailed(_ slots: Address, label: UInt32) -> Address {
        if action == .outOfMemory {
            action = .raise(.error)
            return outOfMemory()
        }
        if label != 0 { return process(current).pointee.ip &+ label &* 2 }
        let map = load(slots)
        return map.isMap ? raise(tag: .badkey, value: failure) : raise(tag: .badmap, value: map)
    }

    // MARK: Shapes

    /// `get_map_element_x_?_d_j`
    @inline(__always)
    mutating func getMapElement(_ r: inout Registers, _ key: Term, _ destination: Address, label: UInt32, size: UInt32)
    {
        let place = findValue(key, in: r.x(1))
        if place != 0 {
            storeWord(loadWord(place), destination)
            r.next(size)
        } else {
            r.jump(label)
        }
    }

    /// `put_map_x_x_x_d_n_j`
    @inline(__always)
    mutating func putMap(_ r: inout Registers) {
        let map = r.x(1)
        let key = r.x(2)
        let value = r.x(3)
        let slots = r.xBase &+ 12 &+ r.u8(5) &* 4
        store(map, slots)
        store(key, slots &+ 4)
        store(value, slots &+ 8)
        flush(r)
        finishUpdate(&r, putMapElement(slots), r.xAddress(4), slots, isEndKnown: false, size: 8)
    }

    /// The result of an update, or where it goes on without one.
    @inline(__always)
    mutating func finishUpdate(
        _ r: inout Registers, _ result: Term, _ destination: Address, _ slots: Address, isEndKnown: Bool, size: UInt32
    ) {
        if result.isSomething {
            store(result, destination)
            if isEndKnown { r.ip = process(current).pointee.ip } else { r.next(size) }
        } else {
            r.ip = mapFailed(slots, label: r.i16(6))
        }
        refresh(&r)
    }

    /// `new_map_d_n_q_v`: the keys are a literal tuple.
    @inline(__always)
    mutating func newMap(_ r: inout Registers) {
        let keys = Term(bits: r.u32(4))
        var count = UInt32(truncatingIfNeeded: keys.header.words)
        guard r.hasRoom(count &+ 2) else {
            makeRoom(&r, words: count &+ 2, live: r.u8(2))
            return
        }
        let destination = r.xAddress(1)
        let map = r.h
        storeWord(Header(.flatMap, words: 1).bits &+ count &<< 8, map)
        store(keys, map &+ 4)
        var top = map &+ 8
        var cursor = r.ip &+ 8
        while count > 0 {
            store(r.packed(&cursor), top)
            top = top &+ 4
            count -= 1
        }
        r.h = top
        r.ip = cursor
        store(Term(boxed: map), destination)
    }
}
