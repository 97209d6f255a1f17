// Native functions that take long let others run.
//
// A native function counts its work with `work`. When the slice of its process is used up, the scheduler runs *inside* of that
// call, on top of the machine's stack, until it is the process's turn again; then the function goes on where it was. The other way, the
// BEAM's, is that each such function can be left with a state of its own and be called again to go on (a trap): a second
// form of each of two dozen functions, which flash has no room for. Here a function is written as if it were never interrupted.
// The price is order: of several functions that wait, the one that began last ends first, so one that is further down may miss
// turns; and stack for each. Where there is none left (boards with little RAM, whose arguments are as small), or where as many wait
// as may, a function runs to its end.
//
// While its function waits nothing of a process moves, and nobody writes where the function may be writing: all free words
// of its heap seem to be in use, so that messages go to fragments; it is not collected (`State.paused`), and what looks for addresses
// in all memory takes it as it is. An exit signal that ends the process marks it (`State.cut`); its function hears of it when it
// goes on.
extension Machine {
    /// Bytes of the machine's stack that must be left for another round of the scheduler: all that natives and interrupts need.
    static let stackForOthers = 3072
    /// How many native functions may wait.
    static let mostPaused: UInt32 = 4

    /// Counts a native function's work, and lets others run when the slice is over. Fifty machine instructions are a reduction: then a
    /// slice is as long as one of calls, or a little longer (`Tests/run --only latency`). Called in the loops of functions whose
    /// work grows with their arguments, at most every thousand machine instructions or so; they may hold addresses on the heap of the
    /// process, whose free words stay as they are. The X registers in use are `live` and up to `registersBehind` behind
    /// them.
    ///
    /// False: the process is to end, or the program has. A function with much left to do gives back what it has taken and
    /// answers `none` (`action` is set); all others may go on: the process ends at its next call.
    @discardableResult
    @inline(never)
    mutating func work(_ reductions: Int) -> Bool {
        let running = process(current)
        running.pointee.reductions = running.pointee.reductions &- Int32(truncatingIfNeeded: reductions)
        return running.pointee.reductions > 0 || pause()
    }

    /// The same for a step of a loop, every 64 of which are counted as `reductions`.
    @discardableResult
    @inline(__always)
    mutating func step(_ count: inout UInt32, _ reductions: Int) -> Bool {
        count = count &+ 1
        return count & 63 != 0 || work(reductions)
    }

    /// X registers behind the live ones that a native function may use for itself.
    static let registersBehind = 8

    /// Lets others run that are ready, if there is stack and memory for it. False: as for `work`.
    @inline(never)
    mutating func pause() -> Bool {
        let block = current
        let control = process(block)
        if control.pointee.state != .cut && outcome == .running && letOthersRun(block) { return true }
        // Where the function's failure is no exception (in a guard), the process ends at its next call: see `yield`.
        setLeft(0, block)
        continuation = endSlice(at: control.pointee.ip, live: 0)
        action = outcome == .running ? .terminate : .continueAt
        return false
    }

    /// The same for the current process, at `block`, that has not heard of an end yet.
    private mutating func letOthersRun(_ block: Address) -> Bool {
        let control = process(block)
        let heapTop = control.pointee.heapTop
        let limit = control.pointee.stackTop &- UInt32(truncatingIfNeeded: Stack.reserve &* 4)
        if limit > heapTop { control.pointee.heapTop = limit }
        control.pointee.state = .paused
        current = 0
        poll()
        setLeft(Machine.slice, block)
        if outcome == .running, isPreceded(control.pointee.priority) {
            // Where they cannot run, it is their turn as soon as the function has ended.
            setLeft(1, block)
            if pausedCount < Machine.mostPaused, platform.stackLeft() >= Machine.stackForOthers {
                runOthers(before: block)
            }
        }
        current = block
        control.pointee.heapTop = heapTop
        guard outcome == .running && control.pointee.state == .paused else { return false }
        control.pointee.state = .running
        return true
    }

    /// Runs others until it is the turn of the process at `block`, whose X registers are kept meanwhile. Where there is no memory for
    /// them it is its turn at once.
    private mutating func runOthers(before block: Address) {
        // Registers for floats lie before the others.
        let floats = UnsafePointer<ImageHeader>(bitPattern: UInt(imageBase)).unsafelyUnwrapped.pointee.floats &* 8
        let bytes = Int(floats) &+ min(xSlots, 3 &+ max(0, live) &+ Machine.registersBehind) &* 4
        let kept = allocate(bytes: bytes)
        if kept == 0 { return }
        Bits.copyBytes(from: x &- floats, to: kept, count: bytes)
        let outer = pausedProcess
        let before = (live, sharedBytes, namedReturn)
        namedReturn = 0
        pausedProcess = block
        pausedCount += 1
        sliceCount &+= 1
        process(block).pointee.priority |= Machine.pausedPriority
        append(block)
        while outcome == .running && !goesOn {
            if current != 0 || schedule() { interpret() }
        }
        goesOn = false
        process(block).pointee.priority &= ~Machine.pausedPriority
        setLeft(Machine.slice, block)
        pausedCount -= 1
        pausedProcess = outer
        (live, sharedBytes, namedReturn) = before
        while parkedQueue.first != 0 { append(Machine.takeFirst(&parkedQueue)) }
        Bits.copyBytes(from: kept, to: x &- floats, count: bytes)
        free(kept)
    }

    /// Whether a process is ready that runs before one of that priority goes on.
    private mutating func isPreceded(_ priority: UInt8) -> Bool {
        if maxQueue.first != 0 { return true }
        if priority == 0 { return false }
        return highQueue.first != 0 || priority != 1 && normalQueue.first != 0
    }

    /// In `priority` of a process whose native function waits, so that the scheduler looks at it once more.
    static let pausedPriority: UInt8 = 4
}
