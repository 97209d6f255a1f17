import BeamletHAL

/// The one machine: everything that is not on a process's heap. A value that the board (or a test) owns and passes on;
/// nothing in the VM reaches for a global. All that it allocates lies in its arena, at 32-bit addresses, so that it
/// looks the same on Linux and on the board.
///
/// It cannot be copied, and all its methods are mutating, also those that only read: the machine is then always passed by
/// its address. A method that is not mutating gets the value of a struct like this one, and the compiler (Swift 6.3.1)
/// copies all of it to the stack for each such call: before, functions with frames of 3 KB overran the board's.
public struct Machine: ~Copyable {
    /// The board.
    public let platform: Platform

    // MARK: Memory

    /// All memory that is handed out at run time.
    public var arena = BlockAllocator()
    /// First address and length in bytes of the RAM in which heaps lie. A pointer to anywhere else is a literal, which the
    /// collector leaves where it is.
    public var heapRegion: Address = 0
    /// Bytes of that RAM.
    public var heapRegionSize: UInt32 = 0
    /// The X registers: slots 0 to 2 are the loader's temporaries, X0 is slot 3. All slots below the live ones hold terms.
    public var x: Address = 0
    /// Number of slots at `x`.
    public var xSlots = 0
    /// Memory for a compaction: one bit for each word of the heap region, and a table (see `Compaction.swift`).
    public var markBits: Address = 0
    /// `scratchSize` bytes in which messages are built that the machine itself sends.
    var scratch: Address = 0
    /// What is kept for messages about ends and times: see `Shortage.swift`. 0: it is spent.
    var reserve: Address = 0
    /// Bytes of shared blocks that the running process has made since its slice or its last collection for their sake began.
    var sharedBytes = 0
    /// Where the bitstring lies that `bs_put_*` instructions fill, the next bit's position and the end of the bits.
    var buildAddress: Address = 0
    var buildPosition = 0
    var buildEnd = 0
    /// What is wrong with a segment of a bitstring that cannot be constructed: its number, `BitError` and `BitPutKind`; and the value.
    var failedSegment: UInt32 = 0
    var failedValue = Term.nil
    /// Live registers of the next instruction of the bit syntax, where they are more than its byte holds.
    var wideLive = 0
    /// Words of heap that must be free behind the next extended bitstring.
    var extendExtra = 0
    /// The block with which the first of the stacks in use begins: see `WorkStack`.
    var walkBlock: Address = 0
    static let walkBlockBytes = 256
    /// Bytes of text in it: see `TextOutput.capture`.
    var captured = 0

    /// Where reports go while they become a term: see `Dump.swift`. 0: to the board.
    var reportBlock: Address = 0
    var reportBytes = 0
    var reportIsCut = false

    // MARK: Code

    #if !hasFeature(Embedded)
        /// A byte for each two of the image, which becomes 1 when an instruction there is executed, and behind them one for each
        /// number of an instruction that is executed elsewhere; nil: nobody wants to know.
        public var executed: UnsafeMutablePointer<UInt8>?
        /// Whether heap and arena are verified after each collection.
        public var checksMemory = false
        /// Whether garbage is collected wherever it may be, and what is free overwritten: see `ensureAnew`.
        public var collectsAlways = false
        /// With `collectsAlways`: the words that the last collection has made sure of.
        var ensured: Range<Address> = 0..<0
    #endif
    /// The image.
    public internal(set) var imageBase: Address = 0
    /// Its modules, by code address.
    public internal(set) var modules = UnsafePointer<ModuleRecord>(bitPattern: 4).unsafelyUnwrapped
    /// How many modules there are.
    public internal(set) var moduleCount = 0
    /// The names of all native functions: address of a `NativeNames.Record`.
    var nativeNames: Address = 0
    /// One byte for each of the image's modules once one of them has been replaced or deleted: see `ModuleVersions.swift`. 0: none
    /// has been.
    var moduleStates: Address = 0
    /// The modules that were loaded at run time, by address: see `LoadedModules.swift`.
    var loadedModules: Address = 0
    /// The exported function that `resolve` has found last; see there.
    var found = (module: Term.none, key: UInt32(0), entry: Address(0))
    /// First byte after the RAM: they lie between the heaps' region and it.
    var endOfRAM: Address = 0
    /// The image's module whose `on_load` function runs; -1 before the first.
    var onLoadIndex = -1
    /// The module whose `start/0` is the program.
    var startModule = Term.nil
    /// Entry of the function that `call_named_` calls by its name.
    var callee: Address = 0
    /// Where a BIF that is called by name returns to; 0: it is called by an instruction.
    var namedReturn: Address = 0
    /// All atoms.
    public internal(set) var atoms = AtomStore()

    // MARK: Processes

