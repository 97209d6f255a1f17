// ets: tables as such: how they are made, whose they are, what is told of them.
extension Machine {
    // MARK: Making

    /// Who inherits a table, as an option says: a pid, or nil; what it is told, or `none`.
    private struct Heir {
        var pid = Term.nil
        var data = Term.none
    }

    /// Sets the heir that `{heir, none}`, `{heir, Pid, Data}` or, as in OTP 28, `{heir, Pid}` names. False: it is none of them. A process
    /// that has ended is no heir.
    @inline(never)
    private mutating func setHeir(_ heir: inout Heir, _ option: Term) -> Bool {
        guard option.isTuple, option.header.words >= 2, word(option.element(0), in: "heir") == 0 else { return false }
        let name = option.element(1)
        let isNobody = option.header.words == 2 && word(name, in: "none") == 0
        guard isNobody || option.header.words <= 3 && name.isLocalPid else { return false }
        heir.pid = .nil
        heir.data = .none
        if isNobody || lookup(name) == 0 { return true }
        heir.pid = name
        if option.header.words == 3 { heir.data = option.element(2) }
        return true
    }

    /// Sets a table's heir. False: there is no memory; then nothing has changed.
    private mutating func setHeir(_ table: Address, _ heir: Heir) -> Bool {
        var data: Address = 0
        if heir.data.isSomething {
            let made = copyToBlock(heir.data, header: 2, spare: 0, list: 0)
            if made.block == 0 { return false }
            data = made.block
            store(made.term, data)
        }
        dropHeir(table)
        etsTable(table).pointee.heir = heir.pid
        etsTable(table).pointee.heirData = data
        return true
    }

    /// `new(Name, Options)`.
    @inline(never)
    mutating func ets_new_2(_ a: Arguments) -> Term {
        // For the identifier: nothing is collected later.
        guard ensure(4, live: live) else { return failOutOfMemory() }
        guard a[0].isAtom else { return fail(.badarg) }
        var new = EtsTable(owner: process(current).pointee.pid, name: a[0])
        var heir = Heir()
        var rest = a[1]
        while rest.isList {
            let option = rest.head
            rest = rest.tail
            guard setHeir(&heir, option) || set(option, &new) else { return fail(.badarg) }
        }
        guard rest.isNil else { return fail(.badarg) }
        settleCounters(&new)
        if new.isNamed, findTable(a[0]) != 0 { return failBadarg(cause: "already_exists") }
        if etsCount >= EtsTable.limit { return fail(.systemLimit) }
        let number = nextReference()
        new.low = UInt32(truncatingIfNeeded: number)
        new.high = UInt32(truncatingIfNeeded: number &>> 32) | EtsTable.identifierBit
        let table = claim(bytes: EtsTable.size)
        if table == 0 { return failOutOfMemory() }
        new.next = etsTables
        new.bytes = etsBytes(table)
        etsTable(table).pointee = new
        etsTables = table
        etsCount += 1
        guard new.type == .orderedSet || makeBuckets(table, Machine.smallestBuckets) != 0, setHeir(table, heir) else {
            deleteTable(table)
            return failOutOfMemory()
        }
        return tableName(table)
    }

    /// Sets what an option of `new` that is not about heirs says. False: it is wrong.
    @inline(never)
    private mutating func set(_ option: Term, _ new: inout EtsTable) -> Bool {
        if option.isAtom {
            let type = word(option, in: EtsTable.types)
            // What is so in any case undoes nothing.
            if type > 0 { new.type = EtsTable.Kind(value: UInt8(type)) }
            let access = word(option, in: EtsTable.accesses)
            if access >= 0, access != 1 { new.access = EtsTable.Access(value: UInt8(access)) }
            let flag = word(option, in: "named_table compressed")
            if flag >= 0 { new.flags |= flag == 0 ? EtsTable.named : EtsTable.compressed }
            return type >= 0 || access >= 0 || flag >= 0
        }
        guard option.isTuple, option.header.words == 2 else { return false }
        let value = option.element(1)
        let name = word(option.element(0), in: "keypos decentralized_counters read_concurrency write_concurrency")
        if name == 0 {
            guard value.isSmall, value.smallValue > 0 else { return false }
            new.key = UInt32(value.smallValue - 1)
            return true
        }
        let isAuto = name == 3 && word(value, in: "auto") == 0
        guard name > 0, isAuto || value == .true || value == .false else { return false }
        let flag: UInt16 = 1 &<< UInt16(name)
        new.flags &= ~(name == 3 ? flag | EtsTable.autoConcurrency : flag)
        if name == 1 { new.flags |= EtsTable.countersAreChosen }
        if value != .false { new.flags |= flag }
        if isAuto { new.flags |= EtsTable.autoConcurrency }
        return true
    }

