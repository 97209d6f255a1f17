// erlang: pids, references and ports as text, and ports as such.
extension Machine {
    /// Reads `<prefix>N.N...>` from a list of characters: at most four numbers of 32 bits. nil: the list is something else.
    private mutating func identifier(_ list: Term, prefix: StaticString, count: Int) -> InlineArray<4, UInt32>? {
        var rest = list
        var numbers = InlineArray<4, UInt32>(repeating: 0)
        for index in 0..<prefix.utf8CodeUnitCount {
            guard rest.isList, rest.head == Term(small: Int(prefix.utf8Start[index])) else { return nil }
            rest = rest.tail
        }
        var number = 0
        while number < count {
            var value: UInt64 = 0
            var digits = 0
            while rest.isList, rest.head.isSmall, rest.head.smallValue >= 48, rest.head.smallValue <= 57 {
                value = value * 10 + UInt64(rest.head.smallValue - 48)
                if value > UInt64(UInt32.max) { return nil }
                digits += 1
                rest = rest.tail
            }
            let end = UInt8(ascii: number == count - 1 ? ">" : ".")
            guard digits > 0, rest.isList, rest.head == Term(small: Int(end)) else { return nil }
            numbers[number] = UInt32(value)
            rest = rest.tail
            number += 1
        }
        return rest.isNil && numbers[0] == 0 ? numbers : nil
    }

    @inline(never)
    mutating func erlang_list_to_pid_1(_ a: Arguments) -> Term {
        guard let numbers = identifier(a[0], prefix: "<", count: 3), numbers[1] < 1 &<< Machine.slotBits,
            numbers[2] < 1 &<< 14
        else { return fail(.badarg) }
        return Term(bits: (numbers[2] &<< Machine.slotBits | numbers[1]) &<< Tag.immediateShift | Tag.pid)
    }

    @inline(never)
    mutating func erlang_list_to_port_1(_ a: Arguments) -> Term {
        guard let numbers = identifier(a[0], prefix: "#Port<", count: 2), numbers[1] < 1 &<< 27 else {
            return fail(.badarg)
        }
        return Term(bits: numbers[1] &<< Tag.immediateShift | Tag.port)
    }

    @inline(never)
    mutating func erlang_list_to_ref_1(_ a: Arguments) -> Term {
        guard let numbers = identifier(a[0], prefix: "#Ref<", count: 4) else { return fail(.badarg) }
        let reference = makeReference(UInt64(numbers[2]) &<< 32 | UInt64(numbers[3]), isAlias: false)
        if reference.isSomething { storeWord(numbers[1], reference.boxedAddress &+ 4) }
        return reference
    }

    // MARK: Ports

    @inline(never)
    mutating func erlang_ports_0() -> Term {
        guard isOpenPort(Machine.gpioPort) else { return .nil }
        guard ensure(2, live: live) else { return failOutOfMemory() }
        return makeCell(Machine.gpioPort, .nil)
    }

    private static let portItems: StaticString = "name links id connected input output os_pid registered_name"

    /// `port_info(Port)`.
    @inline(never)
    mutating func erlang_port_info_1(_ a: Arguments) -> Term {
        guard a[0].isAtom || a[0].isPort else { return fail(.badarg) }
        let port = portArgument(a[0])
        guard isOpenPort(port) else { return .undefined }
        guard ensure(7 * 5 + 8, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var item = 7
        while item > 0 {
            item -= 1
            list = makeCell(portItem(item), list)
        }
        return whereis(.gpio) == port ? makeCell(makeTuple(.registeredName, .gpio), list) : list
    }

    /// `port_info(Port, Item)`.
    @inline(never)
    mutating func erlang_port_info_2(_ a: Arguments) -> Term {
        guard a[0].isAtom || a[0].isPort else { return failBadarg(cause: "badtype") }
        let port = portArgument(a[0])
        guard isOpenPort(port) else { return .undefined }
        let item = word(a[1], in: Machine.portItems)
        if item < 0 { return fail(.badarg) }
        guard ensure(16, live: live) else { return failOutOfMemory() }
        return item == 7 && whereis(.gpio) != port ? .nil : portItem(item)
    }

    /// A port, or what has that name.
    private mutating func portArgument(_ term: Term) -> Term { term.isAtom ? whereis(term) : term }

    /// `{Item, Value}` of the one port. There is room for 16 words.
    private mutating func portItem(_ item: Int) -> Term {
        var words = Words(Machine.portItems)
        var skip = item
        while skip > 0 {
            _ = words.next()
            skip -= 1
        }
        let name = words.next().map { atom($0) } ?? .undefined
        var value = Term(small: 0)
        switch item {
        case 0:
            value = .nil
            let text: StaticString = "gpio"
            var index = 4
            while index > 0 {
                index -= 1
                value = makeCell(Term(small: Int(text.utf8Start[index])), value)
            }
        case 1: value = .nil
        case 2: value = Term(small: 1)
        case 3: value = gpio.owner
        case 6: value = .undefined
        case 7: value = .gpio
        default: break
        }
        return makeTuple(name, value)
    }
}
