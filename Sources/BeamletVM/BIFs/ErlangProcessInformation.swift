// erlang: what a process is doing: process_info.
extension Machine {
    private static let processItems: StaticString = """
        registered_name current_function initial_call status message_queue_len links dictionary trap_exit error_handler \
        priority group_leader total_heap_size heap_size stack_size reductions garbage_collection suspending \
        messages monitors monitored_by memory current_location current_stacktrace binary catchlevel \
        message_queue_data min_heap_size min_bin_vheap_size max_heap_size fullsweep_after sequential_trace_token trace \
        last_calls parent label async_dist garbage_collection_info priority_messages backtrace
        """
    /// Those of them that `process_info/1` lists.
    private static let defaultItems = 17

    /// `process_info(Pid)`.
    @inline(never)
    mutating func erlang_process_info_1(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        let block = lookup(a[0])
        if block == 0 { return .undefined }
        // The list grows in the register behind the arguments, from its end.
        let list = x &+ 12 &+ UInt32(live) &* 4
        store(.nil, list)
        live += 1
        var item = Machine.defaultItems
        while item > 0 {
            item -= 1
            if item == 0 && name(of: block).isNil { break }
            guard addItem(item, of: block, key: .none, to: list) else { return failOutOfMemory() }
        }
        return load(list)
    }

    /// `process_info(Pid, Item | [Item])`.
    @inline(never)
    mutating func erlang_process_info_2(_ a: Arguments) -> Term {
        guard a[0].isLocalPid else { return fail(.badarg) }
        let isList = a[1].isList || a[1].isNil
        var rest = a[1]
        while isList && rest.isList {
            if itemNumber(rest.head) < 0 { return fail(.badarg) }
            rest = rest.tail
        }
        guard isList ? rest.isNil : itemNumber(a[1]) >= 0 else { return fail(.badarg) }
        let block = lookup(a[0])
        if block == 0 { return .undefined }
        let list = x &+ 12 &+ UInt32(live) &* 4
        store(.nil, list)
        live += 1
        if !isList {
            let item = itemNumber(a[1])
            if item == 0 && name(of: block).isNil { return .nil }
            guard addItem(item, of: block, key: a[1], to: list) else { return failOutOfMemory() }
            return load(list).head
        }
        while a[1].isList {
            guard addItem(itemNumber(a[1].head), of: block, key: a[1].head, to: list) else { return failOutOfMemory() }
            a[1] = a[1].tail
        }
        // In the order of the items.
        var reversed = Term.nil
        var cell = load(list)
        while cell.isList {
            let next = cell.tail
            cell.tail = reversed
            reversed = cell
            cell = next
        }
        return reversed
    }

    /// The place of an item in `processItems`; 1000 for `{dictionary, Key}`; -1: there is none of that name.
    private mutating func itemNumber(_ item: Term) -> Int {
        if item.isTuple, item.header.words == 2, item.element(0) == .dictionary { return 1000 }
        return word(item, in: Machine.processItems)
    }

    /// Puts `{Item, Value}` in front of the list in a register. False: there is no memory.
    private mutating func addItem(_ item: Int, of block: Address, key: Term, to list: Address) -> Bool {
        // The value, and the key, in the register behind: `live` does not count them while they are not terms.
        let value = processItem(item, of: block, key: key)
        if value.isNone { return false }
        store(value, list &+ 4)
        live += 1
        let hasRoom = ensure(5, live: live)
        live -= 1
        guard hasRoom else { return false }
        var name = key
        if item == 1000 {
            // A collection may have moved the key: it is the element that the item's place in its list still holds.
            name = load(list &+ 4).element(0)
            let entry = makeTuple(name, load(list &+ 4).element(1))
            store(makeCell(entry, load(list)), list)
            return true
        }
        if key.isNone {
            var words = Words(Machine.processItems)
            var skip = item
            while skip > 0 {
                _ = words.next()
                skip -= 1
            }
            name = words.next().map { atom($0) } ?? .undefined
        }
        store(makeCell(makeTuple(name, load(list &+ 4)), load(list)), list)
        return true
    }

