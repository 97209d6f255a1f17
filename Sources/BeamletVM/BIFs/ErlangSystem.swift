// erlang: output, the end of the program, what is loaded, system information.
extension Machine {
    mutating func erlang_display_1(_ a: Arguments) -> Term {
        print(a[0], .console)
        put(UInt8(ascii: "\n"), .console)
        return .true
    }

    /// Writes a list of characters: as bytes up to 255, otherwise UTF-8.
    mutating func erlang_display_string_1(_ a: Arguments) -> Term { writeCharacters(a[0]) ? .true : fail(.badarg) }

    /// Writes a flat list of characters to the console, as UTF-8. False, with nothing written, if it is none.
    mutating func writeCharacters(_ list: Term) -> Bool {
        var rest = list
        while rest.isList {
            guard rest.head.isSmall, rest.head.smallValue >= 0, rest.head.smallValue <= 0x10FFFF else { return false }
            rest = rest.tail
        }
        guard rest.isNil else { return false }
        rest = list
        while rest.isList {
            let character = UInt32(rest.head.smallValue)
            if character < 0x80 {
                put(UInt8(character), .console)
            } else {
                let extra: UInt32 = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3
                let lead: UInt32 = extra == 1 ? 0xC0 : extra == 2 ? 0xE0 : 0xF0
                put(UInt8(lead | character &>> (6 &* extra)), .console)
                var step = extra
                while step > 0 {
                    step -= 1
                    put(UInt8(0x80 | (character &>> (6 &* step)) & 0x3F), .console)
                }
            }
            rest = rest.tail
        }
        return true
    }

    mutating func erlang_halt_0() -> Term { halt(0) }

    /// `halt(Status)`: 0 to 255; `abort` and a text (a slogan) are status 1, the text goes where reports go.
    mutating func erlang_halt_1(_ a: Arguments) -> Term {
        if a[0].isSmall, a[0].smallValue >= 0 { return halt(Int32(truncatingIfNeeded: a[0].smallValue & 0xFF)) }
        if a[0] == .abort { return halt(1) }
        guard isProperList(a[0]) else { return fail(.badarg) }
        print(a[0], .report)
        put(UInt8(ascii: "\n"), .report)
        return halt(1)
    }

    private mutating func halt(_ status: Int32) -> Term {
        outcome = .halted(status)
        // Nothing of the process is executed any more: `yield` sees the outcome.
        resume = endSlice(at: process(current).pointee.ip, live: 0)
        action = .continueAt
        return .none
    }

