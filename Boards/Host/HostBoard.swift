import BeamletHAL
import Glibc

/// Linux as a board: the terminal is its serial port, a table its pins, a mapped region its memory.
public enum HostBoard: Board {
    /// `CLOCK_MONOTONIC`.
    public typealias Time = HostClock
    /// Standard input and output.
    public typealias Serial = HostUART
    /// A table that tests read and drive.
    public typealias Pins = HostGPIO
    /// Memory, or a file.
    public typealias Storage = HostStorage
    /// A timer that ends the process.
    public typealias Guardian = HostWatchdog

    /// `Host`.
    public static var name: StaticString { "Host" }

    /// The only port.
    public static var console: UInt8 { 0 }

    /// Starts the clock. Standard input is left alone until the program reads its port: a script that runs other programs too keeps
    /// its input.
    public static func start() {
        HostClock.start()
        HostUART.flushAtExit()
    }

    /// Linux gives 8 MB to a main thread, and this is enough for as many native functions as may wait.
    public static var stackLeft: Int { 1 << 20 }

    /// Ends the process, everything written.
    public static func exit(_ status: Int32) -> Never {
        HostUART.flush()
        Glibc.exit(status)
    }

    /// Writes to standard error, after what was written to the console before.
    public static func writeError(_ byte: UInt8) {
        HostUART.flush()
        HostDescriptor.write(2, [byte])
    }

    /// Takes the oldest event. Looks at standard input at most once in a millisecond.
    public static func nextEvent() -> UInt32? {
        if let event = Events.take() { return event }
        guard HostUART.isReceiving, HostClock.now() >= nextLook else { return nil }
        HostUART.receive()
        nextLook = HostClock.now() + 1_000
        return Events.take()
    }

    nonisolated(unsafe) private static var nextLook: UInt64 = 0
}

/// Whole writes to a file descriptor.
enum HostDescriptor {
    /// Writes all of `bytes`, whatever signals come; gives up at an error, since there is nobody to tell.
    static func write(_ descriptor: Int32, _ bytes: some Collection<UInt8>) {
        _ = bytes.withContiguousStorageIfAvailable { bytes in
            var start = 0
            while start < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress! + start, bytes.count - start)
                if count > 0 {
                    start += count
                } else if errno == EAGAIN {
                    var waiter = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&waiter, 1, -1)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