    /// A copy on the current heap of a term of another process.
    private mutating func copyHere(_ term: Term) -> Term { copyMessage(term, to: current) ?? .none }

    /// The value of an item, on the current heap. `none`: there is no memory.
    private mutating func processItem(_ item: Int, of block: Address, key: Term) -> Term {
        let seen = process(block)
        if isSensitive(block) {
            // What a sensitive process holds, nobody sees, not even itself.
            switch item {
            case 6, 17: return .nil
            case 38: return makeBinary(bytes: 0, live: live)
            case 1000: return .undefined
            default: break
            }
        }
        switch item {
        case 0: return name(of: block)
        case 1: return functionTerm(at: seen.pointee.ip, location: false)
        case 2: return functionTerm(at: seen.pointee.initialCall, location: false)
        case 3:
            return statusAtom(block)
        case 4: return Term(small: length(of: seen.pointee.mailbox))
        case 5: return listRelations(block, .link)
        case 6: return copyHere(seen.pointee.dictionary)
        case 7: return Term(seen.pointee.flags.contains(.trapExit))
        case 8: return errorHandler(of: block)
        case 9: return Machine.priorityAtom(seen.pointee.priority & 3)
        case 10: return copyHere(seen.pointee.groupLeader)
        case 11: return Term(small: Int(stackEnd(block) &- seen.pointee.heapStart) >> 2)
        case 12: return Term(small: Int(seen.pointee.heapTop &- seen.pointee.heapStart) >> 2)
        case 13: return Term(small: stackWords(block))
        case 14: return makeInteger(UInt64(seen.pointee.used), live: live)
        case 15: return collectionSettings(of: block)
        case 36: return heapSizes(of: block)
        case 16: return listSuspensions(block)
        case 17: return copyHere(seen.pointee.mailbox)
        case 18: return listRelations(block, .monitors)
        case 19: return listRelations(block, .monitoredBy)
        case 20: return Term(small: processMemory(block))
        case 21: return functionTerm(at: seen.pointee.ip, location: true)
        case 22: return traceOf(block)
        case 23: return listBinaries(block)
        case 24: return Term(small: 0)
        case 25: return seen.pointee.flags.contains(.offHeapMessages) ? .offHeap : .onHeap
        case 26: return Term(small: Int(seen.pointee.minHeapWords))
        case 27: return Term(small: Int(binaryLimit(of: block)))
        case 29: return Term(small: Int(fullsweepAfter(of: block)))
        case 28: return maxHeapMap(maxHeap(of: block))
        case 30: return .nil
        case 31: return Term(small: 0)
        case 32: return .false
        case 33, 34: return .undefined
        case 35, 37: return .false
        case 38: return reportText { $0.writeBacktrace(block) }
        default: return dictionaryEntry(block, key)
        }
    }

