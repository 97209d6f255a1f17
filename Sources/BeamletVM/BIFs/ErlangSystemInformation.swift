// erlang: what the system is and has done.
extension Machine {
    /// What `system_info` answers for a node of one core without distribution, where that never changes.
    private static let systemConstants: StaticString = """
        alloc_util_allocators [0
        allocated_areas [0
        allocator undefined [0 [0 [0 {4
        allocator_sizes [0
        async_dist false
        async_threads 0
        atomics native
        build_type opt
        c_compiler_used undefined {1
        check_io [0
        compat_rel 29
        context_reductions 4000
        cpu_topology undefined
        creation 0
        debug_compiled false
        delayed_node_table_gc infinity
        dirty_cpu_schedulers 0
        dirty_cpu_schedulers_online 0
        dirty_io_schedulers 0
        dist_buf_busy_limit 0
        dist_ctrl [0
        driver_version "3.3
        dynamic_trace none
        dynamic_trace_probes false
        eager_check_io true
        elib_malloc false
        emu_flavor emu
        emu_type opt
        endian little
        ets_limit 8192
        heap_type private
        internal_cpu_topology undefined
        kernel_poll false
        logical_processors 1
        logical_processors_available 1
        logical_processors_online 1
        machine "Beamlet
        message_queue_data on_heap
        modified_timing_level undefined
        multi_scheduling disabled
        multi_scheduling_blockers [0
        nif_version "2.17
        normal_multi_scheduling_blockers [0
        os_monotonic_time_source [0
        os_system_time_source [0
        os_type unix beamlet {2
        os_version 0 1 0 {3
        otp_release "29
        port_limit 1
        port_parallelism false
        scheduler_bind_type unbound
        scheduler_bindings unbound {1
        scheduler_id 1
        schedulers 1
        schedulers_online 1
        smp_support false
        start_time 0
        system_architecture "beamlet
        system_version "Beamlet_on_one_core
        thread_pool_size 0
        threads false
        time_correction true
        time_offset volatile
        time_warp_mode multi_time_warp
        tolerant_timeofday enabled
        trace_control_word 0
        update_cpu_info unchanged
        version "17.1
        wordsize 4
        """

    /// `system_info(Item)`.
    @inline(never)
    mutating func erlang_system_info_1(_ a: Arguments) -> Term {
        if a[0].isTuple, a[0].header.words == 2 {
            let value = a[0].element(1)
            switch word(a[0].element(0), in: "wordsize cpu_topology") {
            case 0 where word(value, in: "internal external") >= 0: return Term(small: 4)
            case 1 where word(value, in: "defined detected used") >= 0: return .undefined
            default: return fail(.badarg)
            }
        }
        let items: StaticString = """
            process_count process_limit atom_count atom_limit port_count backtrace_depth end_time \
            fullsweep_after min_heap_size min_bin_vheap_size max_heap_size procs info ets_count system_logger garbage_collection
            """
        switch word(a[0], in: items) {
        case 0: return Term(small: Int(processCount))
        case 1: return Term(small: Machine.processLimit)
        case 2: return Term(small: atoms.count)
        case 3: return Term(small: AtomStore.limit)
        case 4: return Term(small: gpio.owner.isNil ? 0 : 1)
        case 5: return Term(small: Int(traceDepth))
        case 6: return makeInteger(Int64.max, live: live)
        case 7: return setting(a, defaultFullsweep)
        case 8: return setting(a, defaultMinHeap)
        case 9: return setting(a, defaultBinaryLimit)
        case 10: return maxHeapMap(defaultMaxHeap)
        case 11: return reportText { $0.writeProcesses() }
        case 12: return reportText { $0.writeMemory() }
        case 13: return Term(small: etsCount)
        case 14: return systemLoggerTerm()
        case 15: return collectionSettings(of: 0)
        default: break
        }
        let value = constant(a[0], in: Machine.systemConstants)
        return value.isNone ? fail(.badarg) : value
    }

    /// `{Item, Words}`, for an item in `a[0]`.
    private mutating func setting(_ a: Arguments, _ value: UInt32) -> Term {
        guard ensure(3, live: live) else { return failOutOfMemory() }
        return makeTuple(a[0], Term(small: Int(value)))
    }

