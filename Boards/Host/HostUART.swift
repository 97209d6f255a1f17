import BeamletHAL
import Glibc

/// The terminal as a serial port: port 0 writes to standard output and reads standard input.
///
/// Output is collected and written when the machine sleeps, when 4,096 bytes are waiting, at each line feed if it is a
/// terminal, and at the end. Input is read only from the first ``configure(_:_:)`` or ``read(_:)`` on.
public enum HostUART: UART {
    nonisolated(unsafe) private static var output: [UInt8] = []
    nonisolated(unsafe) private static var input = ByteRing<4096>()
    nonisolated(unsafe) private static var free = 4096
    nonisolated(unsafe) private static var willFlushAtExit = false
    private static let isTerminal = isatty(1) == 1

    /// Whether standard input is being read: it was asked for, and has not ended.
    nonisolated(unsafe) private(set) static var isReceiving = false
    nonisolated(unsafe) private static var hasEnded = false
    nonisolated(unsafe) private static var saysEnd = false

    /// One.
    public static var count: UInt8 { 1 }

    /// Any settings: a terminal has none. Input is read from now on.
    public static func configure(_ port: UInt8, _ settings: UARTSettings) -> PeripheralStatus {
        guard port == 0 else { return .absent }
        isReceiving = !hasEnded
        return .done
    }

    /// Stops reading input; output goes on, since the console needs it.
    public static func close(_ port: UInt8) {
        if port == 0 { isReceiving = false }
    }

    /// Collects a byte of output.
    public static func write(_ port: UInt8, _ byte: UInt8) {
        guard port == 0 else { return }
        output.append(byte)
        if output.count >= 4096 || isTerminal && byte == 10 { flush() }
    }

    /// The oldest byte of input. Where standard input has ended, each call in turn answers nil and 4, what a terminal sends for Ctrl-D:
    /// a serial port has no other end.
    public static func read(_ port: UInt8) -> UInt8? {
        guard port == 0 else { return nil }
        if !isReceiving && !hasEnded { isReceiving = true }
        if free == 4096 && isReceiving { receive() }
        guard let byte = input.take() else {
            if hasEnded { saysEnd.toggle() }
            return saysEnd ? 4 : nil
        }
        free += 1
        return byte
    }

    /// None: what does not fit stays in the pipe.
    public static func lost(_ port: UInt8) -> UInt32 { 0 }

    /// Writes out what was collected.
    public static func flush() {
        guard !output.isEmpty else { return }
        HostDescriptor.write(1, output)
        output.removeAll(keepingCapacity: true)
    }

    /// Writes out at the process's end too, whoever ends it.
    static func flushAtExit() {
        if !willFlushAtExit { atexit { HostUART.flush() } }
        willFlushAtExit = true
    }

    /// Takes what standard input has and the ring can hold, without waiting.
    static func receive() {
        guard isReceiving, free > 0 else { return }
        var waiter = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        guard poll(&waiter, 1, 0) > 0 else { return }
        let wasEmpty = free == 4096
        let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: free) { buffer in
            let count = Glibc.read(0, buffer.baseAddress!, buffer.count)
            for index in 0..<max(count, 0) { input.put(buffer[index]) }
            return count
        }
        if count > 0 {
            free -= count
            if wasEmpty { Events.put(.uartReceived(port: 0)) }
        } else if count == 0 || errno != EINTR && errno != EAGAIN {
            (hasEnded, isReceiving) = (true, false)
        }
    }
}
