/// A timer: a block of the arena. Timers are in a binary heap by deadline, so starting and cancelling one is O(log n). Its reference has
/// its address as the first word, so it is found at once.
struct Timer {
    /// Place in the heap.
    var index: UInt32
    /// Deadline in microseconds since reset.
    var deadlineLow: UInt32
    var deadlineHigh: UInt32
    /// What it is for.
    var kind: Kind
    /// Who gets it: a pid or a registered name. For `receive` the pid of the process.
    var target: Term
    /// The number of its reference.
    var referenceLow: UInt32
    var referenceHigh: UInt32
    /// The message: an immediate, a literal, or behind the timer in its block.
    var message: Term
    /// The shared bitstrings that the message refers to; last word of the header (see `copyToBlock`).
    var sharedBitstrings: Address

    /// Bytes of a timer of `receive`: up to and with `target`.
    static let receiveSize = 20
    /// Words of any other, without its message.
    static let headerWords = 9

    /// What a timer is for.
    struct Kind: Equatable {
        let value: UInt32
        /// `receive ... after`.
        static var receive: Kind { Kind(value: 0) }
        /// `erlang:send_after`: the message as it is.
        static var send: Kind { Kind(value: 1) }
        /// `erlang:start_timer`: `{timeout, TimerRef, Message}`.
        static var start: Kind { Kind(value: 2) }
    }

    var deadline: UInt64 { UInt64(deadlineHigh) &<< 32 | UInt64(deadlineLow) }
}

@inline(__always)
func timer(_ address: Address) -> UnsafeMutablePointer<Timer> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

extension Machine {
    /// The earliest deadline. There is a timer.
    mutating func firstDeadline() -> UInt64 { timer(loadWord(timerHeap)).pointee.deadline }

    /// Enters a timer whose deadline is set. False: there is no memory for a larger heap.
    mutating func enterTimer(_ address: Address) -> Bool {
        if timerCount == timerRoom {
            let room = max(8, timerRoom * 2)
            let heap = claim(bytes: Int(room) * 4)
            guard heap != 0 else { return false }
            if timerHeap != 0 {
                moveWords(timerHeap, to: heap, words: Int(timerCount))
                free(timerHeap)
            }
            timerHeap = heap
            timerRoom = room
        }
        timerCount += 1
        rise(address, from: timerCount - 1)
        return true
    }

    /// Takes a timer out; its block remains.
    mutating func removeTimer(_ address: Address) {
        let hole = timer(address).pointee.index
        timerCount -= 1
        if hole == timerCount { return }
        let last = loadWord(timerHeap &+ timerCount &* 4)
        let deadline = timer(last).pointee.deadline
        if hole > 0 && deadline < timer(loadWord(timerHeap &+ (hole &- 1) / 2 &* 4)).pointee.deadline {
            rise(last, from: hole)
        } else {
            sink(last, from: hole)
        }
    }

    private mutating func place(_ address: Address, at index: UInt32) {
        storeWord(address, timerHeap &+ index &* 4)
        timer(address).pointee.index = index
    }

    private mutating func rise(_ address: Address, from start: UInt32) {
        var index = start
        let deadline = timer(address).pointee.deadline
        while index > 0 {
            let parent = (index &- 1) / 2
            let above = loadWord(timerHeap &+ parent &* 4)
            if timer(above).pointee.deadline <= deadline { break }
            place(above, at: index)
            index = parent
        }
        place(address, at: index)
    }

    private mutating func sink(_ address: Address, from start: UInt32) {
        var index = start
        let deadline = timer(address).pointee.deadline
        while true {
            var child = index &* 2 &+ 1
            if child >= timerCount { break }
            var below = loadWord(timerHeap &+ child &* 4)
            if child + 1 < timerCount {
                let other = loadWord(timerHeap &+ (child &+ 1) &* 4)
                if timer(other).pointee.deadline < timer(below).pointee.deadline {
                    child += 1
                    below = other
                }
            }
            if timer(below).pointee.deadline >= deadline { break }
            place(below, at: index)
            index = child
        }
        place(address, at: index)
    }

