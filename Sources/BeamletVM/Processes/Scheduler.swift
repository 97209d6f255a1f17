// Which process runs next, and what happens between slices.
//
// Ready processes wait in three queues: max, high, and one for normal and low. A process of low priority is passed
// over seven times before it gets its turn, as on the BEAM. Between slices events of interrupts become messages and due
// timers fire, so that from an edge to its message it takes one slice at most.
extension Machine {
    /// Reductions in a slice.
    static let slice: Int32 = 4000
    /// How often a low-priority process is passed over.
    static let lowPatience: UInt8 = 7

    /// A queue of ready processes, linked by `Process.next`.
    struct ReadyQueue {
        var first: Address = 0
        var last: Address = 0
    }

    /// Puts a process at the end of its queue.
    @inline(never)
    mutating func makeReady(_ block: Address) {
        if process(block).pointee.flags.contains(.suspended) {
            process(block).pointee.state = .held
            return
        }
        process(block).pointee.state = .ready
        append(block)
    }

    /// The same, for sending.
    @inline(__always)
    mutating func inlinedMakeReady(_ block: Address) {
        if process(block).pointee.flags.contains(.suspended) {
            process(block).pointee.state = .held
            return
        }
        process(block).pointee.state = .ready
        process(block).pointee.next = 0
        switch process(block).pointee.priority {
        case 0: Machine.append(block, to: &maxQueue)
        case 1: Machine.append(block, to: &highQueue)
        default: Machine.append(block, to: &normalQueue)
        }
    }

    /// Puts a process at the end of the queue for its priority.
    @inline(never)
    mutating func append(_ block: Address) {
        process(block).pointee.next = 0
        switch process(block).pointee.priority & ~Machine.pausedPriority {
        case 0: Machine.append(block, to: &maxQueue)
        case 1: Machine.append(block, to: &highQueue)
        default: Machine.append(block, to: &normalQueue)
        }
    }

    @inline(__always)
    private static func append(_ block: Address, to queue: inout ReadyQueue) {
        if queue.last == 0 { queue.first = block } else { process(queue.last).pointee.next = block }
        queue.last = block
    }

    @inline(__always)
    static func takeFirst(_ queue: inout ReadyQueue) -> Address {
        let block = queue.first
        queue.first = process(block).pointee.next
        if queue.first == 0 { queue.last = 0 }
        return block
    }

    /// Takes a ready process out of its queue, wherever in it it is.
    mutating func removeReady(_ block: Address) {
        switch process(block).pointee.priority {
        case 0: Machine.remove(block, from: &maxQueue)
        case 1: Machine.remove(block, from: &highQueue)
        default: Machine.remove(block, from: &normalQueue)
        }
    }

    @inline(never)
    private static func remove(_ block: Address, from queue: inout ReadyQueue) {
        var before: Address = 0
        var cursor = queue.first
        while cursor != 0 && cursor != block {
            before = cursor
            cursor = process(cursor).pointee.next
        }
        if cursor == 0 { return }
        let next = process(block).pointee.next
        if before == 0 { queue.first = next } else { process(before).pointee.next = next }
        if queue.last == block { queue.last = before }
    }

    /// Whether any process is ready.
    private mutating func anyReady() -> Bool {
        normalQueue.first != 0 || highQueue.first != 0 || maxQueue.first != 0
    }

