// erlang: funs.
extension Machine {
    /// `make_fun(Module, Function, Arity)`: `fun M:F/A` with values that are computed.
    @inline(never)
    mutating func erlang_make_fun_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom, a[2].isSmall, a[2].smallValue >= 0, a[2].smallValue <= 255 else {
            return fail(.badarg)
        }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let top = process(current).pointee.heapTop
        storeWord(Header(.exportFun, words: 3).bits, top)
        for index in 0..<3 { store(a[index], top &+ 4 &+ UInt32(index) &* 4) }
        process(current).pointee.heapTop = top &+ 16
        return Term(boxed: top)
    }

    private mutating func funRecord(_ fun: Term) -> FunRecord {
        UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped.pointee
    }

    /// The items, the last that `fun_info/1` lists first. Those from `uniq` on but `module` are local funs' alone.
    private static let funItems: StaticString = """
        type env arity name uniq index new_uniq new_index module pid
        """

    /// `fun_info(Fun)`.
    @inline(never)
    mutating func erlang_fun_info_1(_ a: Arguments) -> Term {
        guard a[0].isFun else { return fail(.badarg) }
        let local = a[0].isBoxed(.fun)
        let list = x &+ 12 &+ UInt32(live) &* 4
        store(.nil, list)
        live += 1
        var words = Words(Machine.funItems)
        var index = 0
        while let word = words.next() {
            if local || index < 4 || index == 8 {
                let value = funItem(index, a)
                if value.isNone { return failOutOfMemory() }
                store(value, list &+ 4)
                guard ensure(5, live: live + 1) else { return failOutOfMemory() }
                store(makeCell(makeTuple(atom(word), load(list &+ 4)), load(list)), list)
            }
            index += 1
        }
        return load(list)
    }

    /// `fun_info(Fun, Item)`.
    @inline(never)
    mutating func erlang_fun_info_2(_ a: Arguments) -> Term {
        guard a[0].isFun else { return fail(.badarg) }
        let item = word(a[1], in: Machine.funItems)
        if item < 0 { return fail(.badarg) }
        let value = funItem(item, a)
        if value.isNone { return failOutOfMemory() }
        store(value, x &+ 12 &+ UInt32(live) &* 4)
        guard ensure(3, live: live + 1) else { return failOutOfMemory() }
        return makeTuple(a[1], load(x &+ 12 &+ UInt32(live) &* 4))
    }

    /// `fun_info_mfa(Fun)`: `{Module, Name, Arity}`.
    @inline(never)
    mutating func erlang_fun_info_mfa_1(_ a: Arguments) -> Term {
        guard a[0].isFun else { return fail(.badarg) }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        return makeTuple(funItem(8, a), funItem(3, a), funItem(2, a))
    }

    /// The value of an item of `funItems`. `none`: there is no memory.
    private mutating func funItem(_ item: Int, _ a: Arguments) -> Term {
        let local = a[0].isBoxed(.fun)
        switch item {
        case 9: return local ? process(current).pointee.pid : .undefined
        case 8: return local ? Term(bits: funRecord(a[0]).module) : a[0].boxedTerm(0)
        case 5, 7: return local ? Term(small: Int(funRecord(a[0]).index)) : .undefined
        case 6: return local ? newUnique(a) : .undefined
        case 4: return local ? makeInteger(Int64(funRecord(a[0]).uniq), live: live) : .undefined
        case 3:
            guard local else { return a[0].boxedTerm(1) }
            return location(funRecord(a[0]).code).map { FunctionInfo.function($0.function) } ?? .undefined
        case 2: return Term(small: funArity(a[0]))
        case 1:
            guard local else { return .nil }
            guard ensure((a[0].header.words - 1) * 2, live: live) else { return .none }
            var list = Term.nil
            var index = a[0].header.words
            while index > 1 {
                index -= 1
                list = makeCell(a[0].boxedTerm(index), list)
            }
            return list
        default: return local ? .local : .external
        }
    }

    /// The MD5 of the module's code. An image keeps that of modules whose `module_info` can be asked for it; of the others it is made
    /// from their names: as on the BEAM, the same for all funs of a module, and another for another module's.
    private mutating func newUnique(_ a: Arguments) -> Term {
        let md5 = module(at: funRecord(a[0]).code).map { Term(bits: $0.pointee.md5) } ?? .nil
        if !md5.isNil { return md5 }
        let bytes = makeBinary(bytes: 16, live: live)
        if bytes.isNone { return .none }
        let start = bytes.boxedAddress &+ 8
        let name = atomText(Term(bits: funRecord(a[0]).module))
        var word = name.hash
        var index: UInt32 = 0
        while index < 4 {
            storeWord(word, start &+ index &* 4)
            word = word &* 0x9E37_79B1 ^ word &>> 15
            index += 1
        }
        return bytes
    }
}