    /// Sets what new processes begin with. Answers what it was; none: `number` is negative.
    private static func exchange(_ setting: inout UInt32, _ number: Int, least: UInt32 = 0, most: Int = 65_535) -> Term
    {
        if number < 0 { return .none }
        let before = setting
        setting = max(least, UInt32(truncatingIfNeeded: min(number, most)))
        return Term(small: Int(before))
    }

    /// `system_flag(Flag, Value)`: what the flag was. Only the depth of stack traces can be set here; the others are those of the
    /// BEAM that one core without an operating system has nothing to do with, and keep the value that they have.
    @inline(never)
    mutating func erlang_system_flag_2(_ a: Arguments) -> Term {
        let flags: StaticString = """
            backtrace_depth fullsweep_after min_heap_size min_bin_vheap_size schedulers_online dirty_cpu_schedulers_online \
            trace_control_word max_heap_size multi_scheduling scheduler_bind_type time_offset scheduler_wall_time \
            microstate_accounting cpu_topology system_logger
            """
        let flag = word(a[0], in: flags)
        let number = a[1].isSmall ? a[1].smallValue : -1
        switch flag {
        case 0:
            guard number >= 0 else { return fail(.badarg) }
            let before = traceDepth
            traceDepth = UInt8(min(number, Machine.deepestTrace))
            return Term(small: Int(before))
        case 1...3:
            let before =
                flag == 1
                ? Machine.exchange(&defaultFullsweep, number)
                : flag == 2
                    ? Machine.exchange(&defaultMinHeap, number, least: UInt32(HeapSize.smallest))
                    : Machine.exchange(&defaultBinaryLimit, number, most: .max)
            return before.isNone ? fail(.badarg) : before
        case 7:
            guard let limit = heapLimitOption(a[1]) else { return fail(.badarg) }
            let before = maxHeapMap(defaultMaxHeap)
            if before.isSomething { defaultMaxHeap = limit }
            return before
        case 6:
            guard number >= 0 else { return fail(.badarg) }
            return Term(small: 0)
        case 4:
            guard number == 1 else { return fail(.badarg) }
            return Term(small: 1)
        case 10: return a[1] == atom("finalize") ? atom("volatile") : fail(.badarg)
        case 11, 12: return a[1] == .true || a[1] == .false ? .false : fail(.badarg)
        case 14:
            let before = systemLoggerTerm()
            guard a[1].isLocalPid || word(a[1], in: "logger undefined") >= 0 else { return fail(.badarg) }
            systemLogger = a[1].isLocalPid || a[1] == .undefined ? a[1] : .nil
            return before
        default: return flag < 0 ? failBadarg(cause: "badopt") : fail(.badarg)
        }
    }

    private mutating func systemLoggerTerm() -> Term { systemLogger.isNil ? atom("logger") : systemLogger }

    // MARK: Statistics

    /// The pair of a total and what it has grown by since it was last asked for.
    private mutating func totalAndSince(_ total: UInt64, _ index: Int) -> Term {
        let before = askedTotals[index]
        askedTotals[index] = UInt32(truncatingIfNeeded: total)
        let first = makeInteger(Int64(bitPattern: total), live: live)
        if first.isNone { return .none }
        store(first, x &+ 12 &+ UInt32(live) &* 4)
        live += 1
        let second = makeInteger(Int64(UInt32(truncatingIfNeeded: total) &- before), live: live)
        guard second.isSomething else { return .none }
        store(second, x &+ 12 &+ UInt32(live) &* 4)
        guard ensure(3, live: live + 1) else { return failOutOfMemory() }
        let place = x &+ 12 &+ UInt32(live) &* 4
        return makeTuple(load(place &- 4), load(place))
    }