    /// Makes the next ready process the current one. False: none is ready, or the program has ended.
    @inline(never)
    mutating func schedule() -> Bool {
        current = 0
        poll()
        if outcome != .running { return false }
        if reserve == 0 { takeReserve() }
        var block: Address
        if maxQueue.first != 0 || highQueue.first != 0 {
            block = maxQueue.first != 0 ? Machine.takeFirst(&maxQueue) : Machine.takeFirst(&highQueue)
            if process(block).pointee.priority >= Machine.pausedPriority { return schedulePaused(block) }
        } else if normalQueue.first != 0 {
            block = Machine.takeFirst(&normalQueue)
            while process(block).pointee.priority >= 3 {
                if process(block).pointee.priority >= Machine.pausedPriority { return schedulePaused(block) }
                if normalQueue.first == 0 || process(block).pointee.patience == Machine.lowPatience { break }
                process(block).pointee.patience += 1
                append(block)
                block = Machine.takeFirst(&normalQueue)
            }
            process(block).pointee.patience = 0
        } else {
            return false
        }
        let next = process(block)
        current = block
        sharedBytes = 0
        next.pointee.state = .running
        next.pointee.setLeft(Machine.slice)
        // The registers that it was interrupted with are on top of its stack.
        var count = UInt32(next.pointee.live)
        var from = next.pointee.stackTop
        var to = x &+ 12
        while count > 0 {
            storeWord(loadWord(from), to)
            from = from &+ 4
            to = to &+ 4
            count -= 1
        }
        next.pointee.stackTop = from
        next.pointee.live = 0
        return true
    }

    /// It is the turn of a process whose native function waits. The one that began to wait last goes on: false, with which the
    /// scheduler's round inside of it ends (`pause`). Others have to wait for that: the next process, as for `schedule`.
    @inline(never)
    private mutating func schedulePaused(_ block: Address) -> Bool {
        if block == pausedProcess {
            goesOn = true
            return false
        }
        process(block).pointee.next = 0
        Machine.append(block, to: &parkedQueue)
        return schedule()
    }

    /// The current process's slice is over; it goes on later at its `ip` with `live` X registers. False: no process is
    /// ready (as for `schedule`).
    @inline(never)
    mutating func yield(live: Int) -> Bool {
        sliceCount &+= 1
        // While events are turned into messages no process is current: see `copyMessage`.
        let running = current
        current = 0
        poll()
        current = running
        if outcome != .running { return false }
        if process(current).pointee.state == .cut {
            process(current).pointee.ip = Image.Stub.terminate.address(imageBase)
            setLeft(Machine.slice, current)
            return true
        }
        let sleeps = hibernates && process(current).pointee.mailbox.isNil
        hibernates = false
        if !anyReady() && !sleeps {
            setLeft(Machine.slice, current)
            return true
        }
        guard ensure(live, live: live) else {
            process(current).pointee.ip = outOfMemory()
            return true
        }
        let control = process(current)
        var index = live
        while index > 0 {
            index -= 1
            control.pointee.stackTop = control.pointee.stackTop &- 4
            store(load(x &+ 12 &+ UInt32(index) &* 4), control.pointee.stackTop)
        }
        control.pointee.live = UInt8(live)
        if sleeps {
            trim(current, keep: 0)
            return waitForMessage()
        }
        makeReady(current)
        return schedule()
    }

    /// The current process waits for a message. False: no process is ready (as for `schedule`).
    @inline(never)
    mutating func waitForMessage() -> Bool {
        if process(current).pointee.state == .cut { return yield(live: 0) }
        process(current).pointee.state = .waiting
        return schedule()
    }

    /// `Process.setLeft`, as a call.
    @inline(never)
    mutating func setLeft(_ left: Int32, _ block: Address) { process(block).pointee.setLeft(left) }

    /// Reductions that all processes have used, modulo 2^32.
    mutating func allReductions() -> UInt32 {
        var sum = endedReductions
        var slot: UInt32 = 0
        while slot < processSlots {
            let block = processInSlot(slot)
            slot += 1
            if block != 0 { sum = sum &+ process(block).pointee.used }
        }
        return sum
    }

    /// Turns events into messages, fires timers that are due, and tells the watchdog that the machine goes on.
    mutating func poll() {
        if watchdog.timeout != 0 { feedWatchdog() }
        while let event = platform.nextEvent() { handle(event: event) }
        if timerCount != 0 { fireTimers() }
    }

    /// Runs the program until it ends. Idle means waiting for the next deadline or interrupt.
    public mutating func run() -> Outcome {
        while outcome == .running {
            if current == 0 && !schedule() {
                if outcome != .running { break }
                let start = platform.now()
                platform.wait(sleepLimit())
                idleTime &+= platform.now() &- start
                continue
            }
            interpret()
        }
        return outcome
    }
}
