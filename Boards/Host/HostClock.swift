import BeamletHAL
import Glibc

/// Time since the board started, and sleep in `poll`.
public enum HostClock: BeamletHAL.Clock {
    nonisolated(unsafe) private static var origin = microseconds()

    /// Whether sleep takes no time: the clock goes on to the deadline at once, unless there is input or an event by then. An hour of
    /// timers takes as long as the work that is done in it.
    nonisolated(unsafe) public static var isAccelerated = false
    /// Microseconds that were not slept.
    nonisolated(unsafe) private static var skipped: UInt64 = 0

    /// A pipe that wakes a sleep from another thread: its end to read and its end to write.
    private static let waker: (read: Int32, write: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        return (ends[0], ends[1])
    }()

    /// Sets the time to zero.
    static func start() {
        origin = microseconds()
        skipped = 0
    }

    /// Microseconds since the start, with those that were skipped.
    public static func now() -> UInt64 {
        microseconds() &- origin &+ skipped
    }

    /// Sleeps until the deadline, or until there is input, a driven pin or any other event.
    public static func wait(until deadline: UInt64?) {
        HostUART.flush()
        var watched = [
            pollfd(fd: waker.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: HostUART.isReceiving ? 0 : -1, events: Int16(POLLIN), revents: 0),
        ]
        guard Events.isEmpty else { return }
        var milliseconds: Int32 = -1
        if let deadline {
            let time = now()
            guard deadline > time else { return }
            let left = deadline - time
            if isAccelerated && poll(&watched, 2, 0) == 0 {
                skipped += left
                return
            }
            // `poll` counts milliseconds: the last fraction of one is slept without listening.
            if left < 1_000 {
                usleep(UInt32(left))
                return
            }
            milliseconds = Int32(min(left / 1_000, UInt64(Int32.max)))
        }
        guard poll(&watched, 2, milliseconds) > 0 else { return }
        if watched[0].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            while read(waker.read, &bytes, 64) == 64 {}
        }
        if watched[1].revents != 0 { HostUART.receive() }
    }

    /// Ends a ``wait(until:)`` in progress, or the next one. From any thread.
    static func wake() {
        var one: UInt8 = 1
        _ = write(waker.write, &one, 1)
    }

    private static func microseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
    }
}
