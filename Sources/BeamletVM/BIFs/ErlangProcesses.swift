// erlang: processes, links, monitors, names.
extension Machine {
    mutating func erlang_self_0() -> Term { process(current).pointee.pid }
    mutating func erlang_node_0() -> Term { .noNode }
    mutating func erlang_is_alive_0() -> Term { .false }

    mutating func erlang_node_1(_ a: Arguments) -> Term {
        if a[0].isLocalPid || a[0].isLocalPort || a[0].isBoxed(.reference) { return .noNode }
        if a[0].isPid || a[0].isPort || a[0].isReference { return a[0].boxedTerm(0) }
        return fail(.badarg)
    }

    mutating func erlang_bang_2(_ a: Arguments) -> Term { send(a[1], to: a[0]) }
    mutating func erlang_send_2(_ a: Arguments) -> Term { send(a[1], to: a[0]) }

    /// `send(Dest, Message, [nosuspend | noconnect])`.
    mutating func erlang_send_3(_ a: Arguments) -> Term {
        var rest = a[2]
        while rest.isList {
            guard rest.head == .nosuspend || rest.head == .noconnect else { return fail(.badarg) }
            rest = rest.tail
        }
        guard rest.isNil else { return fail(.badarg) }
        let sent = send(a[1], to: a[0])
        return sent.isNone ? sent : .ok
    }

    // MARK: Links and monitors

    mutating func erlang_link_1(_ a: Arguments) -> Term {
        guard a[0].isPid || a[0].isPort else { return fail(.badarg) }
        guard a[0].isLocalPid else { return .true }
        let block = lookup(a[0])
        if block != 0 { return link(current, block) ? .true : failOutOfMemory() }
        // As on the BEAM: to a process that is gone, an exit signal comes back.
        let running = process(current)
        if !running.pointee.flags.contains(.trapExit) {
            running.pointee.reason = .noproc
            action = .terminate
            return .none
        }
        return exitSignal(.noproc, from: a[0], to: current, linked: true) ? .none : .true
    }

    mutating func erlang_unlink_1(_ a: Arguments) -> Term {
        guard a[0].isPid || a[0].isPort else { return fail(.badarg) }
        if a[0].isLocalPid { unlink(current, from: a[0]) }
        return .true
    }