    /// Counters are decentralized, or were on the BEAM, where writing is concurrent only.
    private mutating func settleCounters(_ new: inout EtsTable) {
        if new.flags & EtsTable.countersAreChosen == 0,
            new.type == .orderedSet || new.flags & EtsTable.autoConcurrency != 0
        {
            new.flags |= EtsTable.decentralizedCounters
        }
        if new.flags & EtsTable.writeConcurrency == 0 { new.flags &= ~EtsTable.decentralizedCounters }
    }

    // MARK: Ownership

    /// `give_away(Table, Pid, Data)`.
    @inline(never)
    mutating func ets_give_away_3(_ a: Arguments) -> Term {
        let table = table(a[0], .anything)
        if table == 0 { return .none }
        if !isOwner(table) { return failBadarg(cause: "not_owner") }
        guard a[1].isLocalPid else { return fail(.badarg) }
        let receiver = lookup(a[1])
        if receiver == 0 { return fail(.badarg) }
        if receiver == current { return failBadarg(cause: "owner") }
        return transferTable(table, to: receiver, data: a[2]) ? .true : failOutOfMemory()
    }

    /// `setopts(Table, Option | [Option])`.
    @inline(never)
    mutating func ets_setopts_2(_ a: Arguments) -> Term {
        let table = table(a[0], .anything)
        if table == 0 { return .none }
        if !isOwner(table) { return fail(.badarg) }
        var heir = Heir()
        var hasHeir = false
        var access = Term.none
        var rest = a[1]
        repeat {
            let option = rest.isList ? rest.head : rest
            rest = rest.isList ? rest.tail : .nil
            if option.isNil { break }
            if setHeir(&heir, option) {
                if hasHeir { return fail(.badarg) }
                hasHeir = true
            } else {
                guard option.isTuple, option.header.words == 2, word(option.element(0), in: "protection") == 0 else {
                    return fail(.badarg)
                }
                if access.isSomething || word(option.element(1), in: EtsTable.accesses) < 0 { return fail(.badarg) }
                access = option.element(1)
            }
        } while !rest.isNil
        if hasHeir, !setHeir(table, heir) { return failOutOfMemory() }
        if access.isSomething {
            etsTable(table).pointee.access = EtsTable.Access(value: UInt8(word(access, in: EtsTable.accesses)))
        }
        return .true
    }

    /// `safe_fixtable(Table, Boolean)`.
    @inline(never)
    mutating func ets_safe_fixtable_2(_ a: Arguments) -> Term {
        let table = table(a[0], .reading)
        if table == 0 { return .none }
        guard a[1] == .true || a[1] == .false else { return fail(.badarg) }
        if a[1] == .true { return addFix(table) ? .true : failOutOfMemory() }
        dropFix(table, of: process(current).pointee.pid, all: false)
        return .true
    }

