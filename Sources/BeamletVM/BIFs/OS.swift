// os: environment variables, the clocks, signals.
//
// A chip has no environment of its own: there are the variables that the program sets, for all of its processes. They lie in
// blocks of the arena, linked by their first word; then follow the bytes of name and value, and both texts as UTF-8.
extension Machine {
    private static let variableHeaderBytes = 12

    /// Bytes of a list of characters, which may be nested, as UTF-8. Nil: it is none, has a zero in it, or in a name a `=`; or
    /// there is no memory.
    @inline(never)
    private mutating func textBytes(_ list: Term, isName: Bool) -> Int? {
        guard list.isList || list.isNil else {
            _ = fail(.badarg)
            return nil
        }
        var walk = IODataWalk(list)
        var count = 0
        var item = walk.next(&self)
        while item.isSmall {
            let character = item.bits &>> 2
            if character == 0 || !UTF8Coding.isCharacter(character) || isName && character == 61 { break }
            count += UTF8Coding.length(character)
            item = walk.next(&self)
        }
        guard walk.end(&self) else { return nil }
        guard item.isNil else {
            _ = fail(.badarg)
            return nil
        }
        return count
    }

    /// A block with the name and value of a variable, from lists that are texts; 0: there is no memory.
    private mutating func makeVariable(_ name: Term, _ nameBytes: Int, _ value: Term, _ valueBytes: Int) -> Address {
        let block = allocate(bytes: Machine.variableHeaderBytes + nameBytes + valueBytes)
        if block == 0 { return 0 }
        storeWord(UInt32(nameBytes), block &+ 4)
        storeWord(UInt32(valueBytes), block &+ 8)
        if writeText(value, to: writeText(name, to: block &+ UInt32(Machine.variableHeaderBytes))) != 0 { return block }
        free(block)
        return 0
    }

    /// Writes the characters of a list that is a text, and returns the address after them; 0: there is no memory, or was none.
    private mutating func writeText(_ list: Term, to address: Address) -> Address {
        var place = address
        var walk = IODataWalk(list)
        var item = walk.next(&self)
        while item.isSmall {
            if place != 0 { place = UTF8Coding.write(item.bits &>> 2, to: place) }
            item = walk.next(&self)
        }
        return walk.end(&self) ? place : 0
    }

    private mutating func name(_ variable: Address) -> AtomName { text(variable &+ 12, loadWord(variable &+ 4)) }

    private mutating func value(_ variable: Address) -> AtomName {
        text(variable &+ 12 &+ loadWord(variable &+ 4), loadWord(variable &+ 8))
    }

    private mutating func text(_ start: Address, _ count: UInt32) -> AtomName {
        AtomName(bytes: UnsafePointer(rawPointer(start).assumingMemoryBound(to: UInt8.self)), count: Int(count))
    }

    /// Looks for the variable of the name that `wanted` has. Takes it out of the list if `remove`. 0: there is none.
    private mutating func findVariable(like wanted: Address, remove: Bool) -> Address {
        var before: Address = 0
        var variable = environment
        while variable != 0, name(variable) != name(wanted) {
            before = variable
            variable = loadWord(variable)
        }
        if remove, variable != 0 {
            if before == 0 { environment = loadWord(variable) } else { storeWord(loadWord(variable), before) }
        }
        return variable
    }

    @inline(never)
    mutating func os_putenv_2(_ a: Arguments) -> Term {
        guard let nameBytes = textBytes(a[0], isName: true), let valueBytes = textBytes(a[1], isName: false) else {
            return .none
        }
        let variable = makeVariable(a[0], nameBytes, a[1], valueBytes)
        if variable == 0 { return failOutOfMemory() }
        let old = findVariable(like: variable, remove: true)
        if old != 0 { free(old) }
        storeWord(environment, variable)
        environment = variable
        return .true
    }

    @inline(never)
    mutating func os_unsetenv_1(_ a: Arguments) -> Term { lookUp(a, remove: true) }
    @inline(never)
    mutating func os_getenv_1(_ a: Arguments) -> Term { lookUp(a, remove: false) }