    /// The process that runs, or 0.
    public internal(set) var current: Address = 0
    var maxQueue = ReadyQueue()
    var highQueue = ReadyQueue()
    var normalQueue = ReadyQueue()
    /// The process whose native function has begun to wait last, how many do, and those whose turn has come before their function
    /// is next: see `Pausing.swift`.
    var pausedProcess: Address = 0
    var pausedCount: UInt32 = 0
    var parkedQueue = ReadyQueue()
    /// See `ProcessTable.swift`.
    var processTable: Address = 0
    var processSlots: UInt32 = 0
    var processCount: UInt32 = 0
    var freeSlots: UInt32 = 0
    var firstFreeSlot: UInt32 = 0
    var lastFreeSlot: UInt32 = 0
    /// See `Names.swift`.
    var names: Address = 0
    var nameRoom: UInt32 = 0
    var nameUsed: UInt32 = 0
    /// See `Timers.swift`.
    var timerHeap: Address = 0
    var timerRoom: UInt32 = 0
    var timerCount: UInt32 = 0
    /// References made so far, numbers of `unique_integer`, slices.
    var references: UInt64 = 0
    var uniqueIntegers: UInt64 = 0
    /// What `erlang:now/0` answered last, in microseconds.
    var lastNow: Int64 = 0
    /// Microseconds in which no process was ready; collections, and the words that they freed.
    var idleTime: UInt64 = 0
    /// What the wall clock is ahead of the monotonic one, in microseconds.
    var timeOffset: Int64 = 0
    var randomState: UInt64 = 0
    var sliceCount: UInt32 = 0
    /// Reductions that processes have used that have ended, modulo 2^32.
    var endedReductions: UInt32 = 0
    /// See `BIFs/OS.swift`.
    var environment: Address = 0
    var collectionCount: UInt32 = 0
    var collectedWords: UInt32 = 0
    /// The low words of what `statistics` answered last: see `totalAndSince`.
    var askedTotals = InlineArray<4, UInt32>(repeating: 0)
    /// See `Ports/GPIO.swift`.
    var gpio = GPIODriver()
    /// See `Ports/Watchdog.swift`.
    var watchdog = WatchdogDriver()
    /// See `Atomics.swift`: the newest array, how many there are, and when to look for those that nobody has any more.
    var atomicsArrays: Address = 0
    var atomicsCount = 0
    var atomicsLimit = 16
    /// See `PersistentTerm.swift`: the newest entry.
    var persistentTerms: Address = 0
    /// See `Ets/EtsTable.swift`: the table that was used last, and how many there are.
    var etsTables: Address = 0
    var etsCount = 0

    // MARK: Between the interpreter and what it calls

    /// Where the process goes on that ends its slice, and with how many X registers.
    var resume: Address = 0
    var resumeLive = 0
    /// Where the interpreter goes on when a BIF has asked for `continueAt`.
    var continuation: Address = 0
    /// X registers in use while a BIF runs.
    var live = 0
    /// What a BIF that answered `none` asks for, and the reason of what it raises.
    var action = Action.raise(.error)
    var failure = Term.nil
    /// Why the BIF's explainer would say that it failed (an atom, `cause` of its `error_info`), where OTP tells that too.
    var failureCause = Term.none
    /// The first element of a reason that is a pair: see `Action.raisePair`.
    var failureTag = Term.nil
    /// The exception's trace begins with the caller and not with the BIF (`erlang:error/1` and its kin).
    var plainTrace = false
    /// The process that ends its slice goes on only when there is a message for it: `erlang:hibernate/3`.
    var hibernates = false
    /// It is the turn of the native function that has begun to wait last.
    var goesOn = false
    /// Whether no walk has the block at `walkBlock`.
    var walkBlockIsFree = false
    /// Who gets reports: a pid, `undefined` for nobody, or nil for the process registered as `logger`. See `SystemLogger.swift`.
    var systemLogger = Term.nil
    /// What new processes get: see `SpawnOptions`.
    var defaultMinHeap = UInt32(HeapSize.smallest)
    var defaultFullsweep = UInt32(ProcessDetails.defaultFullsweep)
    var defaultBinaryLimit: UInt32 = 0
    var defaultMaxHeap: UInt32 = 0
    /// Return addresses that a trace holds: `system_flag(backtrace_depth, Depth)`.
    var traceDepth: UInt8 = 8

    /// What a BIF asks for by answering `none`.
    enum Action: Equatable {
        /// Raise `failure`.
        case raise(ExceptionClass)
        /// Raise the error `{failureTag, failure}`.
        case raisePair
        /// Raise what is in the process already.
        case reraise
        /// End the process: there is no memory for what it needs.
        case outOfMemory
        /// End the process: its `reason` is set.
        case terminate
        /// Go on at `continuation`.
        case continueAt
    }

    // MARK: The program

    /// How the program stands.
    public internal(set) var outcome = Outcome.running

    /// How a program stands or has ended.
    public enum Outcome: Equatable, Sendable {
        case running
        /// `start/0` has returned; its value has been printed.
        case returned
        /// An exception in the process of `start/0` that nothing caught; it has been reported.
        case failed
        /// `erlang:halt` with that status.
        case halted(Int32)

        /// The exit status that `beamlet run` answers with.
        public var status: Int32 {
            switch self {
            case .running, .returned: 0
            case .failed: 1
            case .halted(let status): status
            }
        }
    }
}
