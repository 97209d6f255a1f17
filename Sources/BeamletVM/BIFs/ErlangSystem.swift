// erlang: output, the end of the program, what is loaded.
extension Machine {
    @inline(never)
    mutating func erlang_display_1(_ a: Arguments) -> Term {
        print(a[0], .console)
        put(UInt8(ascii: "\n"), .console)
        return .true
    }

    /// Writes a list of characters: as bytes up to 255, otherwise UTF-8.
    @inline(never)
    mutating func erlang_display_string_1(_ a: Arguments) -> Term { writeCharacters(a[0]) ? .true : fail(.badarg) }

    /// Writes a flat list of characters as UTF-8. False, with nothing written, if it is none.
    mutating func writeCharacters(_ list: Term, _ output: TextOutput = .console) -> Bool {
        var rest = list
        while rest.isList {
            guard rest.head.isSmall, rest.head.smallValue >= 0, rest.head.smallValue <= 0x10FFFF else { return false }
            rest = rest.tail
        }
        guard rest.isNil else { return false }
        rest = list
        while rest.isList {
            putCharacter(UInt32(rest.head.smallValue), output)
            rest = rest.tail
        }
        return true
    }

    @inline(never)
    mutating func erlang_halt_0() -> Term { halt(0) }

    /// `halt(Status)`: 0 to 255; `abort` and a text (a slogan) are status 1; for a text a dump goes where reports go.
    @inline(never)
    mutating func erlang_halt_1(_ a: Arguments) -> Term {
        if a[0].isSmall, a[0].smallValue >= 0 { return halt(Int32(truncatingIfNeeded: a[0].smallValue & 0xFF)) }
        if a[0] == .abort { return halt(1) }
        guard isProperList(a[0]) else { return fail(.badarg) }
        writeDump(slogan: a[0])
        return halt(1)
    }

    /// `halt(Status, [{flush, Boolean}])`: what was written is out already.
    @inline(never)
    mutating func erlang_halt_2(_ a: Arguments) -> Term {
        var rest = a[1]
        while rest.isList {
            let option = rest.head
            guard option.isTuple, option.header.words == 2, word(option.element(0), in: "flush flush_timeout") >= 0
            else {
                return failBadarg(cause: "badopt")
            }
            rest = rest.tail
        }
        return rest.isNil ? erlang_halt_1(a) : failBadarg(cause: "badopt")
    }

    @inline(never)
    mutating func erlang_display_nl_0() -> Term {
        put(UInt8(ascii: "\n"), .console)
        return .true
    }

    /// `display_string(Device, Text)`: what goes to `stderr` goes where reports go.
    @inline(never)
    mutating func erlang_display_string_2(_ a: Arguments) -> Term {
        let device = word(a[0], in: "stdin stdout stderr")
        guard device >= 0 else { return fail(.badarg) }
        return writeCharacters(a[1], device == 2 ? .report : .console) ? .true : fail(.badarg)
    }

    /// `is_builtin(Module, Function, Arity)`.
    @inline(never)
    mutating func erlang_is_builtin_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom, isWordSized(a[2]) else { return fail(.badarg) }
        guard a[2].isSmall else { return .false }
        return Term(natives.number(atomText(a[0]), atomText(a[1]), a[2].smallValue) != nil)
    }

    private mutating func halt(_ status: Int32) -> Term {
        outcome = .halted(status)
        // Nothing of the process is executed any more: `yield` sees the outcome.
        return goOn(at: endSlice(at: process(current).pointee.ip, live: 0))
    }

    @inline(never)
    mutating func erlang_function_exported_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom, isWordSized(a[2]) else { return fail(.badarg) }
        guard a[2].isSmall, a[2].smallValue >= 0, a[2].smallValue <= 255 else { return .false }
        return Term(exists(a[0], a[1], a[2].smallValue))
    }

    @inline(never)
    mutating func erlang_module_loaded_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        return Term(module(named: a[0]) != nil)
    }

    // MARK: module_info

    /// `Module:module_info/0`.
    @inline(never)
    mutating func erlang_get_module_info_1(_ a: Arguments) -> Term {
        guard a[0].isAtom, let record = module(named: a[0]) else { return fail(.badarg) }
        let name = a[0]
        let md5 = Term(bits: record.pointee.md5)
        let attributes = Term(bits: record.pointee.attributes)
        let exports = moduleExports(record)
        if exports.isNone { return .none }
        a[0] = exports
        guard ensure(5 * 5, live: live) else { return failOutOfMemory() }
        var list = md5.isNil ? md5 : makeCell(makeTuple(.md5, md5), .nil)
        list = makeCell(makeTuple(.compile, .nil), list)
        list = makeCell(makeTuple(.attributes, attributes), list)
        list = makeCell(makeTuple(.exports, a[0]), list)
        return makeCell(makeTuple(.module, name), list)
    }

    /// `Module:module_info(Item)`.
    @inline(never)
    mutating func erlang_get_module_info_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, let record = module(named: a[0]) else { return fail(.badarg) }
        switch a[1] {
        case .module: return a[0]
        case .attributes: return Term(bits: record.pointee.attributes)
        case .compile: return .nil
        case .md5 where record.pointee.md5 != Term.nil.bits: return Term(bits: record.pointee.md5)
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
}
