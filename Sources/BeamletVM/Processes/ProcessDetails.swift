/// What only few processes have: a block of the arena that `Process.details` refers to, made when the first of it is needed.
/// It keeps the control block at 96 bytes.
struct ProcessDetails {
    /// Registered name, or nil.
    var name: Term
    /// Largest heap in words (`max_heap_size`), 0: no limit. `keepsRunning`: a process beyond it is not killed;
    /// `isSilent`: nothing is said of it. And, whatever the limit is, `isSensitive`: others do not see what the process holds.
    var maxHeap: UInt32
    /// How often the process is suspended: see `Suspension.swift`.
    var suspensions: UInt32
    /// First byte of the heap's young part, 0: no part of it is old. See `YoungCollection.swift`.
    var youngStart: Address
    /// The last cell of the mailbox that is old, while the first is: young ones follow.
    var lastOldMessage: Term
    /// Collections of young data since the last full one, and how many there may be (`fullsweep_after`).
    var youngCollections: UInt16
    var fullsweepAfter: UInt16
    /// The module that is asked for functions that do not exist (`error_handler`).
    var errorHandler: Term
    /// After how many words of shared bitstrings, made or received, all is collected (`min_bin_vheap_size`); 0: no limit of its own.
    /// And the bytes of them since the last time.
    var binaryLimit: UInt32
    var binaryBytes: UInt32

    /// Bytes.
    static let size = 36

    /// In `maxHeap`: the limit itself.
    static let maxHeapMask: UInt32 = 0x0FFF_FFFF
    static let keepsRunning: UInt32 = 0x8000_0000
    static let isSilent: UInt32 = 0x4000_0000
    static let isSensitive: UInt32 = 0x2000_0000
    /// What `fullsweep_after` is where nobody has said otherwise, as on the BEAM.
    static let defaultFullsweep: UInt16 = 65_535
}

@inline(__always)
func processDetails(_ address: Address) -> UnsafeMutablePointer<ProcessDetails> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

extension Machine {
    /// A process's details, made if need be; 0: there is no memory. Allocates 36 bytes.
    @inline(never)
    mutating func makeDetails(_ block: Address) -> Address {
        let details = process(block).pointee.details
        if details != 0 { return details }
        let new = claim(bytes: ProcessDetails.size)
        if new == 0 { return 0 }
        processDetails(new).pointee = ProcessDetails(
            name: .nil, maxHeap: 0, suspensions: 0, youngStart: 0, lastOldMessage: .nil,
            youngCollections: 0, fullsweepAfter: ProcessDetails.defaultFullsweep, errorHandler: .errorHandler,
            binaryLimit: 0, binaryBytes: 0)
        process(block).pointee.details = new
        return new
    }

    /// Frees a process's details, if it has any.
    mutating func dropDetails(_ block: Address) {
        let details = process(block).pointee.details
        if details == 0 { return }
        process(block).pointee.details = 0
        free(details)
    }

    /// A process's registered name, or nil.
    @inline(never)
    mutating func name(of block: Address) -> Term {
        let details = process(block).pointee.details
        return details == 0 ? .nil : processDetails(details).pointee.name
    }

    /// A process's `max_heap_size` with its flags.
    @inline(never)
    mutating func maxHeap(of block: Address) -> UInt32 {
        let details = process(block).pointee.details
        return details == 0 ? 0 : processDetails(details).pointee.maxHeap
    }

    /// A process's `max_heap_size` in words; 0: there is no limit.
    mutating func heapLimit(of block: Address) -> Int { Int(maxHeap(of: block) & ProcessDetails.maxHeapMask) }

    /// Whether others do not see what a process holds.
    mutating func isSensitive(_ block: Address) -> Bool { maxHeap(of: block) & ProcessDetails.isSensitive != 0 }

    /// The module that is asked for functions that do not exist.
    mutating func errorHandler(of block: Address) -> Term {
        let details = process(block).pointee.details
        return details == 0 ? .errorHandler : processDetails(details).pointee.errorHandler
    }

    /// A process's `min_bin_vheap_size` in words.
    @inline(never)
    mutating func binaryLimit(of block: Address) -> UInt32 {
        let details = process(block).pointee.details
        return details == 0 ? 0 : processDetails(details).pointee.binaryLimit
    }

    /// How many collections of young data alone may follow each other.
    mutating func fullsweepAfter(of block: Address) -> UInt16 {
        let details = process(block).pointee.details
        return details == 0 ? ProcessDetails.defaultFullsweep : processDetails(details).pointee.fullsweepAfter
    }
}
