/// Monotonic time, and sleep until something happens.
public protocol Clock {
    /// Microseconds since reset. Never goes back and does not wrap in a device's life (2⁶⁴ µs are 584,000 years).
    /// May be called from interrupt handlers.
    static func now() -> UInt64

    /// Sleeps until `deadline` (as ``now()`` counts) or until an event is waiting, whichever is first; until an event
    /// if `deadline` is nil. Returns at once if either is already so, and may return early for no reason: the caller
    /// looks at its events and at the time, and calls again.
    ///
    /// No wake-up is lost: an interrupt that puts its event into the ring between the caller's look and the sleep ends
    /// the sleep. Where hardware allows, no interrupt comes while nothing is due.
    static func wait(until deadline: UInt64?)
}
