// What the interpreter's instructions need out of line to build and to choose: room, tuples, funs, jump lists.
extension Machine {
    /// Makes sure that `words` words are free on the current process's heap. `live` X registers are kept (-3: none).
    /// False: there is no memory.
    @inline(never)
    mutating func ensure(_ words: Int, live: Int) -> Bool {
        #if !hasFeature(Embedded)
            if collectsAlways { return ensureAnew(words, live: live, kind: .full) }
        #endif
        let running = process(current)
        let free = running.pointee.stackTop &- running.pointee.heapTop
        if free >= UInt32(truncatingIfNeeded: words + Stack.reserve) &* 4 { return true }
        return collect(current, live: live, need: words)
    }

    /// The same for a native function that is not in the middle of building anything: what lives may become old.
    @inline(never)
    mutating func ensureSettled(_ words: Int, live: Int) -> Bool {
        #if !hasFeature(Embedded)
            if collectsAlways { return ensureAnew(words, live: live, kind: .promoting) }
        #endif
        return freeWords(current) >= words || collect(current, live: live, need: words, kind: .promoting)
    }

    /// A collection that an instruction needs; it is executed again after.
    @inline(never)
    mutating func collectGarbage(words: UInt32, live: UInt32) -> Address {
        collect(current, live: Int(live), need: Int(words), kind: .promoting)
            ? process(current).pointee.ip : outOfMemory()
    }

    /// A tuple of two; there is room for three words.
    @inline(never)
    mutating func makeTuple(_ first: Term, _ second: Term) -> Term {
        let running = process(current)
        let top = running.pointee.heapTop
        storeWord(Header.tuple(2).bits, top)
        store(first, top &+ 4)
        store(second, top &+ 8)
        running.pointee.heapTop = top &+ 12
        return Term(boxed: top)
    }

    /// A tuple of three; there is room for four words.
    @inline(never)
    mutating func makeTuple(_ first: Term, _ second: Term, _ third: Term) -> Term {
        let running = process(current)
        let top = running.pointee.heapTop
        storeWord(Header.tuple(3).bits, top)
        store(first, top &+ 4)
        store(second, top &+ 8)
        store(third, top &+ 12)
        running.pointee.heapTop = top &+ 16
        return Term(boxed: top)
    }

    /// A list cell; there is room for two words.
    @inline(never)
    mutating func makeCell(_ head: Term, _ tail: Term) -> Term {
        let running = process(current)
        let top = running.pointee.heapTop
        store(head, top)
        store(tail, top &+ 4)
        running.pointee.heapTop = top &+ 8
        return Term(list: top)
    }

    /// A list of the `count` terms from `arguments` on, which lie in X registers; room for `extra` more words remains. nil: there
    /// is no memory.
    mutating func makeArgumentList(_ arguments: Address, count: UInt32, live: Int, extra: Int = 0) -> Term? {
        guard ensure(Int(count) * 2 + extra, live: live) else { return nil }
        var list = Term.nil
        var index = count
        while index > 0 {
            index -= 1
            list = makeCell(load(arguments &+ index &* 4), list)
        }
        return list
    }

    /// `put_tuple_d_h_v`.
    @inline(__always)
    mutating func putTuple(_ r: inout Registers) {
        var count = r.u16(2)
        var cursor = r.ip &+ 4
        if count == 0 {
            count = r.u32(4)
            cursor = r.ip &+ 8
        }
        let destination = r.xAddress(1)
        let tuple = r.h
        var top = tuple &+ 4
        storeWord(count &<< 8 | Tag.nonTerm, tuple)
        while count > 0 {
            store(r.packed(&cursor), top)
            top = top &+ 4
            count -= 1
        }
        r.h = top
        r.ip = cursor
        store(Term(boxed: tuple), destination)
    }

    /// `update_record_x_d_h_h_v`: a copy of a tuple with some elements changed. The loader has made sure of the room.
    @inline(__always)
    mutating func updateRecord(_ r: inout Registers) {
        let source = r.x(1)
        let destination = r.xAddress(2)
        var words = r.u16(4) &+ 1
        var updates = r.u16(6)
        let tuple = r.h
        var from = source.boxedAddress
        var to = tuple
        while words > 0 {
            storeWord(loadWord(from), to)
            from = from &+ 4
            to = to &+ 4
            words -= 1
        }
        var cursor = r.ip &+ 8
        while updates > 0 {
            let index = UInt32(rawPointer(cursor).load(as: UInt16.self))
            cursor = cursor &+ 2
            store(r.packed(&cursor), tuple &+ index &* 4)
            updates -= 1
        }
        r.h = to
        r.ip = cursor
        store(Term(boxed: tuple), destination)
    }

    /// `make_fun_d_n_f_v`.
    @inline(__always)
    mutating func makeFun(_ r: inout Registers) {
        var count = r.u8(2)
        let destination = r.xAddress(1)
        let fun = r.h
        storeWord(Header(.fun, words: 1).bits &+ count &<< 8, fun)
        storeWord(r.u32(4), fun &+ 4)
        var top = fun &+ 8
        var cursor = r.ip &+ 8
        while count > 0 {
            store(r.packed(&cursor), top)
            top = top &+ 4
            count -= 1
        }
        r.h = top
        r.ip = cursor
        store(Term(boxed: fun), destination)
    }

    /// `select_val_x_h_j_v`: binary search among immediates, ascending as unsigned words.
    @inline(__always)
    mutating func selectValue(_ r: inout Registers) {
        let value = r.x(1).bits
        var low: UInt32 = 0
        var high = r.u16(2)
        while low < high {
            let middle = (low &+ high) &>> 1
            let candidate = r.u32(6 &+ middle &* 6)
            if candidate == value {
                r.jump(10 &+ middle &* 6)
                return
            }
            if candidate < value { low = middle &+ 1 } else { high = middle }
        }
        r.jump(4)
    }

    /// `select_arity_x_h_j_v`: pairs of arity and label.
    @inline(__always)
    mutating func selectArity(_ r: inout Registers) {
        let value = r.x(1)
        if value.isBoxed(.tuple) {
            let arity = value.header.bits &>> 8
            var offset: UInt32 = 6
            var count = r.u16(2)
            while count > 0 {
                if r.u16(offset) == arity {
                    r.jump(offset &+ 2)
                    return
                }
                offset = offset &+ 4
                count -= 1
            }
        }
        r.jump(4)
    }
}
