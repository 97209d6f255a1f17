import BeamletHAL
import Glibc

/// Time since the board started, and sleep in `ppoll`.
public enum HostClock: BeamletHAL.Clock {
    nonisolated(unsafe) private static var origin = microseconds()

    /// Wakes a sleep from another thread: an `eventfd`, or -1 before its first use.
    nonisolated(unsafe) private static var waker: Int32 = -1

    /// Sets the time to zero.
    static func start() {
        origin = microseconds()
    }

    /// Microseconds since the start.
    public static func now() -> UInt64 {
        microseconds() &- origin
    }

    /// Sleeps until the deadline, or until there is input, a driven pin or any other event.
    public static func wait(until deadline: UInt64?) {
        HostUART.flush()
        openWaker()
        guard Events.isEmpty else { return }
        var timeout = timespec()
        if let deadline {
            let time = now()
            guard deadline > time else { return }
            let left = deadline - time
            timeout.tv_sec = Int(left / 1_000_000)
            timeout.tv_nsec = Int(left % 1_000_000) * 1_000
        }
        var watched = (
            pollfd(fd: waker, events: Int16(POLLIN), revents: 0),
            pollfd(fd: HostUART.isReceiving ? 0 : -1, events: Int16(POLLIN), revents: 0)
        )
        withUnsafeMutablePointer(to: &watched) { tuple in
            _ = tuple.withMemoryRebound(to: pollfd.self, capacity: 2) { descriptors in
                withUnsafePointer(to: &timeout) { ppoll(descriptors, 2, deadline == nil ? nil : $0, nil) }
            }
        }
        if watched.0.revents != 0 {
            var count: UInt64 = 0
            _ = read(waker, &count, 8)
        }
        if watched.1.revents != 0 { HostUART.receive() }
    }

    /// Ends a ``wait(until:)`` in progress, or the next one. From any thread.
    static func wake() {
        guard waker >= 0 else { return }
        var one: UInt64 = 1
        _ = write(waker, &one, 8)
    }

    private static func openWaker() {
        if waker < 0 { waker = eventfd(0, Int32(EFD_NONBLOCK.rawValue | EFD_CLOEXEC.rawValue)) }
    }

    private static func microseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
    }
}