    /// `[{max_heap_size, Map}, {min_bin_vheap_size, Words}, {min_heap_size, Words}, {fullsweep_after, Count}, {minor_gcs, Count}]`. With 0
    /// for the process: what new ones begin with, the limit as a number, and no count.
    mutating func collectionSettings(of block: Address) -> Term {
        guard ensure(5 * 5 + 9, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var limit = Term(small: Int(defaultMaxHeap & ProcessDetails.maxHeapMask))
        var (after, least, binaries) = (defaultFullsweep, defaultMinHeap, defaultBinaryLimit)
        if block != 0 {
            let details = process(block).pointee.details
            let young = details == 0 ? 0 : Int(processDetails(details).pointee.youngCollections)
            list = makeCell(makeTuple(atom("minor_gcs"), Term(small: young)), .nil)
            limit = maxHeapMap(maxHeap(of: block))
            after = UInt32(fullsweepAfter(of: block))
            least = UInt32(process(block).pointee.minHeapWords)
            binaries = binaryLimit(of: block)
        }
        list = makeCell(makeTuple(.fullsweepAfter, Term(small: Int(after))), list)
        list = makeCell(makeTuple(.minHeapSize, Term(small: Int(least))), list)
        list = makeCell(makeTuple(atom("min_bin_vheap_size"), Term(small: Int(binaries))), list)
        return makeCell(makeTuple(.maxHeapSize, limit), list)
    }

    /// The sizes in words that `garbage_collection_info` names. Old data lie in the block of the young ones.
    private mutating func heapSizes(of block: Address) -> Term {
        let names: StaticString = """
            old_heap_block_size heap_block_size mbuf_size recent_size stack_size old_heap_size heap_size bin_vheap_size \
            bin_vheap_block_size bin_old_vheap_size bin_old_vheap_block_size
            """
        guard ensure(11 * 5, live: live) else { return .none }
        let seen = process(block)
        let used = Int(seen.pointee.heapTop &- seen.pointee.heapStart) &>> 2
        let start = seen.pointee.details == 0 ? 0 : processDetails(seen.pointee.details).pointee.youngStart
        let old = start == 0 ? 0 : Int(start &- seen.pointee.heapStart) &>> 2
        let whole = Int(stackEnd(block) &- seen.pointee.heapStart) &>> 2
        var list = Term.nil
        var last = Term.nil
        var words = Words(names)
        var index = 0
        while let name = words.next() {
            var size = 0
            switch index {
            case 1: size = whole
            case 2: size = fragmentWords(block)
            case 3: size = used - old
            case 4: size = stackWords(block)
            case 5: size = old
            case 6: size = used - old
            default: break
            }
            let cell = makeCell(makeTuple(atom(name), Term(small: size)), .nil)
            if last.isNil { list = cell } else { last.tail = cell }
            last = cell
            index += 1
        }
        return list
    }

    /// The function that holds an address: `{Module, Function, Arity}`, or with its place, or `undefined`.
    private mutating func functionTerm(at address: Address, location withPlace: Bool) -> Term {
        guard ensure(4 + 1 + 10, live: live) else { return .none }
        // Where one goes on that hibernates.
        if address == Image.Stub.applyStub.address(imageBase) {
            return makeTuple(.erlang, atom("hibernate"), Term(small: 3))
        }
        guard let location = location(address) else { return .undefined }
        let module = FunctionInfo.module(location.function)
        let function = FunctionInfo.function(location.function)
        let arity = Term(small: FunctionInfo.arity(entry: location.function &+ FunctionInfo.size))
        if !withPlace { return makeTuple(module, function, arity) }
        return entry(module, function, arity, location, .nil).head
    }

    /// The stack trace of a process: where it is and the calls that wait.
    private mutating func traceOf(_ block: Address) -> Term {
        var cursor = process(block).pointee.stackTop &+ UInt32(block == current ? 0 : process(block).pointee.live) &* 4
        let end = stackEnd(block)
        let deepest = Int(traceDepth)
        guard ensure((deepest + 1) * (2 + 5 + 10), live: live) else { return .none }
        var list = Term.nil
        var last = Term.nil
        var address = process(block).pointee.ip
        var count = 0
        while count < deepest {
            if let location = location(address) {
                let arity = Term(small: FunctionInfo.arity(entry: location.function &+ FunctionInfo.size))
                let cell = entry(
                    FunctionInfo.module(location.function), FunctionInfo.function(location.function), arity, location,
                    .nil)
                if last.isNil { list = cell } else { last.tail = cell }
                last = cell
                count += 1
            }
            while cursor < end && !Header.isHeader(loadWord(cursor)) { cursor = cursor &+ 4 }
            if cursor >= end { break }
            address = Stack.returnAddress(loadWord(cursor)) &- 1
            cursor = cursor &+ 4
        }
        return list
    }

    /// `{{dictionary, Key}, Value}` as the tuple that stands for the item, on the current heap.
    private mutating func dictionaryEntry(_ block: Address, _ item: Term) -> Term {
        var value = Term.undefined
        var cell = process(block).pointee.dictionary
        while cell.isList {
            if exactlyEqual(cell.head.element(0), item.element(1)) { value = cell.head.element(1) }
            cell = cell.tail
        }
        // The item itself is in the arguments, or in a list there: kept in a register while room is made.
        store(item, x &+ 12 &+ UInt32(live) &* 4)
        value = copyHere(value)
        if value.isNone { return .none }
        store(value, x &+ 12 &+ UInt32(live + 1) &* 4)
        guard ensure(3, live: live + 2) else { return .none }
        let item = x &+ 12 &+ UInt32(live) &* 4
        return makeTuple(load(item), load(item &+ 4))
    }

    /// `process_display(Pid, backtrace)`: writes what a dump has of the process where reports go.
    @inline(never)
    mutating func erlang_process_display_2(_ a: Arguments) -> Term {
        if word(a[1], in: "backtrace") < 0 { return failBadarg(cause: "badopt") }
        let block = a[0].isLocalPid ? lookup(a[0]) : 0
        if block == 0 { return fail(.badarg) }
        writeProcess(block)
        return .true
    }

    /// The peers of a kind of relation: pids, or for monitors of names `{process, {Name, Node}}` and of pids `{process, Pid}`.
    @inline(never)
    private mutating func listRelations(_ block: Address, _ kind: Relation.Kind) -> Term {
        var count = 0
        var cursor = process(block).pointee.relations
        while cursor != 0 {
            count += 1
            cursor = relation(cursor).pointee.next
        }
        guard ensure(count * (2 + 3 + 3), live: live) else { return .none }
        var list = Term.nil
        cursor = process(block).pointee.relations
        while cursor != 0 {
            let one = relation(cursor).pointee
            cursor = one.next
            guard one.kind == kind else { continue }
            var peer = one.peer
            if kind == .monitors {
                if !one.name.isNil { peer = makeTuple(one.name, .noNode) }
                peer = makeTuple(peer == .clockService ? .timeOffset : .process, peer)
            }
            list = makeCell(peer, list)
        }
        return list
    }

    /// `[{Pid, Times, 0}]` of the processes that a process has suspended.
    private mutating func listSuspensions(_ block: Address) -> Term {
        var count = 0
        var cursor = process(block).pointee.relations
        while cursor != 0 {
            count += 1
            cursor = relation(cursor).pointee.next
        }
        guard ensure(count * (2 + 4), live: live) else { return .none }
        var list = Term.nil
        cursor = process(block).pointee.relations
        while cursor != 0 {
            let one = relation(cursor).pointee
            cursor = one.next
            if one.kind == .suspends { list = makeCell(makeTuple(one.peer, one.name, Term(small: 0)), list) }
        }
        return list
    }

    /// `[{Address, Bytes, References}]` of the shared binaries that a process refers to.
    private mutating func listBinaries(_ block: Address) -> Term {
        var count = 0
        var binary = process(block).pointee.sharedBitstrings
        while binary != 0 {
            count += 1
            binary = loadWord(binary &+ 12)
        }
        guard ensure(count * (2 + 4 + 2), live: live) else { return .none }
        var list = Term.nil
        binary = process(block).pointee.sharedBitstrings
        while binary != 0 {
            let shared = loadWord(binary &+ 4)
            let address = Term(small: Int(shared >> 2))
            list = makeCell(
                makeTuple(
                    address, Term(small: SharedBlock.capacity(shared)), Term(small: SharedBlock.references(shared))),
                list)
            binary = loadWord(binary &+ 12)
        }
        return list
    }
}