    mutating func erlang_function_exported_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom, isWordSized(a[2]) else { return fail(.badarg) }
        guard a[2].isSmall, a[2].smallValue >= 0, a[2].smallValue <= 255 else { return .false }
        return Term(exists(a[0], a[1], a[2].smallValue))
    }

    mutating func erlang_module_loaded_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        return Term(module(named: a[0]) != nil)
    }

    // MARK: module_info

    /// `Module:module_info/0`.
    mutating func erlang_get_module_info_1(_ a: Arguments) -> Term {
        guard a[0].isAtom, let record = module(named: a[0]) else { return fail(.badarg) }
        let name = a[0]
        let compile = Term(bits: record.pointee.compileInfo)
        let attributes = Term(bits: record.pointee.attributes)
        let exports = moduleExports(record)
        if exports.isNone { return .none }
        a[0] = exports
        guard ensure(5 * 4, live: live) else { return failOutOfMemory() }
        var list = makeCell(makeTuple(.compile, compile), .nil)
        list = makeCell(makeTuple(.attributes, attributes), list)
        list = makeCell(makeTuple(.exports, a[0]), list)
        return makeCell(makeTuple(.module, name), list)
    }

    /// `Module:module_info(Item)`.
    mutating func erlang_get_module_info_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, let record = module(named: a[0]) else { return fail(.badarg) }
        switch a[1] {
        case .module: return a[0]
        case .attributes: return Term(bits: record.pointee.attributes)
        case .compile: return Term(bits: record.pointee.compileInfo)
        case .exports: return moduleExports(record)
        case .functions: return moduleFunctions(record)
        case .native: return .false
        case .nifs: return .nil
        default: return fail(.badarg)
        }
    }

    /// `[{Function, Arity}]` of the exported functions.
    private mutating func moduleExports(_ record: UnsafePointer<ModuleRecord>) -> Term {
        guard ensure(Int(record.pointee.exportCount) * 5, live: live) else { return failOutOfMemory() }
        let table = UnsafePointer<ExportRecord>(bitPattern: UInt(record.pointee.exports)).unsafelyUnwrapped
        var list = Term.nil
        var index = Int(record.pointee.exportCount)
        while index > 0 {
            index -= 1
            let pair = makeTuple(Term(atom: table[index].key &>> 8), Term(small: Int(table[index].key & 0xFF)))
            list = makeCell(pair, list)
        }
        return list
    }

    /// `[{Function, Arity}]` of all functions.
    private mutating func moduleFunctions(_ record: UnsafePointer<ModuleRecord>) -> Term {
        guard ensure(Int(record.pointee.functionCount) * 5, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index = record.pointee.functionCount
        while index > 0 {
            index -= 1
            let info = loadWord(record.pointee.functions &+ index &* 4)
            let arity = Int(rawPointer(info &+ 1).load(as: UInt8.self))
            list = makeCell(makeTuple(FunctionInfo.function(info), Term(small: arity)), list)
        }
        return list
    }

    /// `make_fun(Module, Function, Arity)`: `fun M:F/A` with values that are computed.
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

    /// `fun_info(Fun, Item)`.
    mutating func erlang_fun_info_2(_ a: Arguments) -> Term {
        guard a[0].isFun else { return fail(.badarg) }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        let local = a[0].isBoxed(.fun)
        var value: Term
        switch a[1] {
        case .type: value = local ? .local : .external
        case .arity: value = Term(small: funArity(a[0]))
        case .module:
            value = local ? Term(bits: funRecord(a[0]).module) : a[0].boxedTerm(0)
        case .name:
            value =
                local
                ? location(funRecord(a[0]).code).map { FunctionInfo.function($0.function) } ?? .undefined
                : a[0].boxedTerm(1)
        case .env:
            guard ensure((a[0].header.words - 1) * 2 + 3, live: live) else { return failOutOfMemory() }
            value = .nil
            if local {
                var index = a[0].header.words
                while index > 1 {
                    index -= 1
                    value = makeCell(a[0].boxedTerm(index), value)
                }
            }
        case .index: value = local ? Term(small: Int(funRecord(a[0]).index)) : .undefined
        case .newIndex: value = local ? Term(small: Int(funRecord(a[0]).index)) : .undefined
        case .pid: value = local ? process(current).pointee.pid : .undefined
        default: return fail(.badarg)
        }
        return makeTuple(a[1], value)
    }

    private mutating func funRecord(_ fun: Term) -> FunRecord {
        UnsafePointer<FunRecord>(bitPattern: UInt(fun.boxedWord(0))).unsafelyUnwrapped.pointee
    }

    // MARK: Information

    /// `system_info(Item)`.
    mutating func erlang_system_info_1(_ a: Arguments) -> Term {
        switch a[0] {
        case .wordsize: return Term(small: 4)
        case .processCount: return Term(small: Int(processCount))
        case .processLimit: return Term(small: Machine.processLimit)
        case .atomCount: return Term(small: atoms.count)
        case .atomLimit: return Term(small: AtomStore.limit)
        case .machine: return beamletName()
        default: return fail(.badarg)
        }
    }

    private mutating func beamletName() -> Term {
        guard ensure(2 * 7, live: live) else { return failOutOfMemory() }
        let text: StaticString = "Beamlet"
        var list = Term.nil
        var index = text.utf8CodeUnitCount
        while index > 0 {
            index -= 1
            list = makeCell(Term(small: Int(text.utf8Start[index])), list)
        }
        return list
    }

    /// `process_info(Pid, Item)`.
    mutating func erlang_process_info_2(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        let block = lookup(a[0])
        if block == 0 { return .undefined }
        let seen = process(block)
        var value: Term
        switch a[1] {
        case .messageQueueLen: value = Term(small: length(of: seen.pointee.mailbox))
        case .status:
            switch seen.pointee.state {
            case .running: value = .running
            case .waiting: value = .waiting
            case .exiting: value = .exiting
            default: value = .runnable
            }
        case .registeredName:
            if seen.pointee.name.isNil { return .nil }
            value = seen.pointee.name
        case .trapExit: value = Term(seen.pointee.flags.contains(.trapExit))
        case .priority: value = Machine.priorityAtom(seen.pointee.priority)
        case .groupLeader: value = seen.pointee.groupLeader
        case .heapSize: value = Term(small: Int(seen.pointee.heapTop &- seen.pointee.heapStart) >> 2)
        case .totalHeapSize: value = Term(small: Int(seen.pointee.stackEnd &- seen.pointee.heapStart) >> 2)
        case .stackSize: value = Term(small: Int(seen.pointee.stackEnd &- seen.pointee.stackTop) >> 2)
        case .memory: value = Term(small: Process.size + arena.size(of: seen.pointee.heapStart))
        case .links: return listRelations(block, a, .link)
        case .initialCall, .currentFunction:
            guard ensure(4 + 3, live: live) else { return failOutOfMemory() }
            let place = a[1] == .initialCall ? seen.pointee.initialCall : seen.pointee.ip
            guard let location = location(place) else {
                value = .undefined
                break
            }
            let top = process(current).pointee.heapTop
            storeWord(Header.tuple(3).bits, top)
            store(FunctionInfo.module(location.function), top &+ 4)
            store(FunctionInfo.function(location.function), top &+ 8)
            store(Term(small: Int(rawPointer(location.function &+ 1).load(as: UInt8.self))), top &+ 12)
            process(current).pointee.heapTop = top &+ 16
            value = Term(boxed: top)
        default: return fail(.badarg)
        }
        guard value.isImmediate || ensure(0, live: live) else { return failOutOfMemory() }
        if value.isImmediate {
            guard ensure(3, live: live) else { return failOutOfMemory() }
        }
        return makeTuple(a[1], value)
    }

    private mutating func listRelations(_ block: Address, _ a: Arguments, _ kind: Relation.Kind) -> Term {
        var count = 0
        var cursor = process(block).pointee.relations
        while cursor != 0 {
            count += 1
            cursor = relation(cursor).pointee.next
        }
        guard ensure(count * 2 + 3, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        cursor = process(block).pointee.relations
        while cursor != 0 {
            if relation(cursor).pointee.kind == kind { list = makeCell(relation(cursor).pointee.peer, list) }
            cursor = relation(cursor).pointee.next
        }
        return makeTuple(a[1], list)
    }
}
