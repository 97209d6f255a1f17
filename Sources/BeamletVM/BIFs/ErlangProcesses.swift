// erlang: processes, links, monitors, names.
extension Machine {
    @inline(never)
    mutating func erlang_self_0() -> Term { process(current).pointee.pid }

    @inline(never)
    mutating func erlang_bang_2(_ a: Arguments) -> Term { send(a[1], to: a[0]) }
    @inline(never)
    mutating func erlang_send_2(_ a: Arguments) -> Term { send(a[1], to: a[0]) }

    /// `send(Dest, Message, [nosuspend | noconnect])`.
    @inline(never)
    mutating func erlang_send_3(_ a: Arguments) -> Term {
        var rest = a[2]
        while rest.isList {
            guard rest.head == .nosuspend || rest.head == .noconnect else { return failBadarg(cause: "badopt") }
            rest = rest.tail
        }
        guard rest.isNil else { return failBadarg(cause: "badopt") }
        let sent = send(a[1], to: a[0])
        return sent.isNone ? sent : .ok
    }

    /// `send_nosuspend(Dest, Message)` and with options, as `send/3`: nothing here suspends a sender.
    @inline(never)
    mutating func erlang_send_nosuspend_2(_ a: Arguments) -> Term {
        let sent = send(a[1], to: a[0])
        return sent.isNone ? sent : .true
    }
    @inline(never)
    mutating func erlang_send_nosuspend_3(_ a: Arguments) -> Term {
        let sent = erlang_send_3(a)
        return sent.isNone ? sent : .true
    }

    /// `exit_signal(Pid, Reason)`, `exit(Pid, Reason, [priority])` and `link(Pid, [priority])`: signals arrive at once here.
    @inline(never)
    mutating func erlang_exit_signal_2(_ a: Arguments) -> Term { erlang_exit_2(a) }
    @inline(never)
    mutating func erlang_exit_signal_3(_ a: Arguments) -> Term { erlang_exit_3(a) }
    @inline(never)
    mutating func erlang_exit_3(_ a: Arguments) -> Term {
        isPriority(a[2]) ? erlang_exit_2(a) : failBadarg(cause: "badopt")
    }
    @inline(never)
    mutating func erlang_link_2(_ a: Arguments) -> Term {
        isPriority(a[1]) ? erlang_link_1(a) : failBadarg(cause: "badopt")
    }

    private mutating func isPriority(_ options: Term) -> Bool {
        var rest = options
        while rest.isList, rest.head == .priority { rest = rest.tail }
        return rest.isNil
    }

    // MARK: Links and monitors

    @inline(never)
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

    @inline(never)
    mutating func erlang_unlink_1(_ a: Arguments) -> Term {
        guard a[0].isPid || a[0].isPort else { return fail(.badarg) }
        if a[0].isLocalPid { unlink(current, from: a[0]) }
        return .true
    }

    /// The number of a local reference.
    mutating func referenceNumber(_ reference: Term) -> UInt64 {
        UInt64(reference.boxedWord(2)) &<< 32 | UInt64(reference.boxedWord(1))
    }

    @inline(never)
    mutating func erlang_make_ref_0() -> Term { makeReference(nextReference(), isAlias: false) }

    @inline(never)
    mutating func erlang_demonitor_1(_ a: Arguments) -> Term {
        guard a[0].isReference else { return fail(.badarg) }
        if a[0].isBoxed(.reference) { _ = demonitor(current, reference: referenceNumber(a[0])) }
        return .true
    }

