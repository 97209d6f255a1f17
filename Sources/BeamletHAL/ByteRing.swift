import Synchronization

/// A first-in first-out ring of bytes between one interrupt handler, which puts, and one reader, which takes.
///
/// Neither side waits or masks interrupts. `capacity` is a power of two, at most 2³¹. Takes `capacity` and 12 bytes.
public struct ByteRing<let capacity: Int>: ~Copyable {
    private let written = Atomic<UInt32>(0)
    private let taken = Atomic<UInt32>(0)
    private let overflows = Atomic<UInt32>(0)
    private var bytes = InlineArray<capacity, UInt8>(repeating: 0)

    /// An empty ring.
    public init() {
        precondition(capacity > 0 && capacity & (capacity - 1) == 0, "a byte ring's capacity is a power of two")
    }

    /// Puts a byte, or counts it as lost where the ring is full. Returns whether the ring was empty: then the reader
    /// has to be told.
    @discardableResult
    public mutating func put(_ byte: UInt8) -> Bool {
        let index = written.load(ordering: .relaxed)
        let waiting = index &- taken.load(ordering: .acquiring)
        guard waiting < UInt32(capacity) else {
            countLost()
            return false
        }
        bytes[Int(index & UInt32(capacity &- 1))] = byte
        written.store(index &+ 1, ordering: .releasing)
        return waiting == 0
    }

    /// Counts a byte that the hardware lost before anybody could put it.
    public mutating func countLost() {
        overflows.store(overflows.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }

    /// Takes the oldest byte, or returns nil.
    public mutating func take() -> UInt8? {
        let index = taken.load(ordering: .relaxed)
        guard index != written.load(ordering: .acquiring) else { return nil }
        let byte = bytes[Int(index & UInt32(capacity &- 1))]
        taken.store(index &+ 1, ordering: .releasing)
        return byte
    }

    /// How many bytes were lost. Wraps at 2³².
    public var lost: UInt32 { overflows.load(ordering: .relaxed) }
}