    /// A timer of this kind that fires at `deadline`; 0: there is no memory.
    mutating func makeTimer(_ kind: Timer.Kind, deadline: UInt64, target: Term, message: Term = .nil) -> Address {
        var block: Address
        if kind == .receive {
            block = claim(bytes: Timer.receiveSize)
            guard block != 0 else { return 0 }
        } else {
            let copy = copyToBlock(message, header: Timer.headerWords, spare: 0, list: 0)
            block = copy.block
            guard block != 0 else { return 0 }
            timer(block).pointee.message = copy.term
            let reference = nextReference()
            timer(block).pointee.referenceLow = UInt32(truncatingIfNeeded: reference)
            timer(block).pointee.referenceHigh = UInt32(truncatingIfNeeded: reference >> 32)
        }
        timer(block).pointee.deadlineLow = UInt32(truncatingIfNeeded: deadline)
        timer(block).pointee.deadlineHigh = UInt32(truncatingIfNeeded: deadline >> 32)
        timer(block).pointee.kind = kind
        timer(block).pointee.target = target
        guard enterTimer(block) else {
            releaseTimer(block)
            return 0
        }
        return block
    }

    /// Takes a timer out and frees it and its message.
    mutating func cancelTimer(_ address: Address) {
        removeTimer(address)
        releaseTimer(address)
    }

    /// Cancels all timers that would send messages to a process that ends. O(n log n).
    @inline(never)
    mutating func cancelTimers(of pid: Term) {
        var index = timerCount
        while index > 0 {
            let address = loadWord(timerHeap &+ (index &- 1) &* 4)
            guard timer(address).pointee.target == pid else {
                index -= 1
                continue
            }
            // Its place is taken by one that may not have been looked at.
            cancelTimer(address)
            index = min(index, timerCount)
        }
    }

    private mutating func releaseTimer(_ address: Address) {
        if timer(address).pointee.kind != .receive {
            releaseBitstrings(list: address &+ UInt32(Timer.headerWords - 1) * 4)
        }
        free(address)
    }

    /// Fires all timers that are due.
    mutating func fireTimers() {
        let now = platform.now()
        while timerCount != 0 {
            let first = loadWord(timerHeap)
            if timer(first).pointee.deadline > now { return }
            removeTimer(first)
            fire(first)
            releaseTimer(first)
        }
    }

    private mutating func fire(_ address: Address) {
        // Not a copy of all of it: a timer of `receive` ends with `target`, maybe where RAM ends.
        let fired = timer(address)
        let receiver = fired.pointee.target.isAtom ? whereis(fired.pointee.target) : fired.pointee.target
        let block = receiver.isLocalPid ? lookup(receiver) : 0
        if block == 0 { return }
        switch fired.pointee.kind {
        case .receive:
            process(block).pointee.timer = 0
            process(block).pointee.flags.insert(.timedOut)
            wake(block)
        case .send:
            _ = postMade(fired.pointee.message, to: block)
        default:
            // {timeout, TimerRef, Message}
            let reference = scratchReference(low: fired.pointee.referenceLow, high: fired.pointee.referenceHigh)
            storeWord(address, reference.boxedAddress &+ 4)
            let message = scratchTuple(3)
            store(.timeout, message.boxedAddress &+ 4)
            store(reference, message.boxedAddress &+ 8)
            store(fired.pointee.message, message.boxedAddress &+ 12)
            _ = postMade(message, to: block)
        }
    }

    // MARK: receive ... after

    /// What `wait_timeout` is to do.
    enum TimeoutState {
        case elapsed
        case waiting
        case invalid
        case noMemory
    }

    /// Prepares the current process for `wait_timeout` with that time in milliseconds.
    @inline(never)
    mutating func prepareTimeout(_ time: Term) -> TimeoutState {
        let running = process(current)
        if running.pointee.flags.contains(.timedOut) {
            running.pointee.flags.remove(.timedOut)
            return .elapsed
        }
        if running.pointee.timer != 0 { return .waiting }
        if time == .infinity { return .waiting }
        if time == Term(small: 0) { return .elapsed }
        guard let milliseconds = uint32(time) else { return .invalid }
        let address = makeTimer(
            .receive, deadline: platform.now() + UInt64(milliseconds) * 1000, target: running.pointee.pid)
        if address == 0 { return .noMemory }
        running.pointee.timer = address
        return .waiting
    }

    /// Removes the message that `loop_rec` fetched from the mailbox: it has matched.
    @inline(__always)
    mutating func removeMessage() {
        let running = process(current)
        let save = running.pointee.mailboxSave
        let cell = save.isNil ? running.pointee.mailbox : save.tail
        let next = cell.tail
        if save.isNil { running.pointee.mailbox = next } else { save.tail = next }
        if next.isNil { running.pointee.mailboxLast = save }
        if !save.isNil || !running.pointee.markers.isNil { moveMarkers(from: cell, to: save) }
        running.pointee.mailboxSave = .nil
        if running.pointee.timer != 0 {
            let address = running.pointee.timer
            running.pointee.timer = 0
            cancelTimer(address)
        }
        running.pointee.flags.clear(.timedOut)
    }
}
