/// A process control block: 24 words at a fixed address.
///
/// The heap and the stack share one block of the arena: at first the control block's own, behind its 24 words, then one of
/// their own. The heap grows up from `heapStart`, the stack grows down
/// from its end; `heapTop` is the first free word, `stackTop` the last used one:
///
///     heapStart                heapTop        stackTop            end of block
///     | live and dead terms     | free         | Y registers, CPs     |
///
/// While a process runs, the interpreter holds `heapTop`, `stackTop`, `ip` and `reductions` in machine registers and
/// writes them back before it calls anything that looks at the process. While it does not run, its live X registers
/// lie on top of its stack (`live` of them).
public struct Process {
    /// The next process in the queue that this one is in, or 0.
    public var next: Address
    /// The process's identifier.
    public var pid: Term
    /// State, priority and flags: see `Process.State` and `Process.Flags`.
    public var state: State
    /// Priority: 0 max, 1 high, 2 normal, 3 low; and `Machine.pausedPriority`.
    public var priority: UInt8
    /// Flags, one bit each.
    public var flags: Flags
    /// How often a process of low priority has been passed over.
    public var patience: UInt8
    /// First word of the heap.
    public var heapStart: Address
    /// First free word of the heap.
    public var heapTop: Address
    /// The top word of the stack. Its bottom is where the block ends: `Machine.stackEnd`.
    public var stackTop: Address
    /// Where the process continues.
    public var ip: Address
    /// Reductions left in this slice, or the last one.
    public var reductions: Int32
    /// Reductions that it was given so far, this slice's among them, modulo 2^32.
    public var granted: UInt32
    /// X registers on top of the stack, while the process is not running.
    public var live: UInt8
    /// Collections so far, at most `mostCollections`; above these bits `hasTimers`.
    public var collections: UInt8
    /// Smallest heap in words (`min_heap_size`).
    public var minHeapWords: UInt16
    /// Message fragments that the next collection folds into the heap: list of arena blocks, linked by their first word.
    public var fragments: Address
    /// Shared bitstrings (off-heap bytes) that the heap refers to: addresses of `sharedBitstring` headers, linked
    /// by their last payload word. 0 ends the list.
    public var sharedBitstrings: Address
    /// Messages in order of arrival: a list on the process's own heap. First of the `rootCount` terms that the
    /// collector treats as roots.
    public var mailbox: Term
    /// The last cell of `mailbox`, or nil.
    public var mailboxLast: Term
    /// The cell before the one that `loop_rec` looks at next; nil: the first.
    public var mailboxSave: Term
    /// The process dictionary: a list of `{Key, Value}` on the heap.
    public var dictionary: Term
    /// Reason of the exception that is being raised or handled.
    public var reason: Term
    /// Its stack trace, as `build_stacktrace` finds it.
    public var trace: Term
    /// Reserved positions of the mailbox, or nil: see `ReceiveMarkers.swift`.
    public var markers: Term
    /// Links and monitors: list of arena blocks. See `Relation`.
    public var relations: Address
    /// The `receive ... after` timer, or 0. See `Timer`.
    public var timer: Address
    /// The process that does this process's input and output.
    public var groupLeader: Term
    /// What only few processes have, or 0: see `ProcessDetails`.
    public var details: Address
    /// Where the process started: address of the function's `func_info`.
    public var initialCall: Address

    /// Reductions that it has used, modulo 2^32.
    var used: UInt32 { granted &- UInt32(bitPattern: reductions) }

    /// Leaves so many reductions of this slice.
    @inline(__always)
    mutating func setLeft(_ left: Int32) {
        granted = granted &+ UInt32(bitPattern: left &- reductions)
        reductions = left
    }

    /// Bytes of a control block.
    public static let size = 96
    /// How many terms, from `mailbox` on, are roots.
    public static let rootCount = 7

    /// Where counting collections ends.
    static let mostCollections: UInt8 = 127
    /// In `collections`: timers have been started that send it messages.
    static let hasTimers: UInt8 = 128

    /// What a process is doing.
    public struct State: Equatable, Sendable {
        let value: UInt8
        /// In a ready queue.
        public static var ready: State { State(value: 0) }
        /// The one that runs.
        public static var running: State { State(value: 1) }
        /// Waits in `receive`.
        public static var waiting: State { State(value: 2) }
        /// Ready but suspended: in no queue.
        public static var held: State { State(value: 3) }
        /// A native function of it waits for its turn, see `Pausing.swift`: in a ready queue, or passed over.
        public static var paused: State { State(value: 4) }
        /// The block is not a process at present.
        public static var free: State { State(value: 5) }
        /// Dying: no longer receives anything.
        public static var exiting: State { State(value: 6) }
        /// Ready to die, of an exit signal that has arrived: for others it is gone.
        public static var doomed: State { State(value: 7) }
        /// Paused, and to die when it goes on.
        public static var cut: State { State(value: 8) }

        /// Whether the process is there for others.
        @inline(__always)
        var isAlive: Bool { value < 6 }
    }

    /// Flags of a process.
    public struct Flags: OptionSet, Sendable {
        /// The bits.
        public let rawValue: UInt8
        /// Flags from their bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Takes a flag away. (`OptionSet.remove` is a call, in code that is compiled for size.)
        @inline(__always)
        mutating func clear(_ flag: Flags) { self = Flags(rawValue: rawValue & ~flag.rawValue) }

        /// Exit signals become messages.
        public static var trapExit: Flags { Flags(rawValue: 1) }
        /// Suspended: when it becomes ready, it is held.
        public static var suspended: Flags { Flags(rawValue: 2) }
        /// The receive timer has fired.
        public static var timedOut: Flags { Flags(rawValue: 4) }
        /// Killed by a failed allocation.
        public static var outOfMemory: Flags { Flags(rawValue: 8) }
        /// An error or a throw that nothing caught ends it: there will be a report.
        public static var crashed: Flags { Flags(rawValue: 16) }
        /// It runs `start/0`.
        public static var isMain: Flags { Flags(rawValue: 32) }
        /// Asked to keep its messages off its heap: remembered, and answered. Here they lie where there is room.
        public static var offHeapMessages: Flags { Flags(rawValue: 128) }
        /// Killed because its heap is larger than its `max_heap_size`.
        public static var exceededHeap: Flags { Flags(rawValue: 64) }
    }
}

/// A process's control block by its address.
@inline(__always)
public func process(_ address: Address) -> UnsafeMutablePointer<Process> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}
