// What there is to know of a machine, as text: all processes, their state, memory and stacks. Written where reports go when a program
// ends with `erlang:halt("...")`, and as a term for whoever asks (`erlang:system_info(procs)`, `process_info(Pid, backtrace)`).
// Writing it takes no memory, so it can be written when there is none.
extension Machine {
    /// Writes a slogan, how much memory is in use and all processes.
    mutating func writeDump(slogan: Term) {
        put("Slogan: ", .report)
        var rest = slogan
        while rest.isList, rest.head.isSmall {
            putCharacter(UInt32(truncatingIfNeeded: rest.head.smallValue), .report)
            rest = rest.tail
        }
        if !rest.isNil { print(rest, .report) }
        put(UInt8(ascii: "\n"), .report)
        writeMemory()
        writeProcesses()
    }

    /// Writes what is in use of what there is.
    mutating func writeMemory() {
        writeUse("memory", arena.totalBytes - arena.freeBytes, arena.totalBytes, "bytes, largest free block ")
        printNumber(UInt64(truncatingIfNeeded: arena.largestFree), .report)
        put(UInt8(ascii: "\n"), .report)
        writeUse("processes", Int(processCount), Machine.processLimit, "\n")
        writeUse("atoms", atoms.count, AtomStore.limit, "\n")
        put("timers: ", .report)
        printNumber(UInt64(timerCount), .report)
        put(", modules: ", .report)
        printNumber(UInt64(truncatingIfNeeded: moduleCount), .report)
        put("\n", .report)
    }

    private mutating func writeUse(_ what: StaticString, _ used: Int, _ total: Int, _ unit: StaticString) {
        put(what, .report)
        put(": ", .report)
        printNumber(UInt64(truncatingIfNeeded: used), .report)
        put(" of ", .report)
        printNumber(UInt64(truncatingIfNeeded: total), .report)
        if unit.utf8CodeUnitCount > 1 { put(" ", .report) }
        put(unit, .report)
    }

    /// Writes all processes.
    mutating func writeProcesses() {
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block != 0 { writeProcess(block) }
        }
    }

    /// Writes a process: who it is, what it does, its memory, its stack.
    mutating func writeProcess(_ block: Address) {
        put("Process ", .report)
        showProcess(block)
        put(" ", .report)
        printSimple(statusAtom(block), .report)
        put(", priority ", .report)
        printSimple(Machine.priorityAtom(process(block).pointee.priority & 3), .report)
        put("\n", .report)
        showState(block)
        writeBacktrace(block)
    }

    /// Writes where a process is and the calls that wait: addresses, functions, lines.
    mutating func writeBacktrace(_ block: Address) {
        var cursor = process(block).pointee.stackTop &+ UInt32(block == current ? 0 : process(block).pointee.live) &* 4
        let end = stackEnd(block)
        var address = process(block).pointee.ip
        while true {
            writeFrame(address)
            while cursor < end && !Header.isHeader(loadWord(cursor)) { cursor = cursor &+ 4 }
            if cursor >= end { return }
            address = Stack.returnAddress(loadWord(cursor)) &- 1
            cursor = cursor &+ 4
        }
    }

    private mutating func writeFrame(_ address: Address) {
        guard let location = location(address) else { return }
        put("   0x", .report)
        var shift: UInt32 = 32
        while shift != 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: address &>> shift & 15)
            put(digit < 10 ? digit &+ UInt8(ascii: "0") : digit &+ (UInt8(ascii: "a") - 10), .report)
        }
        put(" ", .report)
        showName(
            FunctionInfo.module(location.function), FunctionInfo.function(location.function),
            arity: FunctionInfo.arity(entry: location.function &+ FunctionInfo.size))
        if location.file.isTuple {
            showPlace(file: location.file.element(1), line: Term(small: Int(location.line)))
        }
        put("\n", .report)
    }

    /// What a process is doing, as `process_info(Pid, status)` says it.
    mutating func statusAtom(_ block: Address) -> Term {
        let seen = process(block)
        switch seen.pointee.state {
        case .running: return .running
        case .waiting: return seen.pointee.flags.contains(.suspended) ? atom("suspended") : .waiting
        case .exiting, .doomed, .cut: return .exiting
        case .held: return atom("suspended")
        default: return .runnable
        }
    }

    // MARK: As a term

    /// What `write` writes where reports go, as a binary on the current heap. Keeps `live` X registers; `none`: there is no memory.
    mutating func reportText(_ write: (inout Machine) -> Void) -> Term {
        reportBytes = 0
        reportIsCut = false
        reportBlock = allocate(bytes: 256)
        guard reportBlock != 0 else { return failOutOfMemory() }
        write(&self)
        let block = reportBlock
        reportBlock = 0
        let text = reportIsCut ? failOutOfMemory() : makeBinary(copyOf: block, bytes: reportBytes, live: live)
        free(block)
        return text
    }

    /// Appends a byte to the report that becomes a term.
    @inline(never)
    mutating func keepReport(_ byte: UInt8) {
        if reportIsCut { return }
        let room = arena.size(of: reportBlock)
        if reportBytes == room {
            let larger = allocate(bytes: room &* 2)
            guard larger != 0 else {
                reportIsCut = true
                return
            }
            Bits.copyBytes(from: reportBlock, to: larger, count: room)
            free(reportBlock)
            reportBlock = larger
        }
        rawPointer(reportBlock &+ UInt32(truncatingIfNeeded: reportBytes)).storeBytes(of: byte, as: UInt8.self)
        reportBytes = reportBytes &+ 1
    }
}