    /// Takes the variable of the name in `a[0]` away and answers `true`; or answers its value, or `false`.
    private mutating func lookUp(_ a: Arguments, remove: Bool) -> Term {
        guard let bytes = textBytes(a[0], isName: true) else { return .none }
        let wanted = makeVariable(a[0], bytes, .nil, 0)
        if wanted == 0 { return failOutOfMemory() }
        let variable = findVariable(like: wanted, remove: remove)
        free(wanted)
        if remove {
            if variable != 0 { free(variable) }
            return .true
        }
        return variable == 0 ? .false : listOfCharacters(value(variable), live: live)
    }

    /// `[{Name, Value}]`.
    @inline(never)
    mutating func os_env_0() -> Term {
        // The list, and a name, behind the live registers.
        let list = x &+ UInt32(truncatingIfNeeded: live &+ 3) &* 4
        store(.nil, list)
        var variable = environment
        while variable != 0 {
            store(listOfCharacters(name(variable), live: live + 1), list &+ 4)
            if load(list &+ 4).isNone { return .none }
            let value = listOfCharacters(value(variable), live: live + 2, extra: 3 + 2)
            if value.isNone { return .none }
            store(makeCell(makeTuple(load(list &+ 4), value), load(list)), list)
            variable = loadWord(variable)
        }
        return load(list)
    }

    /// What identifies the program among others that run: there are none.
    @inline(never)
    mutating func os_getpid_0() -> Term {
        guard ensure(2, live: live) else { return failOutOfMemory() }
        return makeCell(Term(small: Int(UInt8(ascii: "1"))), .nil)
    }

    /// In nanoseconds, as `erts_internal:perf_counter_unit/0` says.
    @inline(never)
    mutating func os_perf_counter_0() -> Term { erlang_monotonic_time_0() }
    @inline(never)
    mutating func os_system_time_0() -> Term { erlang_system_time_0() }
    @inline(never)
    mutating func os_system_time_1(_ a: Arguments) -> Term { erlang_system_time_1(a) }

    /// `{MegaSeconds, Seconds, MicroSeconds}`.
    @inline(never)
    mutating func os_timestamp_0() -> Term {
        let time = UInt64(bitPattern: Int64(bitPattern: platform.now()) &+ timeOffset)
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let seconds = time / 1_000_000
        return makeTuple(
            Term(small: Int(seconds / 1_000_000)), Term(small: Int(seconds % 1_000_000)),
            Term(small: Int(time % 1_000_000)))
    }

    /// Nobody sends signals to a chip: those that the BEAM knows are accepted.
    @inline(never)
    mutating func os_set_signal_2(_ a: Arguments) -> Term {
        let signal = word(
            a[0],
            in: "sigabrt sigalrm sigchld sigcont sighup sigquit sigstop sigterm sigtstp sigusr1 sigusr2 sigwinch")
        guard word(a[1], in: "default handle ignore") >= 0 else { return failBadarg(cause: "badopt") }
        return signal >= 0 ? .ok : fail(.badarg)
    }
}

// What small modules tell of the system.
extension Machine {
    @inline(never)
    mutating func file_native_name_encoding_0() -> Term { .utf8 }

    /// What `~p` takes for characters, as erl without `+pc`.
    @inline(never)
    mutating func io_printable_range_0() -> Term { .latin1 }

    @inline(never)
    mutating func error_logger_warning_map_0() -> Term { atom("warning") }

    /// Whether the node of a process understands characters beyond Latin-1 in requests for output.
    @inline(never)
    mutating func net_kernel_dflag_unicode_io_1(_ a: Arguments) -> Term { a[0].isPid ? .true : fail(.badarg) }

    @inline(never)
    mutating func erts_internal_perf_counter_unit_0() -> Term { makeInteger(1_000_000_000 as Int64, live: live) }
    @inline(never)
    mutating func erts_internal_time_unit_0() -> Term { makeInteger(1_000_000_000 as Int64, live: live) }
}