    /// `demonitor(Reference, [flush | info])`.
    @inline(never)
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
                moveMarkers(from: cell, to: before)
                running.pointee.mailboxSave = .nil
                return
            }
            before = cell
            cell = cell.tail
        }
    }

    // MARK: Names

    @inline(never)
    mutating func erlang_register_2(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[0] != .undefined, a[1].isLocalPid || a[1].isLocalPort else {
            return failBadarg(cause: "none")
        }
        if a[1].isLocalPid {
            let block = lookup(a[1])
            guard block != 0 else { return failBadarg(cause: "notalive") }
            guard name(of: block).isNil else { return failBadarg(cause: "registered_name") }
            guard whereis(a[0]).isNil else { return failBadarg(cause: "none") }
            let details = makeDetails(block)
            guard details != 0, register(a[0], a[1]) else { return failOutOfMemory() }
            processDetails(details).pointee.name = a[0]
        } else {
            guard isOpenPort(a[1]), whereis(a[0]).isNil, register(a[0], a[1]) else {
                return failBadarg(cause: "notalive")
            }
        }
        return .true
    }

    @inline(never)
    mutating func erlang_unregister_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let identifier = whereis(a[0])
        if identifier.isNil { return fail(.badarg) }
        unregister(a[0])
        let block = identifier.isLocalPid ? lookup(identifier) : 0
        if block != 0 { processDetails(process(block).pointee.details).pointee.name = .nil }
        return .true
    }

    @inline(never)
    mutating func erlang_whereis_1(_ a: Arguments) -> Term {
        guard a[0].isAtom else { return fail(.badarg) }
        let identifier = whereis(a[0])
        return identifier.isNil ? .undefined : identifier
    }

    @inline(never)
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

    @inline(never)
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
        case .fullsweepAfter:
            guard a[1].isSmall, a[1].smallValue >= 0 else { return fail(.badarg) }
            let before = fullsweepAfter(of: current)
            let details = makeDetails(current)
            guard details != 0 else { return failOutOfMemory() }
            processDetails(details).pointee.fullsweepAfter = UInt16(min(a[1].smallValue, 65_535))
            return Term(small: Int(before))
        case .messageQueueData:
            guard a[1] == .onHeap || a[1] == .offHeap else { return fail(.badarg) }
            let before: Term = running.pointee.flags.contains(.offHeapMessages) ? .offHeap : .onHeap
            if a[1] == .offHeap {
                running.pointee.flags.insert(.offHeapMessages)
            } else {
                running.pointee.flags.remove(.offHeapMessages)
            }
            return before
        case .errorHandler:
            guard a[1].isAtom else { return fail(.badarg) }
            let before = errorHandler(of: current)
            let details = makeDetails(current)
            guard details != 0 else { return failOutOfMemory() }
            processDetails(details).pointee.errorHandler = a[1]
            return before
        case .saveCalls: return a[1].isSmall && a[1].smallValue >= 0 ? Term(small: 0) : fail(.badarg)
        case .sensitive:
            guard a[1] == .true || a[1] == .false else { return fail(.badarg) }
            let before = Term(isSensitive(current))
            let details = makeDetails(current)
            guard details != 0 else { return failOutOfMemory() }
            processDetails(details).pointee.maxHeap &= ~ProcessDetails.isSensitive
            if a[1] == .true { processDetails(details).pointee.maxHeap |= ProcessDetails.isSensitive }
            return before
        case .maxHeapSize:
            guard let limit = heapLimitOption(a[1]) else { return fail(.badarg) }
            let size = limit & ProcessDetails.maxHeapMask
            if size != 0 && size < UInt32(running.pointee.minHeapWords) { return fail(.badarg) }
            let before = maxHeapMap(maxHeap(of: current))
            let details = makeDetails(current)
            guard before.isSomething, details != 0 else { return failOutOfMemory() }
            let kept = processDetails(details).pointee.maxHeap & ProcessDetails.isSensitive
            processDetails(details).pointee.maxHeap = limit | kept
            return before
        default:
            if word(a[0], in: "min_bin_vheap_size") == 0 {
                guard a[1].isSmall, a[1].smallValue >= 0 else { return fail(.badarg) }
                let details = makeDetails(current)
                guard details != 0 else { return failOutOfMemory() }
                let before = processDetails(details).pointee.binaryLimit
                processDetails(details).pointee.binaryLimit = UInt32(truncatingIfNeeded: a[1].smallValue)
                return Term(small: Int(before))
            }
            if word(a[0], in: "async_dist") == 0 {
                return a[1] == .true || a[1] == .false ? .false : fail(.badarg)
            }
            return failBadarg(cause: "badopt")
        }
    }

    /// `process_flag(Pid, save_calls, N)`.
    @inline(never)
    mutating func erlang_process_flag_3(_ a: Arguments) -> Term {
        guard a[0].isLocalPid, lookup(a[0]) != 0 else { return failBadarg(cause: "badtype") }
        guard a[1] == .saveCalls, a[2].isSmall, a[2].smallValue >= 0 else { return fail(.badarg) }
        return Term(small: 0)
    }

    /// `bump_reductions(Count)`.
    @inline(never)
    mutating func erlang_bump_reductions_1(_ a: Arguments) -> Term {
        guard a[0].isInteger, !isNegative(a[0]), isWordSized(a[0]) else { return fail(.badarg) }
        charge(a[0].isSmall ? a[0].smallValue : 4000)
        return .true
    }

    // MARK: All processes, one after the other

    /// `processes_iterator()` and `processes_next(Iterator)`: the iterator is the list of those that are left.
    @inline(never)
    mutating func erlang_processes_iterator_0() -> Term { erlang_processes_0() }
    @inline(never)
    mutating func erlang_processes_next_1(_ a: Arguments) -> Term {
        if a[0].isNil { return atom("none") }
        guard a[0].isList, a[0].head.isLocalPid else { return fail(.badarg) }
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(a[0].head, a[0].tail)
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

    @inline(never)
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

    @inline(never)
    mutating func erlang_is_process_alive_1(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        return Term(lookup(a[0]) != 0)
    }

    @inline(never)
    mutating func erlang_group_leader_0() -> Term { process(current).pointee.groupLeader }

    @inline(never)
    mutating func erlang_group_leader_2(_ a: Arguments) -> Term {
        guard a[0].isPid, a[1].isLocalPid else { return fail(.badarg) }
        let block = lookup(a[1])
        if block == 0 { return fail(.badarg) }
        process(block).pointee.groupLeader = a[0]
        return .true
    }

    @inline(never)
    mutating func erlang_garbage_collect_0() -> Term {
        collect(current, live: live, need: 0, kind: .full) ? .true : failOutOfMemory()
    }

    @inline(never)
    mutating func erlang_garbage_collect_1(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        return collect(a[0], .full)
    }

    private mutating func collect(_ pid: Term, _ kind: CollectionKind) -> Term {
        let block = lookup(pid)
        if block == 0 { return .false }
        if block == current { return collect(current, live: live, need: 0, kind: kind) ? .true : failOutOfMemory() }
        // Nothing of it may move: it has its turn soon.
        if process(block).pointee.state == .paused { return .true }
        if collect(block, live: 0, need: 0, kind: kind) { return .true }
        if process(block).pointee.flags.contains(.exceededHeap) {
            _ = exitSignal(.kill, from: process(current).pointee.pid, to: block, linked: false)
        }
        return .false
    }

    /// `garbage_collect(Pid, [{async, Id} | {type, major | minor}])`.
    @inline(never)
    mutating func erlang_garbage_collect_2(_ a: Arguments) -> Term {
        var isAsync = false
        var kind = CollectionKind.full
        var rest = a[1]
        while rest.isList {
            let option = rest.head
            guard option.isTuple, option.header.words == 2 else { return failBadarg(cause: "bad_option") }
            switch word(option.element(0), in: "async type") {
            case 0: isAsync = true
            case 1:
                let type = word(option.element(1), in: "major minor")
                if type < 0 { return fail(.badarg) }
                kind = type == 0 ? .full : .any
            default: return failBadarg(cause: "bad_option")
            }
            rest = rest.tail
        }
        guard rest.isNil else { return failBadarg(cause: "bad_option") }
        guard a[0].isLocalPid else { return fail(.badarg) }
        let done = collect(a[0], kind)
        guard isAsync, done.isSomething else { return done }
        rest = a[1]
        var identifier = Term.nil
        while rest.isList {
            if rest.head.element(0) == .async { identifier = rest.head.element(1) }
            rest = rest.tail
        }
        let message = scratchTuple(3)
        store(atom("garbage_collect"), message.boxedAddress &+ 4)
        store(identifier, message.boxedAddress &+ 8)
        store(done, message.boxedAddress &+ 12)
        return postMade(message, to: current) ? .async : failOutOfMemory()
    }

    /// `hibernate()`: waits for a message without anything that could be given back.
    @inline(never)
    mutating func erlang_hibernate_0() -> Term {
        guard collect(current, live: 0, need: 0, kind: .full) else { return failOutOfMemory() }
        hibernates = true
        return endSlice(with: .ok)
    }

    /// `hibernate(Module, Function, Args)`: forgets the calls that wait, and goes on there when there is a message.
    @inline(never)
    mutating func erlang_hibernate_3(_ a: Arguments) -> Term {
        guard a[0].isAtom, a[1].isAtom, isProperList(a[2]) else { return fail(.badarg) }
        let running = process(current)
        store(a[0], x &+ 12)
        store(a[1], x &+ 16)
        store(a[2], x &+ 20)
        // The last word is the way out of the process.
        running.pointee.stackTop = stackEnd(current) &- 4
        running.pointee.mailboxSave = .nil
        guard collect(current, live: 3, need: 0, kind: .full) else { return failOutOfMemory() }
        hibernates = true
        return goOn(at: endSlice(at: Image.Stub.applyStub.address(imageBase), live: 3))
    }

    /// Lets the others run at once: the slice is over where the function returns to.
    @inline(never)
    mutating func erlang_yield_0() -> Term {
        endSlice(with: .true)
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

    @inline(never)
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

    @inline(never)
    mutating func erlang_get_1(_ a: Arguments) -> Term {
        let (cell, _) = findEntry(a[0])
        return cell.isNil ? .undefined : cell.head.element(1)
    }

    /// What `listEntries` lists.
    private enum EntryPart { case pair, key, keyOfValue }

    /// A new list of the dictionary's entries, or of keys; for `keyOfValue` of those whose value is `value[0]`.
    @inline(never)
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

    @inline(never)
    mutating func erlang_get_0() -> Term { listEntries(.pair, Arguments(base: x)) }
    @inline(never)
    mutating func erlang_get_keys_0() -> Term { listEntries(.key, Arguments(base: x)) }
    @inline(never)
    mutating func erlang_get_keys_1(_ a: Arguments) -> Term { listEntries(.keyOfValue, a) }

    @inline(never)
    mutating func erlang_erase_0() -> Term {
        let entries = listEntries(.pair, Arguments(base: x))
        if entries.isSomething { process(current).pointee.dictionary = .nil }
        return entries
    }

    @inline(never)
    mutating func erlang_erase_1(_ a: Arguments) -> Term {
        let (cell, before) = findEntry(a[0])
        if cell.isNil { return .undefined }
        if before.isNil { process(current).pointee.dictionary = cell.tail } else { before.tail = cell.tail }
        return cell.head.element(1)
    }
}
