import Synchronization

/// A first-in first-out ring of 32-bit events with one consumer (the virtual machine) and one producing side
/// (interrupt handlers, which must not preempt one another while they put: give them one priority).
///
/// Neither side waits or masks interrupts. Indices run freely and are reduced on use, so a full ring and an empty one
/// differ. `capacity` is a power of two, at most 2³¹. Takes 4 bytes an event and 12 more.
public struct EventRing<let capacity: Int>: ~Copyable {
    private let written = Atomic<UInt32>(0)
    private let taken = Atomic<UInt32>(0)
    private let overflows = Atomic<UInt32>(0)
    private var events = InlineArray<capacity, UInt32>(repeating: 0)

    /// An empty ring.
    public init() {
        precondition(capacity > 0 && capacity & (capacity - 1) == 0, "an event ring's capacity is a power of two")
    }

    /// Puts an event. Returns false, and counts, where the ring is full: the event is lost.
    @discardableResult
    public mutating func put(_ event: UInt32) -> Bool {
        let index = written.load(ordering: .relaxed)
        guard index &- taken.load(ordering: .acquiring) < UInt32(capacity) else {
            overflows.store(overflows.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
            return false
        }
        events[Int(index & UInt32(capacity &- 1))] = event
        written.store(index &+ 1, ordering: .releasing)
        return true
    }

    /// Takes the oldest event, or returns nil.
    public mutating func take() -> UInt32? {
        let index = taken.load(ordering: .relaxed)
        guard index != written.load(ordering: .acquiring) else { return nil }
        let event = events[Int(index & UInt32(capacity &- 1))]
        taken.store(index &+ 1, ordering: .releasing)
        return event
    }

    /// Whether there is nothing to take.
    public var isEmpty: Bool { taken.load(ordering: .relaxed) == written.load(ordering: .acquiring) }

    /// How many events were lost because the ring was full. Wraps at 2³².
    public var lost: UInt32 { overflows.load(ordering: .relaxed) }
}

/// The ring of the machine that this program runs on: interrupt handlers put, the virtual machine takes.
public enum Events {
    /// Room for a burst of edges on every pin of two banks, or more serial ports than any chip has.
    nonisolated(unsafe) private static var ring = EventRing<32>()

    /// Puts an event; it is counted in ``lost`` where the ring is full.
    public static func put(_ event: Event) {
        ring.put(event.rawValue)
    }

    /// Takes the oldest event's word, or returns nil.
    public static func take() -> UInt32? {
        ring.take()
    }

    /// Whether nothing is waiting.
    public static var isEmpty: Bool { ring.isEmpty }

    /// How many events were lost. When it has changed since the last look, the consumer asks every source itself:
    /// each port for bytes, each watched pin for its level.
    public static var lost: UInt32 { ring.lost }
}