    @inline(never)
    mutating func ets_delete_1(_ a: Arguments) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        deleteTable(table)
        return .true
    }

    /// `internal_delete_all(Table, undefined)`: how many objects there were.
    @inline(never)
    mutating func ets_internal_delete_all_2(_ a: Arguments) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        return Term(small: clearTable(table))
    }

    // MARK: Names

    @inline(never)
    mutating func ets_whereis_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let table = findTable(a[0])
        return table == 0 ? .undefined : tableIdentifier(table)
    }

    /// `rename(Table, Name)`.
    @inline(never)
    mutating func ets_rename_2(_ a: Arguments) -> Term {
        let table = table(a[0], .writing)
        if table == 0 { return .none }
        guard a[1].isAtom else { return fail(.badarg) }
        if etsTable(table).pointee.isNamed, findTable(a[1]) != 0 { return fail(.badarg) }
        etsTable(table).pointee.name = a[1]
        return tableName(table)
    }

    /// Sends `{Reference, Tables}` to the current process; answers the reference.
    @inline(never)
    mutating func ets_internal_request_all_0() -> Term {
        let a = Arguments(base: x &+ 12)
        live = 0
        a[0] = makeReference(nextReference(), isAlias: false)
        if a[0].isNone { return .none }
        live = 1
        a[1] = .nil
        guard ensure(etsCount * 6 + 3, live: 2) else { return failOutOfMemory() }
        var table = etsTables
        while table != 0 {
            a[1] = makeCell(tableName(table), a[1])
            table = etsTable(table).pointee.next
        }
        return postMade(makeTuple(a[0], a[1]), to: current) ? a[0] : failOutOfMemory()
    }

    // MARK: Information

    /// In the order in which `info/1` has them; behind `protection` what is told only when it is asked for.
    private static let items: StaticString = """
        id decentralized_counters read_concurrency write_concurrency compressed memory owner heir name size node \
        named_table type keypos protection fixed safe_fixed safe_fixed_monotonic_time stats binary
        """
    private static let listedItems = 15

    /// What is told of a table under an item's number. Takes up to 32 words of heap and ten for each process that has fixed it, which must be free.
    private mutating func tableItem(_ table: Address, _ item: Int) -> Term {
        let record = etsTable(table).pointee
        switch item {
        case 0: return tableIdentifier(table)
        case 3 where record.flags & EtsTable.autoConcurrency != 0: return atom("auto")
        case 1...4, 11: return Term((record.flags &>> UInt16(item)) & 1 != 0)
        case 5: return Term(small: Int(record.bytes / 4))
        case 6: return record.owner
        case 7: return record.heir.isNil ? .noneAtom : record.heir
        case 8: return record.name
        case 9: return Term(small: Int(record.count))
        case 10: return .noNode
        case 12: return atom(numbered: Int(record.type.value), in: EtsTable.types)
        case 13: return Term(small: Int(record.key) + 1)
        case 14: return atom(numbered: Int(record.access.value), in: EtsTable.accesses)
        case 15: return Term(record.fixes != 0)
        case 16, 17: return fixedItem(table, isMonotonic: item == 17)
        default: return .false
        }
    }

    /// `{Time, [{Pid, Times}]}`, or `false`.
    private mutating func fixedItem(_ table: Address, isMonotonic: Bool) -> Term {
        var fix = etsTable(table).pointee.fixes
        if fix == 0 { return .false }
        var list = Term.nil
        while fix != 0 {
            list = makeCell(makeTuple(load(fix &+ 4), Term(small: Int(loadWord(fix &+ 8)))), list)
            fix = loadWord(fix)
        }
        let time = etsTable(table).pointee.fixedAt
        if isMonotonic { return makeTuple(makeInteger(time, live: live), list) }
        return makeTuple(timestamp(time &+ timeOffset), list)
    }

    /// The atom of a text's word.
    private mutating func atom(numbered number: Int, in text: StaticString) -> Term {
        var words = Words(text)
        var index = 0
        while let word = words.next() {
            if index == number { return atom(word) }
            index += 1
        }
        return .undefined
    }

    /// Makes room for what `tableItem` answers.
    private mutating func ensureItems(_ table: Address, _ words: Int) -> Bool {
        var fixes = 0
        var fix = etsTable(table).pointee.fixes
        while fix != 0 {
            fixes += 1
            fix = loadWord(fix)
        }
        return ensure(words + 10 * fixes, live: live)
    }

    /// The table that `info` is asked about, 0 if there is none. What cannot be a table is an error: nil.
    private mutating func askedTable(_ a: Arguments) -> Address? {
        if namesTable(a[0]) { return findTable(a[0]) }
        _ = failBadarg(cause: "type")
        return nil
    }

    @inline(never)
    mutating func ets_info_1(_ a: Arguments) -> Term {
        guard let table = askedTable(a) else { return .none }
        if table == 0 { return .undefined }
        guard ensureItems(table, Machine.listedItems * 5 + 8) else { return failOutOfMemory() }
        var list = Term.nil
        var item = Machine.listedItems
        while item > 0 {
            item -= 1
            let name = atom(numbered: item, in: Machine.items)
            list = makeCell(makeTuple(name, tableItem(table, item)), list)
        }
        return list
    }

    @inline(never)
    mutating func ets_info_2(_ a: Arguments) -> Term {
        guard let table = askedTable(a) else { return .none }
        if table == 0 { return .undefined }
        let item = word(a[1], in: Machine.items)
        if item < 0 { return fail(.badarg) }
        guard ensureItems(table, 32) else { return failOutOfMemory() }
        return tableItem(table, item)
    }
}