    /// `statistics(Item)`. Reductions are counted modulo 2^32, as where a word has 32 bits on the BEAM.
    @inline(never)
    mutating func erlang_statistics_1(_ a: Arguments) -> Term {
        let items: StaticString = """
            reductions exact_reductions wall_clock runtime context_switches garbage_collection run_queue \
            total_run_queue_lengths total_run_queue_lengths_all total_active_tasks total_active_tasks_all \
            run_queue_lengths run_queue_lengths_all active_tasks active_tasks_all
            """
        let item = word(a[0], in: items)
        switch item {
        case 0, 1:
            return totalAndSince(UInt64(allReductions()), item)
        case 2: return totalAndSince(platform.now() / 1000, item)
        case 3: return totalAndSince((platform.now() &- idleTime) / 1000, item)
        case 4:
            guard ensure(3, live: live) else { return failOutOfMemory() }
            return makeTuple(Term(small: Int(sliceCount & 0x0FFF_FFFF)), Term(small: 0))
        case 5:
            guard ensure(4, live: live) else { return failOutOfMemory() }
            return makeTuple(
                Term(small: Int(collectionCount & 0x0FFF_FFFF)), Term(small: Int(collectedWords & 0x0FFF_FFFF)),
                Term(small: 0))
        case 6, 7, 8: return Term(small: readyCount())
        case 9, 10: return Term(small: readyCount() + 1)
        case 11...:
            guard ensure(2, live: live) else { return failOutOfMemory() }
            return makeCell(Term(small: readyCount() + (item >= 13 ? 1 : 0)), .nil)
        default:
            let value = constant(
                a[0],
                in: """
                    io input 0 {2 output 0 {2 {2
                    microstate_accounting undefined
                    scheduler_wall_time undefined
                    scheduler_wall_time_all undefined
                    """)
            return value.isNone ? fail(.badarg) : value
        }
    }

    /// Processes that are ready to run.
    private mutating func readyCount() -> Int {
        var count = 0
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block == 0 { continue }
            let state = process(block).pointee.state
            if state == .ready || state == .paused { count += 1 }
        }
        return count
    }

    // MARK: Memory

    private static let memoryKinds: StaticString = """
        total processes processes_used system atom atom_used binary code ets
        """

    /// Bytes of one of `memoryKinds`. Code, literals and the image's atoms are flash, and counted like the rest.
    private mutating func memory(_ kind: Int) -> Int {
        var processes = Int(processSlots) * 4
        var binaries = 0
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block == 0 { continue }
            processes += processMemory(block)
            var entry = process(block).pointee.sharedBitstrings
            while entry != 0 {
                // Each of those who share a block counts its part of it.
                let shared = loadWord(entry &+ 4)
                binaries += SharedBlock.capacity(shared) / max(1, SharedBlock.references(shared))
                entry = loadWord(entry &+ 12)
            }
        }
        let used = arena.totalBytes - arena.freeBytes
        var code = 0
        for index in 0..<moduleCount { code += Int(modules[index].size) }
        switch kind {
        case 0: return used + code
        case 1, 2: return processes
        case 3: return used + code - processes
        case 4, 5: return atoms.made.capacity * 8
        case 6: return binaries
        case 7: return code
        case 8: return etsMemory()
        default: return 0
        }
    }

    /// Bytes that a process takes: control block, heap and stack, fragments.
    mutating func processMemory(_ block: Address) -> Int {
        var bytes = Process.size + Int(stackEnd(block) - process(block).pointee.heapStart)
        var fragment = process(block).pointee.fragments
        while fragment != 0 {
            bytes += arena.size(of: fragment)
            fragment = Fragment.next(fragment)
        }
        return bytes
    }

    @inline(never)
    mutating func erlang_memory_0() -> Term {
        guard ensure(9 * 5, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var words = Words(Machine.memoryKinds)
        var kind = 0
        var last = Term.nil
        while let word = words.next() {
            let cell = makeCell(makeTuple(atom(word), Term(small: memory(kind))), .nil)
            if last.isNil { list = cell } else { last.tail = cell }
            last = cell
            kind += 1
        }
        return list
    }

    /// `memory(Kind | [Kind])`.
    @inline(never)
    mutating func erlang_memory_1(_ a: Arguments) -> Term {
        if a[0].isAtom, !a[0].isNil {
            let kind = word(a[0], in: Machine.memoryKinds)
            return kind < 0 ? fail(.badarg) : Term(small: memory(kind))
        }
        let count = length(of: a[0])
        guard count >= 0 else { return fail(.badarg) }
        guard ensure(count * 5, live: live) else { return failOutOfMemory() }
        var list = Term.nil
        var last = Term.nil
        var rest = a[0]
        while rest.isList {
            let kind = word(rest.head, in: Machine.memoryKinds)
            if kind < 0 { return fail(.badarg) }
            let cell = makeCell(makeTuple(rest.head, Term(small: memory(kind))), .nil)
            if last.isNil { list = cell } else { last.tail = cell }
            last = cell
            rest = rest.tail
        }
        return list
    }
}