    /// A reference of that number on the current heap. nil: there is no memory.
    private mutating func makeReference(_ number: UInt64) -> Term? {
        guard ensure(4, live: live) else { return nil }
        let top = process(current).pointee.heapTop
        writeReference(low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number >> 32), at: top)
        process(current).pointee.heapTop = top &+ 16
        return Term(boxed: top)
    }

    /// The number of a local reference.
    mutating func referenceNumber(_ reference: Term) -> UInt64 {
        UInt64(reference.boxedWord(2)) &<< 32 | UInt64(reference.boxedWord(1))
    }

    mutating func erlang_make_ref_0() -> Term { makeReference(nextReference()) ?? failOutOfMemory() }

    /// `monitor(process, Pid | Name | {Name, Node})`; other types can be asked for, but nothing of them ever happens.
    mutating func erlang_monitor_2(_ a: Arguments) -> Term {
        if a[0] == .timeOffset {
            guard a[1] == .clockService else { return fail(.badarg) }
            return makeReference(nextReference()) ?? failOutOfMemory()
        }
        guard a[0] == .process else { return fail(.badarg) }
        var target = a[1]
        var name = Term.nil
        if target.isTuple, target.header.words == 2, target.element(0).isAtom, target.element(1) == .noNode {
            target = target.element(0)
        }
        if target.isAtom {
            name = target
            target = whereis(name)
        } else if !target.isPid {
            return fail(.badarg)
        }
        guard ensure(4, live: live) else { return failOutOfMemory() }
        let block = target.isLocalPid ? lookup(target) : 0
        if block == current {
            return makeReference(nextReference()) ?? failOutOfMemory()
        }
        if block == 0 {
            let number = nextReference()
            let object = a[1].isPid ? a[1] : Term.nil
            guard sendDown(number, object, name: name, reason: .noproc, to: current) else { return failOutOfMemory() }
            return makeReference(number) ?? failOutOfMemory()
        }
        let number = monitor(current, block, name: name)
        if number == 0 { return failOutOfMemory() }
        return makeReference(number) ?? failOutOfMemory()
    }

    mutating func erlang_demonitor_1(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        if a[0].isBoxed(.reference) { _ = demonitor(current, reference: referenceNumber(a[0])) }
        return .true
    }

    /// `demonitor(Reference, [flush | info])`.
    mutating func erlang_demonitor_2(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        var flush = false
        var info = false
        var rest = a[1]
        while rest.isList {
            switch rest.head {
            case .flush: flush = true
            case .info: info = true
            default: return fail(.badarg)
            }
            rest = rest.tail
        }
        guard rest.isNil else { return fail(.badarg) }
        let found = a[0].isBoxed(.reference) && demonitor(current, reference: referenceNumber(a[0]))
        if flush && !found { flushDown(a[0]) }
        return Term(found || !info)
    }

    /// Removes the `DOWN` message of a reference from the mailbox, if there is one.
    private mutating func flushDown(_ reference: Term) {
        let running = process(current)
        var before = Term.nil
        var cell = running.pointee.mailbox
        while cell.isList {
            let message = cell.head
            if message.isTuple && message.header.words == 5 && message.element(0) == .DOWN
                && exactlyEqual(message.element(1), reference)
            {
                let next = cell.tail
                if before.isNil { running.pointee.mailbox = next } else { before.tail = next }
                if next.isNil { running.pointee.mailboxLast = before }
                running.pointee.mailboxSave = .nil
                return
            }
            before = cell
            cell = cell.tail
        }
    }

    // MARK: Names

    mutating func erlang_register_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[0] != .undefined, a[1].isLocalPid || a[1].isLocalPort else { return fail(.badarg) }
        guard whereis(a[0]).isNil else { return fail(.badarg) }
        if a[1].isLocalPid {
            let block = lookup(a[1])
            guard block != 0, process(block).pointee.name.isNil else { return fail(.badarg) }
            guard register(a[0], a[1]) else { return failOutOfMemory() }
            process(block).pointee.name = a[0]
        } else {
            guard isOpenPort(a[1]), register(a[0], a[1]) else { return fail(.badarg) }
        }
        return .true
    }

    mutating func erlang_unregister_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let identifier = whereis(a[0])
        if identifier.isNil { return fail(.badarg) }
        unregister(a[0])
        let block = identifier.isLocalPid ? lookup(identifier) : 0
        if block != 0 { process(block).pointee.name = .nil }
        return .true
    }

    mutating func erlang_whereis_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let identifier = whereis(a[0])
        return identifier.isNil ? .undefined : identifier
    }

    mutating func erlang_registered_0() -> Term {
        guard ensure(Int(nameUsed) * 2, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var index: UInt32 = 0
        while index < nameRoom {
            let name = registeredName(at: index)
            if !name.isNil { list = makeCell(name, list) }
            index += 1
        }
        return list
    }

    // MARK: Flags and state

    mutating func erlang_process_flag_2(_ a: Arguments) -> Term {
        let running = process(current)
        switch a[0] {
        case .trapExit:
            guard a[1] == .true || a[1] == .false else { return fail(.badarg) }
            let before = Term(running.pointee.flags.contains(.trapExit))
            if a[1] == .true {
                running.pointee.flags.insert(.trapExit)
            } else {
                running.pointee.flags.remove(.trapExit)
            }
            return before
        case .priority:
            guard let priority = Machine.priority(a[1]) else { return fail(.badarg) }
            let before = Machine.priorityAtom(running.pointee.priority)
            running.pointee.priority = priority
            return before
        case .minHeapSize:
            guard a[1].isSmall, a[1].smallValue >= 0 else { return fail(.badarg) }
            let before = Term(small: Int(running.pointee.minHeapWords))
            running.pointee.minHeapWords = UInt16(min(a[1].smallValue, 65_535))
            return before
        default:
            return fail(.badarg)
        }
    }

    static func priority(_ term: Term) -> UInt8? {
        switch term {
        case .max: 0
        case .high: 1
        case .normal: 2
        case .low: 3
        default: nil
        }
    }

    static func priorityAtom(_ priority: UInt8) -> Term {
        switch priority {
        case 0: .max
        case 1: .high
        case 2: .normal
        default: .low
        }
    }

    mutating func erlang_processes_0() -> Term {
        guard ensure(Int(processCount) * 2, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var slot = processSlots
        while slot > 0 {
            slot -= 1
            let block = processInSlot(slot)
            if block != 0 { list = makeCell(process(block).pointee.pid, list) }
        }
        return list
    }

    mutating func erlang_is_process_alive_1(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        let block = lookup(a[0])
        return Term(block != 0 && process(block).pointee.ip != Image.Stub.terminate.address(imageBase))
    }

    mutating func erlang_group_leader_0() -> Term { process(current).pointee.groupLeader }

    mutating func erlang_group_leader_2(_ a: Arguments) -> Term {
        guard a[0].isPid, a[1].isLocalPid else { return fail(.badarg) }
        let block = lookup(a[1])
        if block == 0 { return fail(.badarg) }
        process(block).pointee.groupLeader = a[0]
        return .true
    }

    mutating func erlang_garbage_collect_0() -> Term {
        collect(current, live: live, need: 0) ? .true : failOutOfMemory()
    }

    /// Lets the others run: the next call ends the slice.
    mutating func erlang_yield_0() -> Term {
        process(current).pointee.reductions = 1
        return .true
    }

    // MARK: Process dictionary

    /// The cell of a key, and the one before it (nil: it is the first).
    private mutating func findEntry(_ key: Term) -> (cell: Term, before: Term) {
        var before = Term.nil
        var cell = process(current).pointee.dictionary
        while cell.isList {
            let entryKey = cell.head.element(0)
            if entryKey == key || (!key.isImmediate && exactlyEqual(entryKey, key)) { return (cell, before) }
            before = cell
            cell = cell.tail
        }
        return (.nil, .nil)
    }

    mutating func erlang_put_2(_ a: Arguments) -> Term {
        guard ensure(5, live: live) else { return failOutOfMemory() }
        let (cell, _) = findEntry(a[0])
        let entry = makeTuple(a[0], a[1])
        if cell.isNil {
            process(current).pointee.dictionary = makeCell(entry, process(current).pointee.dictionary)
            return .undefined
        }
        let before = cell.head.element(1)
        cell.head = entry
        return before
    }

    mutating func erlang_get_1(_ a: Arguments) -> Term {
        let (cell, _) = findEntry(a[0])
        return cell.isNil ? .undefined : cell.head.element(1)
    }

    /// What `listEntries` lists.
    private enum EntryPart { case pair, key, keyOfValue }

    /// A new list of the dictionary's entries, or of keys; for `keyOfValue` of those whose value is `value[0]`.
    private mutating func listEntries(_ part: EntryPart, _ value: Arguments) -> Term {
        let count = length(of: process(current).pointee.dictionary)
        guard ensure(count * 2, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var cell = process(current).pointee.dictionary
        while cell.isList {
            switch part {
            case .pair: list = makeCell(cell.head, list)
            case .key: list = makeCell(cell.head.element(0), list)
            case .keyOfValue:
                if exactlyEqual(cell.head.element(1), value[0]) { list = makeCell(cell.head.element(0), list) }
            }
            cell = cell.tail
        }
        return list
    }

    mutating func erlang_get_0() -> Term { listEntries(.pair, Arguments(base: x)) }
    mutating func erlang_get_keys_0() -> Term { listEntries(.key, Arguments(base: x)) }
    mutating func erlang_get_keys_1(_ a: Arguments) -> Term { listEntries(.keyOfValue, a) }

    mutating func erlang_erase_0() -> Term {
        let entries = listEntries(.pair, Arguments(base: x))
        if entries.isSomething { process(current).pointee.dictionary = .nil }
        return entries
    }

    mutating func erlang_erase_1(_ a: Arguments) -> Term {
        let (cell, before) = findEntry(a[0])
        if cell.isNil { return .undefined }
        if before.isNil { process(current).pointee.dictionary = cell.tail } else { before.tail = cell.tail }
        return cell.head.element(1)
    }
}
